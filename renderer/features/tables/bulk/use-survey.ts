import { useEffect, useEffectEvent, useState } from 'react';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { Survey } from '#shared/bulk/plan.ts';
import type { Problem } from '#shared/problems/index.ts';
import { surveyEdit } from '../../../db/bulk-edit.ts';
import { useDesk } from '../../../state/desk-context.tsx';

/** What is known of what an edit would do. */
export interface Surveyed {
  progress: { done: number; total: number };
  /** Null until all records were looked at. */
  survey: Survey | null;
  problem: Problem | null;
}

/** Looks through the records of an edit as soon as there is one; leaving it ends the look. */
export const useSurvey = (order: BulkOrder | null): Surveyed => {
  const desk = useDesk();
  const nothing = {
    progress: { done: 0, total: order?.ids.length ?? 0 },
    survey: null,
    problem: null,
  };
  const [known, setKnown] = useState<{ of: BulkOrder; surveyed: Surveyed } | null>(null);
  const look = useEffectEvent(async (of: BulkOrder, signal: AbortSignal) => {
    const tell = (part: Partial<Surveyed>) => {
      if (!signal.aborted) setKnown({ of, surveyed: { ...nothing, ...part } });
    };
    const onProgress = ({ done }: { done: number }) =>
      tell({ progress: { done, total: of.ids.length } });
    const result = await surveyEdit(desk, of, { signal, onProgress });
    tell(result.ok ? { survey: result.value } : { problem: result.problem });
  });
  useEffect(() => {
    if (order === null) return;
    const stop = new AbortController();
    void look(order, stop.signal);
    return () => stop.abort();
  }, [order]);
  return known !== null && known.of === order ? known.surveyed : nothing;
};
