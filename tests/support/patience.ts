import { configure } from '@testing-library/react';

/** Milliseconds: what is waited for comes late on a busy machine, and where it comes at once nothing is lost. */
configure({ asyncUtilTimeout: 15_000 });
