import { useEffect, useState } from 'react';
import type { OrderQuery, RecordGroup, SummaryOptions } from '../db/desk.ts';
import { useDesk } from '../state/desk-context.tsx';

/** Milliseconds that a burst of commits is waited for. */
const calm = 150;

type Question = SummaryOptions & { query: OrderQuery };

/** What an answer looks like: one to another question of the same shape may stand until there is a new one. */
const shapeOf = (question: Question | null): string =>
  JSON.stringify(question && [question.query.table, question.by, question.totals]);

/**
 * What the records of a query come to, followed through every commit; null while it is not known, and where
 * nothing is asked. What cannot be read is told by the grid itself.
 */
export const useSummary = (question: Question | null): readonly RecordGroup[] | null => {
  const desk = useDesk();
  const asked = JSON.stringify(question);
  const shape = shapeOf(question);
  const [told, setTold] = useState<{ shape: string; groups: readonly RecordGroup[] } | null>(null);
  useEffect(() => {
    const wanted = JSON.parse(asked) as Question | null;
    if (wanted === null) return;
    let asking = new AbortController();
    const ask = async () => {
      asking.abort();
      const { signal } = (asking = new AbortController());
      const groups = await desk.summary(wanted.query, { ...wanted, signal }).catch(() => null);
      if (!signal.aborted && groups !== null) setTold({ shape: shapeOf(wanted), groups });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unwatch = desk.watch((notices) => {
      if (!notices.some(({ table }) => table === wanted.query.table)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), calm);
    });
    void ask();
    return () => {
      asking.abort();
      clearTimeout(timer);
      unwatch();
    };
  }, [desk, asked]);
  return told?.shape === shape ? told.groups : null;
};
