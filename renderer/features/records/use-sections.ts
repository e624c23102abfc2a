import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import { recall, remember } from '../../state/remembered.ts';

/** What the person chose for a section, for all records of the table. */
const chosen = (table: TableName, key: string): boolean | null => {
  const text = recall(`section.${table}.${key}`);
  return text === null ? null : text === 'open';
};

/** Which sections of a record are unfolded: as the person left them, otherwise as `byItself` says. */
export const useSections = (table: TableName) => {
  const [open, setOpen] = useState<Readonly<Record<string, boolean>>>({});
  const isOpen = (key: string, byItself: boolean): boolean =>
    open[key] ?? chosen(table, key) ?? byItself;
  return {
    isOpen,
    toggle: (key: string, next: boolean) => {
      remember(`section.${table}.${key}`, next ? 'open' : 'folded');
      setOpen((before) => ({ ...before, [key]: next }));
    },
    /** Unfolds a section for now, without keeping that as a choice. */
    reveal: (key: string) => setOpen((before) => ({ ...before, [key]: true })),
  };
};

export type Sections = ReturnType<typeof useSections>;
