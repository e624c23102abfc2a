import { encodingFromName, type Decode, type DecoderFor, type Encoding } from './encodings.ts';
import type { Block, DumpTable } from './dump-events.ts';
import type { Column, DumpName } from './statements.ts';

/** What earlier statements of a dump settled for later ones: settings, and the columns of its tables. */
export class DumpSettings {
  standard = true;
  encoding: Encoding = 'utf8';
  decode: Decode;
  #schema = 'public';
  readonly #decoderFor: DecoderFor;
  readonly #columns = new Map<string, readonly Column[]>();
  readonly #inserts = new Map<string, Block>();

  constructor(decoderFor: DecoderFor) {
    this.#decoderFor = decoderFor;
    this.decode = decoderFor('utf8');
  }

  /** Takes in a SET; gives the name of an encoding that is not read, otherwise null. */
  set(setting: string, values: readonly string[]): string | null {
    const value = values[0] ?? '';
    if (setting === 'standard_conforming_strings')
      this.standard = !/^(off|false|no|0)$/i.test(value);
    if (setting === 'search_path') this.#schema = value || 'public';
    if (setting !== 'client_encoding') return null;
    const encoding = encodingFromName(value);
    if (encoding === null) return value;
    this.encoding = encoding;
    this.decode = this.#decoderFor(encoding);
    return null;
  }

  createTable(written: DumpName, columns: readonly Column[], line: number): DumpTable {
    const name = this.#resolve(written);
    this.#columns.set(keyOf(name), columns);
    return { ...name, columns, line };
  }

  /** Rows of a table; without columns of their own they have those of CREATE TABLE, in its order (SQL5). */
  block(form: Block['form'], written: DumpName, columns: Column[] | null, line: number): Block {
    const name = this.#resolve(written);
    const { standard, encoding } = this;
    const known = columns ?? this.#columns.get(keyOf(name)) ?? [];
    const block: Block = { form, ...name, columns: known, line, standard, encoding };
    return form === 'insert' ? this.#sameInsert(block) : block;
  }

  /** One block for all INSERTs of the same words, however they alternate. */
  #sameInsert(block: Block): Block {
    const { schema, name, columns, standard, encoding } = block;
    const key = JSON.stringify([schema, name, columns.map((c) => c.name), standard, encoding]);
    const same = this.#inserts.get(key) ?? block;
    this.#inserts.set(key, same);
    return same;
  }

  #resolve({ schema, name }: DumpName): { schema: string; name: string } {
    return { schema: schema ?? this.#schema, name };
  }
}

const keyOf = ({ schema, name }: { schema: string; name: string }) =>
  JSON.stringify([schema, name]);
