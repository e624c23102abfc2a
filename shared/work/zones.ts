/** The zone that a text names, if it is one that this machine knows; null otherwise. */
export const knownZone = (zone: string | null | undefined): string | null => {
  if (zone === null || zone === undefined || zone.trim() === '') return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
};
