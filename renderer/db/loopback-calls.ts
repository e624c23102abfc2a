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

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** In one piece: a Blob of the parts would first go to another process, which costs more than to copy them. */
const frameBody = (channel: string, args: unknown): Uint8Array<ArrayBuffer> => {
  const { rest, bytes } = liftBytes(args);
  return joined(encodeFrame(utf8, { body: { channel, args: rest }, bytes }));
};

const post = async (
  { address, headers }: Loopback,
  body: Uint8Array<ArrayBuffer>,
): Promise<Result<unknown>> => {
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
