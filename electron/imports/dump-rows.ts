import { tableNames } from '#shared/entities/index.ts';
import type { Decode } from '#shared/formats/sql/encodings.ts';
import { readCopyRow } from '#shared/formats/sql/copy-row.ts';
import { readInsertRow } from '#shared/formats/sql/insert-row.ts';
import { Lexer } from '#shared/formats/sql/lexer.ts';
import { rowFromTexts } from '#shared/formats/sql/row-values.ts';
import type { RowReading } from '#shared/formats/sql/rows.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { OpenFile } from '../disk/disk.ts';
import { decoderFor } from './decoders.ts';
import type { DumpCheck, PlannedBlock } from './dump-check.ts';
import { charactersAtOnce, chunkOf, rowLine, rowsAtOnce, type RowChunk } from './row-chunks.ts';

/** The file is no longer what it was at the first reading. */
export class ChangedFile extends Error {}

/** Rows nearer to each other than this are read together. */
const nearEnough = 4096;

interface Place {
  id: number;
  offset: number;
  length: number;
  block: number;
}

/**
 * The second reading: the rows of each table by rising id, wherever they stand in the file. A chunk's
 * rows are fetched in the order of the file, neighbours together, so that a table in order is read
 * straight through and any other still in bounded memory.
 */
export const dumpRows = async function* (
  file: OpenFile,
  check: DumpCheck,
  clock: Stamp,
): AsyncGenerator<RowChunk> {
  for (const table of tableNames) {
    const { index } = check.tables[table];
    const order = index.orderById();
    for (let done = 0; done < index.count;) {
      const places: Place[] = [];
      for (let bytes = 0; done < index.count && places.length < rowsAtOnce; done++) {
        const place = index.at(order === null ? done : order[done]!);
        if (places.length > 0 && bytes + place.length > charactersAtOnce) break;
        bytes += place.length;
        places.push(place);
      }
      const texts = await fetchRows(file, places);
      const lines = places.map((place, i) =>
        lineOf(check.planned[place.block]!, place, texts[i]!, clock),
      );
      yield chunkOf(table, lines);
    }
  }
};

/** The bytes of each row, in the order of `places`. */
const fetchRows = async (file: OpenFile, places: readonly Place[]): Promise<Uint8Array[]> => {
  const byOffset = places.map((_, i) => i).sort((a, b) => places[a]!.offset - places[b]!.offset);
  const found = new Array<Uint8Array>(places.length);
  for (let from = 0; from < byOffset.length;) {
    const start = places[byOffset[from]!]!.offset;
    let to = from;
    let end = start;
    while (to < byOffset.length && places[byOffset[to]!]!.offset - end <= nearEnough) {
      const { offset, length } = places[byOffset[to++]!]!;
      end = offset + length;
    }
    const bytes = await readExactly(file, start, end - start);
    for (; from < to; from++) {
      const { offset, length } = places[byOffset[from]!]!;
      found[byOffset[from]!] = bytes.subarray(offset - start, offset - start + length);
    }
  }
  return found;
};

const readExactly = async (file: OpenFile, offset: number, length: number) => {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const read = await file.read(bytes.subarray(done), offset + done);
    if (read === 0) throw new ChangedFile();
    done += read;
  }
  return bytes;
};

const lineOf = (planned: PlannedBlock, { id }: Place, bytes: Uint8Array, clock: Stamp): string => {
  const reading = readRow(planned, bytes, decoderFor(planned.block.encoding));
  const result = reading === null ? null : rowFromTexts(planned.plan, reading);
  if (!result?.ok || result.row.id !== id) throw new ChangedFile();
  return rowLine(result.row, clock);
};

const readRow = ({ block }: PlannedBlock, bytes: Uint8Array, decode: Decode): RowReading | null => {
  if (block.form === 'copy') return readCopyRow(bytes, decode);
  const lexer = new Lexer();
  lexer.bytes = bytes;
  lexer.end = bytes.length;
  lexer.final = true;
  lexer.standard = block.standard;
  const reading = readInsertRow(lexer, decode);
  return reading === 'broken' ? null : reading;
};
