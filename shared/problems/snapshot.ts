export const snapshotProblems = {} as const;
