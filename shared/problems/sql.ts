export const sqlProblems = {} as const;
