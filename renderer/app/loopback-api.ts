import { eventSchema, type DeskApi, type DeskEvent } from '#shared/ipc/channels.ts';
import { decodeFrame, encodeFrame, liftBytes, lowerBytes, type Utf8 } from '#shared/ipc/frame.ts';
import { parseAnswer } from '#shared/ipc/parse.ts';
import { fail, type Result } from '#shared/result.ts';
import { readLines } from './read-lines.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const utf8: Utf8 = {
  encode: (text) => encoder.encode(text),
  decode: (bytes) => decoder.decode(bytes),
};

/** An answer may hold a long report; it comes from our own host. */
const maxHead = 256 * 2 ** 20;
const storedKey = 'expert-desk.key';
const pausesInMs = { first: 250, longest: 5_000 } as const;

/**
 * The key that lets this window call the host. It comes once, behind the `#` of the first address, and
 * is kept for reloads of this window only.
 */
const takeKey = (): string => {
  const given = /^#key=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(storedKey) ?? '';
  sessionStorage.setItem(storedKey, given);
  window.history.replaceState(null, '', '/');
  return given;
};

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

type Headers = Readonly<Record<string, string>>;

const post = async (headers: Headers, body: Blob): Promise<Result<unknown>> => {
  try {
    const response = await fetch('/call', { method: 'POST', headers, body });
    if (response.status === 403) return fail('desk.unreachable');
    if (!response.ok) return fail('desk.refused', { reason: await response.text() });
    return parseFrame(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return fail('desk.unreachable');
  }
};

const parseEvent = (line: string): DeskEvent | null => {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Listens for as long as the host is there; gives whether it answered at all. */
const listenOnce = async (headers: Headers, tell: (event: DeskEvent) => void): Promise<boolean> => {
  const response = await fetch('/events', { headers }).catch(() => null);
  if (response?.ok !== true || response.body === null) return false;
  for await (const line of readLines(response.body)) {
    const event = parseEvent(line);
    if (event !== null) tell(event);
  }
  return true;
};

/** A lost stream is opened again, less and less eagerly while nobody answers. */
const listen = async (headers: Headers, tell: (event: DeskEvent) => void): Promise<never> => {
  for (let pause: number = pausesInMs.first; ;) {
    const answered = await listenOnce(headers, tell).catch(() => true);
    pause = answered ? pausesInMs.first : Math.min(pause * 2, pausesInMs.longest);
    await sleep(pause);
  }
};

/** The way to a browser host: calls as frames by POST, events as lines of one lasting answer. */
export const loopbackApi = (): DeskApi => {
  const headers = { 'X-Desk-Key': takeKey(), 'X-Desk-Window': crypto.randomUUID() };
  const listeners = new Set<(event: DeskEvent) => void>();
  void listen(headers, (event) => listeners.forEach((listener) => listener(event)));
  return {
    call: async (channel, args) => {
      const answer = await post(headers, frameBody(channel, args));
      return answer.ok ? parseAnswer(channel, answer.value) : answer;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
