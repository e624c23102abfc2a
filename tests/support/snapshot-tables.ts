import yauzl from 'yauzl';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { valueToText } from '#shared/schema/values.ts';

const readEntry = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    });
  });

/** The text of every entry of a snapshot, read by a plain ZIP reader and nothing of the product's. */
export const readSnapshotEntries = (path: string): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, string>();
    yauzl.open(path, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: yauzl.Entry) => {
        readEntry(zip, entry).then((text) => {
          entries.set(entry.fileName, text);
          zip.readEntry();
        }, reject);
      });
      zip.on('end', () => resolve(entries));
      zip.on('error', reject);
      zip.readEntry();
    });
  });

/** All rows of a snapshot, per table. */
export const readSnapshotTables = async (path: string): Promise<Map<TableName, Row[]>> => {
  const entries = await readSnapshotEntries(path);
  return new Map(
    tableNames.map((table) => {
      const text = entries.get(`tables/${table}.ndjson`) ?? '';
      return [
        table,
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Row),
      ];
    }),
  );
};

/** A row as the old system would write it: text by column, null where there is none. */
export const rowAsTexts = (table: TableName, row: Row): Record<string, string | null> => {
  const texts: Record<string, string | null> = { id: String(row.id) };
  for (const [name, field] of Object.entries(entityOf(table).fields)) {
    const value = row.values[name];
    texts[name] =
      value === undefined || value === null ? null : valueToText(field, value, row.source?.[name]);
  }
  return texts;
};
