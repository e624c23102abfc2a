import type { ArgsOf, ChannelName, DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import { parseAnswer } from '#shared/ipc/parse.ts';
import type { Result } from '#shared/result.ts';

const callAt = async <C extends ChannelName>(
  path: string,
  channel: C,
  args: ArgsOf<C>,
): Promise<Result<ResultOf<C>>> => {
  const { bytes, ...rest } = args as { bytes?: Uint8Array<ArrayBuffer> };
  const response = await fetch(`/${path}/${channel}`, {
    method: 'POST',
    headers: { 'x-args': encodeURIComponent(JSON.stringify(rest)) },
    body: bytes ?? null,
  });
  const result = JSON.parse(decodeURIComponent(response.headers.get('x-result')!)) as {
    value?: object;
  };
  const body = await response.arrayBuffer();
  if (body.byteLength > 0) Object.assign(result.value!, { bytes: new Uint8Array(body) });
  return parseAnswer(channel, result);
};

const apiAt = (path: string): DeskApi => ({
  call: (channel, args) => callAt(path, channel, args),
  onEvent: () => () => undefined,
});

/** The window's way to the benchmarks' host. */
export const benchApi = apiAt('call');

/** The same, where exports are written without any care. */
export const plainApi = apiAt('plain');
