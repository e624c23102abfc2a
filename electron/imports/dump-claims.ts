import type { TableName } from '#shared/entities/index.ts';
import { writtenName, type DumpTable } from '#shared/formats/sql/dump-events.ts';
import { tableFromDumpName } from '#shared/formats/sql/table-names.ts';

interface Owner {
  schema: string;
  written: string;
  filled: boolean;
}

/** Whether a table of the dump is one of ours; when not, the one that is. */
export type Claim = { ok: true; table: TableName } | { ok: false; rival: string | null };

/**
 * Says which table of the dump is which of ours where several could be (SQL3): `public` goes before
 * other schemas, then the one that has rows; two with rows are a problem.
 */
export class DumpClaims {
  readonly #owners = new Map<TableName, Owner>();

  create(created: DumpTable): void {
    const table = tableFromDumpName(created.name);
    if (table === null) return;
    const owner = this.#owners.get(table);
    if (owner === undefined || (!owner.filled && beats(created, owner)))
      this.#own(table, created, false);
  }

  fill(block: DumpTable): Claim {
    const table = tableFromDumpName(block.name);
    if (table === null) return { ok: false, rival: null };
    const owner = this.#owners.get(table);
    if (owner === undefined || owner.written === writtenName(block) || takesOver(block, owner)) {
      this.#own(table, block, true);
      return { ok: true, table };
    }
    return { ok: false, rival: beats(owner, block) ? null : owner.written };
  }

  #own(table: TableName, { schema, name }: DumpTable, filled: boolean): void {
    this.#owners.set(table, { schema, written: writtenName({ schema, name }), filled });
  }

  /** Our table of this one of the dump, if it is the one that counts. */
  owned(written: string, name: string): TableName | null {
    const table = tableFromDumpName(name);
    return table !== null && this.#owners.get(table)?.written === written ? table : null;
  }
}

type Schemed = Pick<Owner, 'schema'>;
const beats = (a: Schemed, b: Schemed) => a.schema === 'public' && b.schema !== 'public';
const takesOver = (block: DumpTable, owner: Owner) => !owner.filled && !beats(owner, block);
