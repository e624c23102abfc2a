/** The encodings of a dump that are read; everything else is refused by name. */
export type Encoding = 'utf8' | 'latin1' | 'win1252';

/** Bytes to text; null where they are not valid in the encoding. Must keep a U+FEFF wherever it stands. */
export type Decode = (bytes: Uint8Array) => string | null;

/** How the surroundings decode; this room knows neither the DOM nor Node. */
export type DecoderFor = (encoding: Encoding) => Decode;

const byName: Readonly<Record<string, Encoding>> = {
  utf8: 'utf8',
  unicode: 'utf8',
  sqlascii: 'utf8',
  latin1: 'latin1',
  iso88591: 'latin1',
  win1252: 'win1252',
  windows1252: 'win1252',
};

/** The encoding that PostgreSQL means by a name such as `UTF8` or `ISO_8859-1`; null if not read here. */
export const encodingFromName = (name: string): Encoding | null =>
  byName[name.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? null;
