import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { TableName } from '#shared/entities/index.ts';
import { pathTo } from '../../state/routes.ts';

/** Milliseconds of rest after a key before the address follows. */
const rest = 250;

/** What is typed, kept in the address; an address that comes from elsewhere is taken over. */
export const useSearchAddress = (text: string, tables: readonly TableName[]) => {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  const [written, setWritten] = useState(text);
  if (text !== known) {
    setKnown(text);
    if (text !== written) setTyped(text);
  }
  const among = tables.join(',');
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => {
      setWritten(typed);
      navigate(pathTo.search(typed, among === '' ? [] : (among.split(',') as TableName[])), {
        replace: true,
      });
    }, rest);
    return () => clearTimeout(timer);
  }, [navigate, typed, text, among]);
  const choose = (chosen: readonly TableName[]) => {
    setWritten(typed);
    navigate(pathTo.search(typed, chosen), { replace: true });
  };
  return { typed, setTyped, choose };
};
