import type { ArgsOf, ChannelName, DeskApi } from '#shared/ipc/channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { readExchange } from '../../state/exchange.ts';
import { useToasts } from '../../state/toasts.ts';

type Deed = 'exchange.leave' | 'exchange.pause' | 'exchange.unlock' | 'exchange.allow';

/** Does something with the shared folder and shows how it then stands. Gives why it did not work, or null. */
export const callExchange = async <C extends Deed & ChannelName>(
  api: DeskApi,
  channel: C,
  args: ArgsOf<C>,
): Promise<string | null> => {
  const done = await api.call(channel, args);
  await readExchange(api);
  return done.ok ? null : problemText(done.problem);
};

/** The same where there is no better place to say why it did not work. */
export const callAndTell = async <C extends Deed & ChannelName>(
  api: DeskApi,
  channel: C,
  args: ArgsOf<C>,
): Promise<void> => {
  const failed = await callExchange(api, channel, args);
  if (failed !== null) useToasts.getState().show({ tone: 'error', text: failed });
};
