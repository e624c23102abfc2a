import { useState } from 'react';
import { useLocation } from 'wouter';
import type { TableName } from '#shared/entities/index.ts';
import { sectionsOf, type Section } from '../../forms/sections.ts';
import type { Form } from '../../forms/use-form.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions, type ScreenAction } from '../../state/screen-actions.tsx';
import { focusField, focusSection } from './page-focus.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useRecordKeys } from './use-record-keys.ts';
import { useSections } from './use-sections.ts';

/** The sections below the form that the index leads to as well. */
export const furtherSections = {
  related: 'Related records',
  other: 'Other columns',
  history: 'History',
} as const;
export type FurtherSection = keyof typeof furtherSections;
const isFurther = (key: string): key is FurtherSection => Object.hasOwn(furtherSections, key);

interface Options {
  table: TableName;
  form: Form;
  further: readonly FurtherSection[];
  /** Stores what the form holds; false when it could not be stored. */
  store: () => Promise<boolean>;
}

/** Where Escape leads: to where one came from, or to the table when the window was opened here. */
const useWayBack = (table: TableName) => {
  const [, navigate] = useLocation();
  return () => {
    if (window.navigation.canGoBack) window.history.back();
    else navigate(pathTo.table(table));
  };
};

/** The sections of the page by their keys, and the keys that lead around it. */
const sectionActions = (keys: readonly string[], jump: (key: string) => void): ScreenAction[] => [
  ...keys.map((key, at) => ({
    id: `section ${key}`,
    label: `To “${isFurther(key) ? furtherSections[key] : key}”`,
    words: 'section go',
    ...(at < 9 ? { keys: ['Alt', String(at + 1)] } : {}),
    run: () => jump(key),
  })),
  { id: 'key-part', label: 'Next part of the page', keys: ['F6'] },
  { id: 'key-back', label: 'Back', keys: ['Escape'] },
];

/** What a page with a record's form does: saving, jumping between sections, leaving, and the keys for it. */
export const useRecordPage = ({ table, form, further, store }: Options) => {
  const parts: readonly Section[] = sectionsOf(form.entity);
  const sections = useSections(table);
  const guard = useLeaveGuard(form.dirty);
  const goBack = useWayBack(table);
  const [asksToDiscard, askToDiscard] = useState(false);
  const jump = (key: string) => {
    if (key === 'history' || parts.some(({ group }) => group === key)) sections.reveal(key);
    focusSection(key);
  };
  const showProblems = (): boolean => {
    const wrong = form.firstProblem();
    if (wrong === null) return false;
    sections.reveal(form.entity.fields[wrong]?.group ?? '');
    focusField(wrong);
    return true;
  };
  const save = async (): Promise<boolean> => !showProblems() && (await store());
  const away = () => (form.dirty ? askToDiscard(true) : goBack());
  const keys = [...parts.map(({ group }) => group), ...further];
  useRecordKeys({
    save: () => void save(),
    away,
    section: (number) => {
      const key = keys[number - 1];
      if (key !== undefined) jump(key);
    },
  });
  useScreenActions(form.entity.label.one, () => sectionActions(keys, jump));
  return {
    parts,
    sections,
    guard,
    jump,
    save,
    away,
    goBack,
    showProblems,
    asksToDiscard,
    askToDiscard,
  };
};

export type RecordPageState = ReturnType<typeof useRecordPage>;
