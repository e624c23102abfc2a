/** Replaces one snapshot by another until it is killed: `node … PATH ROWS`. Prints a line a chunk. */
import { writeUsers } from './made-up-rows.ts';

const [path, rows] = [process.argv[2]!, Number(process.argv[3])];
for (;;) await writeUsers(path, rows, () => process.stdout.write('chunk\n'));
