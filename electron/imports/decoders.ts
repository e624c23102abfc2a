import type { Decode, DecoderFor } from '#shared/formats/sql/encodings.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const win1252 = new TextDecoder('windows-1252');

const decodeUtf8: Decode = (bytes) => {
  if (bytes.length < 48) {
    const short = shortAscii(bytes);
    if (short !== null) return short;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** Most values are a few ASCII characters, for which a call into the decoder costs more than they do. */
const shortAscii = (bytes: Uint8Array): string | null => {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! >= 0x80) return null;
    text += String.fromCharCode(bytes[i]!);
  }
  return text;
};

const decodeLatin1: Decode = (bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Node's decoders for the encodings of a dump. */
export const decoderFor: DecoderFor = (encoding) => {
  if (encoding === 'latin1') return decodeLatin1;
  return encoding === 'win1252' ? (bytes) => win1252.decode(bytes) : decodeUtf8;
};
