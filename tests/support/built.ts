import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outFolder = process.env['EXPERT_DESK_OUT'] ?? join(root, 'build', 'out');

/** A file of the build, such as `host/host.js`. `npm test` builds first; a lone test run does not. */
export const builtFile = (name: string): string => {
  const path = join(outFolder, name);
  if (!existsSync(path)) throw new Error(`${path} is not built. Run: npm run build`);
  return path;
};
