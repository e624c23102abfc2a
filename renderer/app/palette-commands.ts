import { entityOf, workTables } from '#shared/entities/index.ts';
import { parseQuery } from '#shared/schema/search-words.ts';
import { pathTo } from '../state/routes.ts';
import type { ScreenPart } from '../state/screen-actions.tsx';
import type { Theme } from '../state/theme.ts';
import { shortcuts, type ShortcutName } from './shortcuts.ts';

/** What choosing an entry of the palette does. */
export type PaletteAct =
  | { do: 'go'; path: string }
  | { do: 'theme'; theme: Theme }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'conditions' }
  | { do: 'help' }
  /** What the screen offers. */
  | { do: 'here'; part: string; id: string; label: string };

export interface PaletteCommand {
  id: string;
  group: 'Here' | 'Records' | 'Views' | 'Go to' | 'New' | 'Do';
  label: string;
  /** A word more, in a quieter tone: what kind of thing it is. */
  hint?: string;
  /** Further words under which it is found. */
  words?: string;
  /** Keys that do the same. */
  keys?: readonly string[];
  /** Why it cannot be chosen now. */
  obstacle?: string | null;
  act: PaletteAct;
}

const go = (group: 'Go to' | 'Do', label: string, path: string, words = ''): PaletteCommand => ({
  id: `${group} ${label}`,
  group,
  label,
  words,
  act: { do: 'go', path },
});

const tables = workTables.map((table) => {
  const { label, description } = entityOf(table);
  return go('Go to', label.many, pathTo.table(table), description);
});

const creations = workTables.map((table): PaletteCommand => {
  const label = `New ${entityOf(table).label.one.toLowerCase()}`;
  const act = { do: 'go', path: pathTo.new(table) } as const;
  return { id: label, group: 'New', label, words: 'create add enter', act };
});

const themeCommand = (theme: Theme, label: string): PaletteCommand => ({
  id: `theme ${theme}`,
  group: 'Do',
  label,
  words: 'theme colours appearance mode',
  act: { do: 'theme', theme },
});

const simple = (
  act: 'undo' | 'redo' | 'conditions' | 'help',
  label: string,
  words = '',
): PaletteCommand => ({
  id: act,
  group: 'Do',
  label,
  words,
  keys: shortcuts[act].keys,
  act: { do: act },
});

const withKeys = (command: PaletteCommand, name: ShortcutName): PaletteCommand => ({
  ...command,
  keys: shortcuts[name].keys,
});

/** Everything that the palette can do, in the order in which it is offered. */
export const paletteCommands: readonly PaletteCommand[] = [
  withKeys(go('Go to', 'Home', pathTo.start, 'start overview'), 'home'),
  go('Go to', 'Today', pathTo.today, 'follow-ups next calls overdue tasks'),
  go('Go to', 'Calendar', pathTo.calendar(), 'consultations schedule week month agenda'),
  go('Go to', 'Board', pathTo.board(), 'pipeline candidates kanban stages'),
  go('Go to', 'Dashboard', pathTo.dashboard, 'figures charts funnel reports margin'),
  withKeys(go('Go to', 'Search', pathTo.search(''), 'find full text'), 'search'),
  ...tables,
  go('Go to', 'Conflicts', pathTo.conflicts, 'settle merge disagree inbox'),
  go('Go to', 'Saved views', pathTo.table('saved_views'), 'filters layouts manage'),
  withKeys(go('Go to', 'Trash', pathTo.trash, 'deleted bin'), 'trash'),
  go('Go to', 'Backups', pathTo.backups(), 'restore verify safety copies'),
  go('Go to', 'Shared folder', pathTo.exchange, 'team together exchange sync drive usb colleagues'),
  go('Go to', 'Settings', pathTo.settings, 'preferences theme name about'),
  ...creations,
  withKeys(
    go('Do', 'Export a snapshot', pathTo.transfer('export'), 'backup save download edesk'),
    'export',
  ),
  go('Do', 'Restore a snapshot', pathTo.transfer('restore'), 'backup open replace edesk'),
  go('Do', 'Import a dump', pathTo.transfer('import'), 'sql postgresql bring in old system'),
  go('Do', 'Merge a colleague’s file', pathTo.transfer('merge'), 'sync combine bring together'),
  go('Do', 'Go back to a moment', pathTo.backups('moment'), 'time rewind restore journal'),
  simple('undo', 'Undo', 'take back'),
  simple('redo', 'Redo', 'again'),
  simple('conditions', 'Filter by conditions', 'narrow where rules'),
  themeCommand('light', 'Use the light theme'),
  themeCommand('dark', 'Use the dark theme'),
  themeCommand('system', 'Use the system’s theme'),
  simple('help', 'Keyboard shortcuts', 'keys help'),
];

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** 0 where every typed word begins a word of the label, 1 where the further words help, null where not. */
const rankOf = (command: PaletteCommand, typed: readonly string[]): number | null => {
  const label = wordsOf(command.label);
  const all = [...label, ...wordsOf(command.words ?? ''), ...wordsOf(command.group)];
  const begins = (words: readonly string[]) =>
    typed.every((part) => words.some((word) => word.startsWith(part)));
  if (begins(label)) return 0;
  return begins(all) ? 1 : null;
};

/** Where all that holds what was typed is found; null where that has no word. */
export const searchPath = (text: string): string | null => {
  const typed = text.trim();
  return parseQuery(typed).words.length === 0 ? null : pathTo.search(typed);
};

/** What the screen offers, as commands; what only keys can do is none. */
export const hereCommands = (parts: readonly ScreenPart[]): readonly PaletteCommand[] =>
  parts.flatMap(({ title, actions }) =>
    actions
      .filter(({ run }) => run !== undefined)
      .map(({ id, label, words = '', keys, obstacle = null }) => ({
        id: `here ${title} ${id}`,
        group: 'Here' as const,
        label,
        words,
        obstacle,
        ...(keys === undefined ? {} : { keys }),
        act: { do: 'here' as const, part: title, id, label },
      })),
  );

/**
 * The commands that fit what was typed: those found by their label first, otherwise in their own order. While
 * nothing is typed, what cannot be done now is in nobody’s way.
 */
export const commandsFor = (
  text: string,
  others: readonly PaletteCommand[] = [],
): readonly PaletteCommand[] => {
  const typed = wordsOf(text);
  const all = [...others, ...paletteCommands];
  const offered = typed.length > 0 ? all : all.filter(({ obstacle = null }) => obstacle === null);
  const ranked = offered.map((command) => ({
    command,
    rank: rankOf(command, typed),
  }));
  const withRank = (rank: number) =>
    ranked.filter((found) => found.rank === rank).map(({ command }) => command);
  return [...withRank(0), ...withRank(1)];
};
