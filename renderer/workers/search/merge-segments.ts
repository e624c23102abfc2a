import { eachPlace, recordCount, wordCount, wordOf, type Segment } from './segment.ts';
import { WordPlaces } from './word-places.ts';

/** A segment, and which of its records no longer stand (1: overtaken, trash it when merging). */
export interface Part {
  segment: Segment;
  gone: Uint8Array;
}

/** The records of a part that still stand. */
const standing = ({ gone }: Part): number[] => {
  const found: number[] = [];
  for (let i = 0; i < gone.length; i += 1) if (gone[i] === 0) found.push(i);
  return found;
};

/** One segment of the records that still stand in several: their words, and no others (FIND11). */
export const mergeSegments = (parts: readonly Part[]): Segment => {
  const kept = parts.map(standing);
  const total = kept.reduce((sum, { length }) => sum + length, 0);
  const records = {
    tables: new Uint8Array(total),
    ids: new Float64Array(total),
    trash: new Uint8Array(total),
  };
  const places = new WordPlaces();
  let first = 0;
  parts.forEach(({ segment }, i) => {
    const newPlace = new Int32Array(recordCount(segment)).fill(-1);
    for (const old of kept[i]!) {
      newPlace[old] = first;
      records.tables[first] = segment.records.tables[old]!;
      records.ids[first] = segment.records.ids[old]!;
      records.trash[first] = segment.records.trash[old]!;
      first += 1;
    }
    addPlaces(places, segment, newPlace);
  });
  return { records, ...places.packed() };
};

const addPlaces = (places: WordPlaces, segment: Segment, newPlace: Int32Array): void => {
  for (let word = 0; word < wordCount(segment); word += 1) {
    let number = -1;
    eachPlace(segment, word, (record, impact) => {
      const at = newPlace[record]!;
      if (at < 0) return;
      if (number < 0) number = places.numberOf(wordOf(segment, word));
      places.push(number, at, impact);
    });
  }
};
