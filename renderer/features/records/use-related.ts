import { useEffect, useEffectEvent, useState } from 'react';
import type { Desk } from '../../db/desk.ts';
import { useDesk, useNotices } from '../../state/desk-context.tsx';
import type { Relation } from './related.ts';
import { namedCells, type RelatedRow } from './related-rows.ts';

/** Records that point to a record, as far as they were asked for. */
export interface Related {
  rows: readonly RelatedRow[];
  more: boolean;
}

const load = async (
  desk: Desk,
  { table, field, columns }: Relation,
  id: number,
  limit: number,
  signal: AbortSignal,
): Promise<Related> => {
  const { rows, more } = await desk.related(table, field, id, limit, signal);
  return { rows: await namedCells(desk, table, rows, columns), more };
};

/**
 * The records of a relation, loaded while `wanted`, and again after each commit to their table.
 * Undefined until the first answer; an answer that a newer question has overtaken is dropped.
 */
export const useRelated = (relation: Relation, id: number, limit: number, wanted: boolean) => {
  const desk = useDesk();
  const [related, setRelated] = useState<Related>();
  const [version, setVersion] = useState(0);
  useNotices([relation.table], () => setVersion((before) => before + 1));
  const ask = useEffectEvent((signal: AbortSignal) => load(desk, relation, id, limit, signal));
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    ask(stop.signal).then(
      (value) => stop.signal.aborted || setRelated(value),
      (error: unknown) => {
        if (!stop.signal.aborted) throw error;
      },
    );
    return () => stop.abort();
  }, [wanted, limit, version]);
  return related;
};

/** How many records point to a record through one relation; `more` where counting stopped at the limit. */
export interface Pointers {
  relation: Relation;
  count: number;
  more: boolean;
}

const countLimit = 100;

const countPointers = async (
  desk: Desk,
  relation: Relation,
  id: number,
  signal: AbortSignal,
): Promise<Pointers> => {
  const { table, field } = relation;
  const { rows, more } = await desk.related(table, field, id, countLimit, signal);
  return { relation, count: rows.length, more };
};

const lookForPointers = async (
  desk: Desk,
  relations: readonly Relation[],
  id: number,
  { signal, onFound }: { signal: AbortSignal; onFound: (pointers: Pointers) => void },
): Promise<void> => {
  for (const relation of relations) {
    const pointers = await countPointers(desk, relation, id, signal);
    if (signal.aborted) return;
    if (pointers.count > 0) onFound(pointers);
  }
};

/** What points to a record, relation by relation as the answers come; `done` when all were asked. */
export const usePointers = (relations: readonly Relation[], id: number) => {
  const desk = useDesk();
  const [found, setFound] = useState<readonly Pointers[]>([]);
  const [done, setDone] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const onFound = (pointers: Pointers) => setFound((before) => [...before, pointers]);
    lookForPointers(desk, relations, id, { signal, onFound }).then(
      () => signal.aborted || setDone(true),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    return () => stop.abort();
  }, [desk, relations, id]);
  return { found, done };
};
