import type { ArgsOf, ChannelName, ResultOf } from '#shared/ipc/channels.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import { ok, type Result } from '#shared/result.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

export const otherDesk = '01890000-0000-7000-8000-0000000000b0';

const encoder = new TextEncoder();

/** Lines as a log file has them between its header and its checksum. */
export const linesOf = (entries: readonly unknown[]) =>
  encoder.encode(entries.map((entry) => JSON.stringify(entry) + '\n').join(''));

/** A log file of another desk, as the main process hands it to the window. */
export const logOf = (
  entries: readonly SentEntry[],
  rest: Partial<Extract<Work, { kind: 'entries' }>> = {},
): Extract<Work, { kind: 'entries' }> => ({
  kind: 'entries',
  desk: otherDesk,
  deskName: 'Ben',
  file: `log/${otherDesk}/00000001.jsonl.gz`,
  entries: entries.length,
  allowed: false,
  bytes: linesOf(entries),
  ...rest,
});

/** A main process that finds in the shared folder what a test puts into `waiting`. */
export class FolderApi extends MemoryApi {
  waiting: Work[] = [];
  /** What the window said it has seen, each time it asked. */
  readonly asked: ArgsOf<'exchange.next'>[] = [];
  readonly taken: ArgsOf<'exchange.taken'>[] = [];
  readonly paused: boolean[] = [];
  /** Tickets of files that are no longer needed. */
  readonly released: string[] = [];
  /** Whether `exchange.taken` makes the work go away, as it does where nothing is broken. */
  forgets = true;

  /** Puts work in front of the window and tells it so. */
  offer(...work: Work[]): void {
    this.waiting.push(...work);
    this.emit({ kind: 'exchange' });
  }

  override async call<C extends ChannelName>(
    channel: C,
    args: ArgsOf<C>,
  ): Promise<Result<ResultOf<C>>> {
    const answer = this.#answer(channel, args);
    if (answer === null) return super.call(channel, args);
    const index = this.calls.push(channel) - 1;
    return ((await this.fault(channel, index)) ?? ok(answer())) as Result<ResultOf<C>>;
  }

  #answer(channel: ChannelName, args: ArgsOf<ChannelName>): (() => unknown) | null {
    if (channel === 'exchange.next')
      return () => {
        this.asked.push(args as ArgsOf<'exchange.next'>);
        const [next] = this.waiting;
        if (next === undefined) return { kind: 'nothing' };
        return next.kind === 'entries' ? { ...next, bytes: next.bytes.slice() } : next;
      };
    if (channel === 'exchange.taken')
      return () => {
        this.taken.push(args as ArgsOf<'exchange.taken'>);
        if (this.forgets) this.waiting.shift();
        return {};
      };
    if (channel === 'files.release')
      return () => {
        this.released.push((args as ArgsOf<'files.release'>).ticket);
        return {};
      };
    if (channel === 'exchange.pause')
      return () => {
        this.paused.push((args as ArgsOf<'exchange.pause'>).paused);
        return {};
      };
    return null;
  }
}
