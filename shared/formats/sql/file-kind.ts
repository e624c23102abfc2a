import type { Problem } from '../../problems/index.ts';

const magic: readonly { at: number; bytes: readonly number[]; problem: Problem }[] = [
  { at: 0, bytes: [...'PGDMP'].map((c) => c.charCodeAt(0)), problem: of('sql.custom') },
  { at: 0, bytes: [0x1f, 0x8b], problem: of('sql.compressed', 'gzip') },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], problem: of('sql.compressed', 'zstd') },
  { at: 0, bytes: [0x04, 0x22, 0x4d, 0x18], problem: of('sql.compressed', 'lz4') },
  { at: 0, bytes: [0x42, 0x5a, 0x68], problem: of('sql.compressed', 'bzip2') },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], problem: of('sql.compressed', 'xz') },
  { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04], problem: of('sql.archive') },
  { at: 0, bytes: [0xff, 0xfe], problem: of('sql.wideText') },
  { at: 0, bytes: [0xfe, 0xff], problem: of('sql.wideText') },
  { at: 257, bytes: [...'ustar'].map((c) => c.charCodeAt(0)), problem: of('sql.tar') },
];

function of(code: Problem['code'], method?: string): Problem {
  return { code, data: method === undefined ? {} : { method } };
}

/** What is wrong with a file that is no plain text at all, by its first bytes (SQL1); 262 suffice. */
export const fileKindProblem = (head: Uint8Array): Problem | null => {
  const found = magic.find(({ at, bytes }) => bytes.every((byte, i) => head[at + i] === byte));
  return found?.problem ?? null;
};
