import type { ChannelName } from '#shared/ipc/channels.ts';
import { parseCall } from '#shared/ipc/parse.ts';
import { fail, type Result } from '#shared/result.ts';
import type { CallContext, Handler } from './handlers.ts';

export type AllHandlers = { [C in ChannelName]: Handler<C> };

/** Serves one call of a window, whatever it holds; never rejects. */
export type Router = (
  name: unknown,
  args: unknown,
  context: CallContext,
) => Promise<Result<unknown>>;

const failed = (channel: string, error: unknown): Result<never> => {
  console.error(`A bug in “${channel}”:`, error);
  return fail('desk.failed', { reason: error instanceof Error ? error.message : String(error) });
};

/** Parses what came from a window before any handler sees it; an exception is a bug, told as such. */
export const createRouter =
  (handlers: AllHandlers): Router =>
  async (name, args, context) => {
    const call = parseCall(name, args);
    if (!call.ok) return call;
    const { channel } = call.value;
    try {
      // The table has given these arguments the type that this very handler takes.
      return await (handlers[channel] as Handler<never>)(call.value.args as never, context);
    } catch (error) {
      return failed(channel, error);
    }
  };
