import { ageProblems } from './age.ts';
import { backupProblems } from './backups.ts';
import { exchangeProblems } from './exchange.ts';
import { fileProblems } from './files.ts';
import { deskProblems } from './desk.ts';
import { journalProblems } from './journal.ts';
import { shellProblems } from './shell.ts';
import { snapshotProblems } from './snapshot.ts';
import { sqlProblems } from './sql.ts';
import { valueProblems } from './values.ts';
import { workProblems } from './work.ts';

/** Every sentence that the desk can say of something that went wrong; `{name}` is filled from the data. */
const sentences = {
  ...valueProblems,
  ...fileProblems,
  ...deskProblems,
  ...shellProblems,
  ...snapshotProblems,
  ...sqlProblems,
  ...workProblems,
  ...journalProblems,
  ...backupProblems,
  ...ageProblems,
  ...exchangeProblems,
} as const;

export type ProblemCode = keyof typeof sentences;

/** An expected failure: a code, and what is needed to turn it into a sentence. */
export interface Problem {
  code: ProblemCode;
  data: Readonly<Record<string, string | number>>;
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(sentences, code);

/** The sentence for a problem: plain words, the place, the reason, and what to do where that helps. */
export const problemText = ({ code, data }: Problem): string =>
  sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '?'));
