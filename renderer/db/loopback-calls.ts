import type { DeskApi, Loopback } from '#shared/ipc/channels.ts';
import { decodeFrame, encodeFrame, liftBytes, lowerBytes, type Utf8 } from '#shared/ipc/frame.ts';
import { parseAnswer } from '#shared/ipc/parse.ts';
import { fail, type Result } from '#shared/result.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const utf8: Utf8 = {
  encode: (text) => encoder.encode(text),
  decode: (bytes) => decoder.decode(bytes),
};

/** An answer may hold a long report; it comes from our own host. */
const maxHead = 256 * 2 ** 20;

const parseFrame = (bytes: Uint8Array): Result<unknown> => {
  const frame = decodeFrame(utf8, bytes, maxHead);
  if (!frame.ok) return frame;
  const { body, bytes: binary } = frame.value;
  if (binary === null || typeof body !== 'object' || body === null)
    return { ok: true, value: body };
  const answer = body as { value?: unknown };
  return { ok: true, value: { ...answer, value: lowerBytes(answer.value, binary) } };
};

const frameBody = (channel: string, args: unknown): Blob => {
  const { rest, bytes } = liftBytes(args);
  const parts = encodeFrame(utf8, { body: { channel, args: rest }, bytes });
  return new Blob(parts as BlobPart[]);
};

const post = async ({ address, headers }: Loopback, body: Blob): Promise<Result<unknown>> => {
  try {
    const response = await fetch(address, { method: 'POST', headers, body });
    if (response.status === 403) return fail('desk.unreachable');
    if (!response.ok) return fail('desk.refused', { reason: await response.text() });
    return parseFrame(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return fail('desk.unreachable');
  }
};

/** Calls of a browser host, each a frame by POST; from a window, or from a worker of one. */
export const loopbackCalls =
  (way: Loopback): DeskApi['call'] =>
  async (channel, args) => {
    const answer = await post(way, frameBody(channel, args));
    return answer.ok ? parseAnswer(channel, answer.value) : answer;
  };
