import { useEffect, useState } from 'react';
import { isTableName, type TableName } from '#shared/entities/index.ts';
import type { Desk } from '../db/desk.ts';
import { useDesk } from './desk-context.tsx';

/** The title of a record; undefined while it is not known yet. */
export type TitleOf = (table: string, id: number) => string | undefined;

/** Titles kept at most; the oldest go first. */
const room = 6000;
/** Titles asked for at a time. */
const batch = 200;

interface RecordId {
  table: TableName;
  id: number;
}

/** Titles of records, asked for in batches as cells need them. */
class RecordTitles {
  readonly #desk: Pick<Desk, 'titles'>;
  readonly #onNews: () => void;
  readonly #known = new Map<string, string>();
  readonly #wanted = new Map<string, RecordId>();
  #asking = false;
  #isClosed = false;

  constructor(desk: Pick<Desk, 'titles'>, onNews: () => void) {
    this.#desk = desk;
    this.#onNews = onNews;
  }

  /** Undefined at first asking; news follows. */
  titleOf(table: string, id: number): string | undefined {
    if (!isTableName(table)) return undefined;
    const key = `${table} ${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#wanted.set(key, { table, id });
    this.#askSoon();
    return undefined;
  }

  /** Nobody waits for titles any more: the desk may be gone. */
  close() {
    this.#isClosed = true;
  }

  /** Forgets everything: a title may come from another record, so no smaller part is safe. */
  forget() {
    this.#known.clear();
    this.#onNews();
  }

  #askSoon() {
    if (this.#asking || this.#isClosed) return;
    this.#asking = true;
    queueMicrotask(() => void this.#ask());
  }

  async #ask() {
    const wanted = [...this.#wanted].slice(-batch);
    for (const [key] of wanted) this.#wanted.delete(key);
    try {
      const titles = await this.#desk.titles(wanted.map(([, record]) => record));
      for (const [index, [key]] of wanted.entries()) this.#keep(key, titles[index] ?? '');
    } catch (error) {
      if (!this.#isClosed) throw error;
    } finally {
      this.#asking = false;
    }
    if (this.#isClosed) return;
    this.#onNews();
    if (this.#wanted.size > 0) this.#askSoon();
  }

  #keep(key: string, title: string) {
    this.#known.set(key, title);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= room) break;
      this.#known.delete(oldest);
    }
  }
}

/** A way to ask for titles; a new function stands for news. */
export const useRecordTitles = (): TitleOf => {
  const desk = useDesk();
  const [titleOf, setTitleOf] = useState<TitleOf>(() => () => undefined);
  useEffect(() => {
    const renew = () => setTitleOf(() => (table: string, id: number) => titles.titleOf(table, id));
    const titles = new RecordTitles(desk, renew);
    renew();
    const leave = desk.watch(() => titles.forget());
    return () => {
      leave();
      titles.close();
    };
  }, [desk]);
  return titleOf;
};
