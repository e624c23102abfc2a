import { fail, ok, type Result } from '../result.ts';

/**
 * How one message travels over a byte stream: four bytes, the length of the head as an unsigned
 * big-endian number; the head, JSON in UTF-8, `{"body": …, "bytes": <length or null>}`; and, unless
 * that is null, exactly as many bytes as it says: the message's one binary member.
 */
export interface FrameMessage {
  body: unknown;
  bytes: Uint8Array | null;
}

/** Text to UTF-8 and back; `decode` throws on what is not UTF-8. */
export interface Utf8 {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

const prefixLength = 4;

/** The frame in parts, to be sent one after the other: the binary member is not copied. */
export const encodeFrame = (utf8: Utf8, { body, bytes }: FrameMessage): Uint8Array[] => {
  const head = utf8.encode(JSON.stringify({ body, bytes: bytes?.length ?? null }));
  const start = new Uint8Array(prefixLength + head.length);
  new DataView(start.buffer).setUint32(0, head.length);
  start.set(head, prefixLength);
  return bytes === null ? [start] : [start, bytes];
};

const refuse = (reason: string) => fail('desk.badMessage', { channel: 'frame', reason });

const parseJson = (utf8: Utf8, bytes: Uint8Array): Result<unknown> => {
  try {
    return ok(JSON.parse(utf8.decode(bytes)));
  } catch {
    return refuse('its head is not JSON');
  }
};

const isHead = (value: unknown): value is { body: unknown; bytes: number | null } => {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.keys(value).sort().join() !== 'body,bytes') return false;
  const { bytes } = value as { bytes: unknown };
  return bytes === null || (Number.isSafeInteger(bytes) && (bytes as number) >= 0);
};

/** Parses one whole frame; the binary member is a view of `frame`. `maxHead` is in bytes. */
export const decodeFrame = (
  utf8: Utf8,
  frame: Uint8Array,
  maxHead: number,
): Result<FrameMessage> => {
  if (frame.length < prefixLength) return refuse('it is cut short');
  const headLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (headLength > maxHead) return refuse('its head is too long');
  const end = prefixLength + headLength;
  if (frame.length < end) return refuse('it is cut short');
  const head = parseJson(utf8, frame.subarray(prefixLength, end));
  if (!head.ok) return head;
  if (!isHead(head.value)) return refuse('its head is not a head');
  const { body, bytes } = head.value;
  if (frame.length !== end + (bytes ?? 0)) return refuse('its length is not what its head says');
  return ok({ body, bytes: bytes === null ? null : frame.subarray(end) });
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes the binary member `bytes` out of an object, if it has one. */
export const liftBytes = (value: unknown): { rest: unknown; bytes: Uint8Array | null } => {
  if (!isRecord(value) || !(value['bytes'] instanceof Uint8Array))
    return { rest: value, bytes: null };
  const { bytes, ...rest } = value;
  return { rest, bytes };
};

/** Puts the binary member back; what is no object, or has a member of that name, is left to the parser. */
export const lowerBytes = (value: unknown, bytes: Uint8Array | null): unknown =>
  bytes === null || !isRecord(value) ? value : { ...value, bytes };
