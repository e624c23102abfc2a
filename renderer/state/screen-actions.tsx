import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
  type ReactNode,
} from 'react';
import { create } from 'zustand';

/** What can be done on the screen that is shown (renderer/app/KEYS.md). */
export interface ScreenAction {
  /** Tells it apart from the others of its part of the screen. */
  id: string;
  label: string;
  /** Further words under which it is found. */
  words?: string;
  /** The keys that do it, as people read them. */
  keys?: readonly string[];
  /** Whether the window listens for its keys; otherwise the part of the screen that has the focus does. */
  isAnywhere?: true;
  /** Why it cannot be done now; null or nothing where it can. */
  obstacle?: string | null;
  /** Absent where only keys can do it, such as walking from cell to cell. */
  run?: () => void;
}

/** A part of the screen, such as a table or the card beside a board, and what can be done there. */
export interface ScreenPart {
  title: string;
  actions: readonly ScreenAction[];
}

interface Source {
  title: string;
  read: () => readonly ScreenAction[];
}

interface Sources {
  sources: readonly Source[];
  /** Lists that show them now, such as the palette. */
  watchers: number;
  /** Rises whenever something that offers actions was drawn anew, while somebody watches. */
  drawn: number;
}

const useSources = create<Sources>(() => ({ sources: [], watchers: 0, drawn: 0 }));

const Shown = createContext(true);

/** Screens that are kept out of sight offer nothing. */
export const ScreenShown = ({ isShown, children }: { isShown: boolean; children: ReactNode }) => (
  <Shown value={isShown}>{children}</Shown>
);

interface Options {
  /** Whether these stand before those of other parts. */
  isFirst?: boolean;
}

/** Offers what can be done while the component is shown; it is asked for when somebody wants to know. */
export const useScreenActions = (
  title: string,
  actions: () => readonly ScreenAction[],
  { isFirst = false }: Options = {},
): void => {
  const isShown = use(Shown);
  const read = useEffectEvent(actions);
  useEffect(() => {
    if (!isShown) return;
    const source: Source = { title, read: () => read() };
    useSources.setState(({ sources }) => ({
      sources: isFirst ? [source, ...sources] : [...sources, source],
    }));
    return () =>
      useSources.setState(({ sources }) => ({
        sources: sources.filter((other) => other !== source),
      }));
  }, [title, isShown, isFirst]);
  // What is offered may be another thing after each drawing.
  useEffect(() => {
    const { watchers } = useSources.getState();
    if (watchers > 0) useSources.setState(({ drawn }) => ({ drawn: drawn + 1 }));
  });
};

/** What can be done now, by part of the screen. Not to be asked while something is being drawn. */
export const screenParts = (): readonly ScreenPart[] => {
  const parts = new Map<string, readonly ScreenAction[]>();
  for (const { title, read } of useSources.getState().sources)
    parts.set(title, [...(parts.get(title) ?? []), ...read()]);
  return [...parts].map(([title, actions]) => ({ title, actions }));
};

/** What can be done now, by part of the screen, for as long as it is shown somewhere. */
export const useScreenParts = (): readonly ScreenPart[] => {
  const [parts, setParts] = useState<readonly ScreenPart[]>([]);
  useLayoutEffect(() => {
    const watch = (by: 1 | -1) =>
      useSources.setState(({ watchers }) => ({ watchers: watchers + by }));
    // Being watched is heard as well, so that what can be done by now is told at once.
    const stop = useSources.subscribe(() => setParts(screenParts()));
    watch(1);
    return () => {
      stop();
      watch(-1);
    };
  }, []);
  return parts;
};

/** An entry of a menu, as far as it says what can be done. */
interface Entry {
  id: string;
  label: string;
  keys?: readonly string[];
  isDisabled?: boolean;
  run: () => void;
}

/** The entries of a menu as actions; `obstacle` says why those that are disabled cannot be done. */
export const actionsOfMenu = (entries: readonly Entry[], obstacle: string): ScreenAction[] =>
  entries.map(({ id, label, keys, isDisabled = false, run }) => ({
    id,
    label,
    ...(keys === undefined ? {} : { keys }),
    obstacle: isDisabled ? obstacle : null,
    run,
  }));
