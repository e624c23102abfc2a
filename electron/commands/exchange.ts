import { resolve } from 'node:path';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import {
  checkFolder,
  openForReading,
  surveyDesks,
  type OpenedFolder,
  type SurveyedDesk,
} from '#electron/exchange/survey.ts';
import type { Command, Output } from './command.ts';
import { openerFor, passphraseOptions } from './passphrase.ts';

const lineOf = ({ id, file, logs, checkpoints, lacks }: SurveyedDesk): string => {
  const has = `${logs} log files, ${checkpoints} checkpoints`;
  if (file === null) return `${id}: says nothing of itself; ${has}\n`;
  const { desk, writtenAt, left } = file;
  const state = left ? 'has left' : lacks.length === 0 ? 'up to date' : `lacks ${lacks.join(', ')}`;
  return `${desk.name} (${desk.number}): last wrote ${writtenAt}, ${state}; ${has}\n`;
};

const status = async (opened: OpenedFolder, json: boolean, output: Output): Promise<void> => {
  const { workspace, createdAt, key } = opened.file;
  const desks = await surveyDesks(opened);
  const about = { workspace, createdAt, encrypted: key !== null };
  const text = json
    ? `${JSON.stringify({ ...about, desks })}\n`
    : `workspace ${workspace}, since ${createdAt}${about.encrypted ? ', encrypted' : ''}\n${desks.map(lineOf).join('')}`;
  await output.result(text);
};

const verifyAll = async (
  opened: OpenedFolder,
  { folder, appVersion }: { folder: string; appVersion: string },
  output: Output,
): Promise<Result<void>> => {
  let [bad, all] = [0, 0];
  for await (const { name, problem, count } of checkFolder(opened, appVersion)) {
    all += 1;
    if (problem !== null) bad += 1;
    const what = name.startsWith('base/') ? 'rows' : 'entries';
    const good = count === null ? 'whole and good' : `whole and good, ${count} ${what}`;
    await output.result(problem === null ? `${name}: ${good}\n` : `${problemText(problem)}\n`);
  }
  return bad === 0 ? ok(undefined) : fail('exchange.badFiles', { bad, all, folder });
};

/** `exchange status DIR` and `exchange verify DIR`: a shared folder, looked at from outside. */
export const exchange: Command = {
  name: 'exchange',
  files: ['status|verify', 'DIR'],
  options: {
    json: { type: 'boolean', help: 'Print one JSON object (status).' },
    ...passphraseOptions,
  },
  summary: 'Say how the desks of a shared folder stand, or check every file in it.',
  run: async ({ files: [what = '', dir = ''], options }, output, { appVersion }) => {
    if (what !== 'status' && what !== 'verify') return fail('exchange.badAction', { what });
    const folder = resolve(dir);
    const opener = openerFor(options, output);
    const opened = await opener((passphrase) => openForReading(folder, { appVersion, passphrase }));
    if (!opened.ok) return opened;
    if (what === 'verify') return verifyAll(opened.value, { folder, appVersion }, output);
    await status(opened.value, options['json'] === true, output);
    return ok(undefined);
  },
};
