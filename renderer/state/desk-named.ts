import type { Identity } from '#shared/ipc/channels.ts';

/** Who did something: this desk by its name, another by its number. */
export const deskNamed = (desk: number, identity: Pick<Identity, 'number' | 'name'>): string =>
  desk === identity.number ? identity.name : `desk ${desk}`;
