import { describe, expect, it } from 'vitest';
import { deskName, logName } from '#shared/formats/exchange-names.ts';
import { Random } from '#shared/sample/random.ts';
import { MemoryFolder, type Fate } from '../support/memory-transport.ts';
import { bytesOf, lisbon, tokyo } from './made-files.ts';
import { must } from './transport-contract.ts';

const desk = deskName(lisbon.id);
const log = (n: number) => logName(lisbon.id, n);

const twoViews = async (fate: Fate) => {
  const folder = new MemoryFolder();
  const mine = folder.view({ desk: lisbon.id });
  const theirs = folder.view({ desk: tokyo.id, fateOf: () => fate });
  must(await mine.publish('workspace.json', bytesOf('ours')));
  must(await mine.publish(desk, bytesOf('whole')));
  const read = async () => {
    const bytes = must(await theirs.read(desk));
    return bytes === null ? null : Buffer.from(bytes).toString();
  };
  return { folder, mine, theirs, read };
};

describe('a shared folder in memory, as sync programs treat it', () => {
  it.each([
    ['whole', 'whole', 'whole'],
    ['lost', null, null],
    ['late', null, 'whole'],
    ['torn', 'wh', 'whole'],
    ['twice', 'whole', 'whole'],
  ] as const)('%s: %s at first, then %s, in the end all of it', async (fate, first, then) => {
    const { folder, theirs, read } = await twoViews(fate);
    expect(await read()).toBe(first);
    theirs.deliver();
    expect(await read()).toBe(then);
    folder.settle();
    expect(await read()).toBe('whole');
    expect(theirs.names.some((name) => name.includes('conflicted'))).toBe(fate === 'twice');
    expect(must(await theirs.list()).map(({ name }) => name)).toEqual([desk, 'workspace.json']);
  });

  it('what is late comes in any order, and removals come too', async () => {
    const { folder, mine, theirs } = await twoViews('late');
    for (let n = 1; n <= 9; n++) must(await mine.publish(log(n), bytesOf(`${n}`)));
    must(await mine.remove(log(9)));
    expect(theirs.waiting).toBe(12);
    theirs.deliver(new Random(7));
    expect(must(await theirs.list()).length).toBeGreaterThanOrEqual(10);
    folder.settle();
    expect(theirs.names).toEqual(mine.names);
  });
});
