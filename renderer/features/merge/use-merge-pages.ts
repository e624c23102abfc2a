import { useEffect, useEffectEvent, useState } from 'react';
import type { MergeItem, MergePage } from '../../db/merging.ts';
import { useSession, type BulkWork, type MergeWanted } from '../../state/session.tsx';

/** Records drawn at first, and further ones on request. */
const step = 50;

interface Read {
  items: readonly MergeItem[];
  /** Where the next page begins; null at the end. */
  next: number | null;
}

/** The next page that holds anything: between them there may be empty ones. */
const readPage = async (work: BulkWork, plan: string, wanted: MergeWanted): Promise<MergePage> => {
  let page = await work.mergePage(plan, wanted);
  while (page.items.length === 0 && page.next !== null)
    page = await work.mergePage(plan, { ...wanted, after: page.next });
  return page;
};

/** Pages until there are as many records as wanted. */
const readOn = async (
  work: BulkWork,
  { plan, wanted }: { plan: string; wanted: Omit<MergeWanted, 'after'> },
  read: Read | undefined,
  count: number,
): Promise<Read> => {
  let items = read?.items ?? [];
  let next = read?.next ?? null;
  let isFirst = read === undefined;
  while (items.length < count && (isFirst || next !== null)) {
    const page = await readPage(work, plan, { ...wanted, after: next });
    items = [...items, ...page.items];
    ({ next } = page);
    isFirst = false;
  }
  return { items, next };
};

/** The records of a plan of one table and kind, read as they are shown; undefined until the first are there. */
export const useMergePages = (plan: string, wanted: Omit<MergeWanted, 'after'>) => {
  const { work } = useSession();
  const [read, setRead] = useState<Read>();
  const [drawn, setDrawn] = useState(step);
  const [failed, setFailed] = useState(false);
  const show = async (count: number) => {
    try {
      const found = await readOn(work, { plan, wanted }, read, count);
      setRead(found);
      setDrawn(count);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const readFirst = useEffectEvent(() => readOn(work, { plan, wanted }, undefined, step));
  useEffect(() => {
    let isWanted = true;
    readFirst().then(
      (found) => isWanted && setRead(found),
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return {
    items: read?.items.slice(0, drawn),
    more: read !== undefined && (read.next !== null || read.items.length > drawn),
    failed,
    showMore: () => void show(read === undefined ? step : drawn + step),
  };
};
