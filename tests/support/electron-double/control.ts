/** What the test asks of the double's process, and what it hears from there. */
export type ToDouble =
  | { kind: 'nextOpen'; path: string | null }
  | { kind: 'nextSave'; path: string | null }
  | { kind: 'close' }
  /** Somebody launches the desk again, with what that launch tells the first; or opens a file as macOS does. */
  | { kind: 'secondLaunch'; told: unknown }
  | { kind: 'openFile'; path: string }
  /** What happens to the notification that was shown last under a title. */
  | { kind: 'notification'; title: string; meets: 'click' | 'failed' }
  | { kind: 'notifications'; areSupported: boolean }
  | { kind: 'ask'; id: number; question: Question };

/** Things that a test looks at inside the double. */
export type Question =
  | { about: 'permission'; permission: string; address: string; isMainFrame: boolean }
  | { about: 'invoke'; frame: { url: string; top: boolean }; channel: string; args: unknown[] }
  | { about: 'request'; address: string; method: string }
  | { about: 'record' };

export type FromDouble =
  | { kind: 'window'; cdpAddress: string; url: string }
  | { kind: 'answer'; id: number; value: unknown };

/** What happened in the double, in order, for tests that look at it. */
export const record: string[] = [];
export const note = (line: string): void => void record.push(line);

export const tellTest = (message: FromDouble): void => void process.send?.(message);
