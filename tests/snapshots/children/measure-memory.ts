/** Writes, verifies and reads a large snapshot: `node … PATH ROWS`. Prints the most memory, in bytes. */
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { writeUsers } from './made-up-rows.ts';

const [path, rows] = [process.argv[2]!, Number(process.argv[3])];

const readAll = async (): Promise<number> => {
  const open = await openSnapshot(path, { appVersion: '0.1.0' });
  if (!open.ok) throw new Error(JSON.stringify(open.problem));
  for (let read = 0; ;) {
    const chunk = await open.value.read();
    if (!chunk.ok) throw new Error(JSON.stringify(chunk.problem));
    if (chunk.value.kind === 'rows') read += chunk.value.rows;
    else return read;
  }
};

await writeUsers(path, rows);
const written = process.resourceUsage().maxRSS * 1024;
const read = await readAll();
const most = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ read, written, most })}\n`);
