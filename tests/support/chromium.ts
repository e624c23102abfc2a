import { findChromium } from '../../build/scripts/chromium.mjs';

/** The Chromium that tests of whole shells use. */
export const testChromium: string = findChromium() ?? 'chromium';
