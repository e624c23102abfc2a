import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { ShowFile } from '../disk/exports-folder.ts';

const commandFor = (path: string): [string, string[]] => {
  if (process.platform === 'darwin') return ['open', ['-R', path]];
  if (process.platform === 'win32') return ['explorer.exe', [`/select,${path}`]];
  return ['xdg-open', [dirname(path)]];
};

/** Shows a file in the system's file manager, without waiting for it. */
export const showInFileManager: ShowFile = (path) =>
  new Promise<Result<Record<string, never>>>((resolve) => {
    const [command, args] = commandFor(path);
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', (error) => resolve(fail('shell.noFileManager', { reason: error.message })));
    child.once('spawn', () => {
      child.unref();
      resolve(ok({}));
    });
  });
