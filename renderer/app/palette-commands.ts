import { entityOf, tableNames } from '#shared/entities/index.ts';
import { pathTo } from '../state/routes.ts';
import type { Theme } from '../state/theme.ts';

/** What choosing an entry of the palette does. */
export type PaletteAct =
  | { do: 'go'; path: string }
  | { do: 'theme'; theme: Theme }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'conditions' }
  | { do: 'help' };

export interface PaletteCommand {
  id: string;
  group: 'Go to' | 'New' | 'Do' | 'Records';
  label: string;
  /** A word more, in a quieter tone: what kind of thing it is. */
  hint?: string;
  /** Further words under which it is found. */
  words?: string;
  act: PaletteAct;
}

const go = (group: 'Go to' | 'Do', label: string, path: string, words = ''): PaletteCommand => ({
  id: `${group} ${label}`,
  group,
  label,
  words,
  act: { do: 'go', path },
});

const tables = tableNames.map((table) => {
  const { label, description } = entityOf(table);
  return go('Go to', label.many, pathTo.table(table), description);
});

const creations = tableNames.map((table): PaletteCommand => {
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
  act: { do: act },
});

/** Everything that the palette can do, in the order in which it is offered. */
export const paletteCommands: readonly PaletteCommand[] = [
  go('Go to', 'Home', pathTo.start, 'start overview'),
  ...tables,
  go('Go to', 'Conflicts', pathTo.conflicts, 'settle merge disagree inbox'),
  go('Go to', 'Trash', pathTo.trash, 'deleted bin'),
  go('Go to', 'Backups', pathTo.backups(), 'restore verify safety copies'),
  go('Go to', 'Shared folder', pathTo.exchange, 'team together exchange sync drive usb colleagues'),
  go('Go to', 'Settings', pathTo.settings, 'preferences theme name about'),
  ...creations,
  go('Do', 'Export a snapshot', pathTo.transfer('export'), 'backup save download edesk'),
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

/** The commands that fit what was typed: those found by their label first, otherwise in their own order. */
export const commandsFor = (text: string): readonly PaletteCommand[] => {
  const typed = wordsOf(text);
  const ranked = paletteCommands.map((command) => ({ command, rank: rankOf(command, typed) }));
  const withRank = (rank: number) =>
    ranked.filter((found) => found.rank === rank).map(({ command }) => command);
  return [...withRank(0), ...withRank(1)];
};
