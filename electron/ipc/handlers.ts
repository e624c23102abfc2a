import type { z } from 'zod';
import type { ChannelName, channels, DeskEvent, ResultOf } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';

/** What a handler may know of the call it serves. */
export interface CallContext {
  /** Tells the window that called, and no other. */
  emit: (event: DeskEvent) => void;
}

export type Handler<C extends ChannelName> = (
  args: z.output<(typeof channels)[C]['args']>,
  context: CallContext,
) => Promise<Result<ResultOf<C>>>;

/** The handlers of one group of channels: `Handlers<'snapshot'>` serves every `snapshot.…`. */
export type Handlers<Group extends string> = {
  [C in Extract<ChannelName, `${Group}.${string}`>]: Handler<C>;
};
