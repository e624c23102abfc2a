import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { UnlockPrompt } from '../features/protection/unlock-prompt.tsx';
import { fileKindOf } from '../files/choose-file.ts';
import { handFile, type HandedFile } from '../state/handed-file.ts';
import { useEditing } from '../state/edits.ts';
import { pathTo, routeOf, type Route } from '../state/routes.ts';
import { useSession } from '../state/session.tsx';
import { useSidebar } from '../state/sidebar.ts';
import { showScreenStatus } from '../state/status.ts';
import { useTheme } from '../state/theme.ts';
import { ToastRegion } from '../ui/toast-region.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FileDrop } from './file-drop.tsx';
import { useFocusGuard } from './focus-guard.ts';
import type { PaletteAct } from './palette-commands.ts';
import { Palette } from './palette.tsx';
import { useScreenFocus } from './screen-focus.ts';
import { useScreenTitle } from './screen-title.ts';
import { Screen } from './screens.tsx';
import { runHere, runScreenKey } from './screen-keys.ts';
import { useShortcuts, type ShortcutName } from './shortcuts.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { Sidebar } from './sidebar.tsx';
import { StatusLine } from './status-line.tsx';
import { useOpenedFiles } from './use-opened-files.ts';
import { useAfterOverlay, useOverlay, type Overlay } from './use-overlay.ts';
import { WorkDialog } from './work-dialog.tsx';

/** Screens that stand for the same place share a key: they are not told apart by focus and faults. */
const keyOf = (route: Route, path: string): string => (route.screen === 'trash' ? 'trash' : path);

/** Where a new record goes when N is pressed: into the table that is shown. */
const newPathFor = (route: Route): string | null =>
  route.screen === 'table' || route.screen === 'record' ? pathTo.new(route.table) : null;

/** Puts the keyboard into the quick filter of the screen; false where it has none. */
const focusFilter = (): boolean => {
  const filter = document.querySelector<HTMLInputElement>('[data-quick-filter] input');
  if (filter === null || !filter.checkVisibility()) return false;
  filter.focus();
  filter.select();
  return true;
};

/** Opens the conditions of the grid that is shown; false where there is none. */
const openConditions = (): boolean => {
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-filter-button]')];
  const button = buttons.find((found) => found.checkVisibility());
  button?.click();
  return button !== undefined;
};

/** Takes a file to the screen that reads its kind, the one shown first; false for a kind that none reads. */
const useTakeFile = (route: Route) => {
  const [, go] = useLocation();
  return (file: HandedFile): boolean => {
    const kind = fileKindOf(file.name);
    if (kind === null) return false;
    handFile(file);
    const merges = route.screen === 'transfer' && route.part === 'merge';
    const forSnapshots = merges ? 'merge' : 'restore';
    go(pathTo.transfer(kind === 'snapshot' ? forSnapshots : 'import'));
    return true;
  };
};

const useShellActions = (
  route: Route,
  open: (overlay: Overlay) => void,
  later: (run: () => void) => void,
) => {
  const [, go] = useLocation();
  const { undo, redo } = useEditing();
  const newPath = newPathFor(route);
  const runs: Readonly<Record<ShortcutName, () => unknown>> = {
    palette: () => open('palette'),
    search: () => go(pathTo.search('')),
    help: () => open('help'),
    undo: () => void undo(),
    redo: () => void redo(),
    new: () => newPath !== null && go(newPath),
    filter: focusFilter,
    conditions: openConditions,
    home: () => go(pathTo.start),
    trash: () => go(pathTo.trash),
    export: () => go(pathTo.transfer('export')),
    sidebar: () => useSidebar.getState().toggle(),
  };
  const runShortcut = (name: ShortcutName): boolean => runs[name]() !== false;
  const runAct = (act: PaletteAct) => {
    if (act.do === 'go') go(act.path);
    else if (act.do === 'theme') useTheme.getState().choose(act.theme);
    else if (act.do === 'here') later(() => runHere(act));
    else runShortcut(act.do);
  };
  return { runShortcut, runAct };
};

const SkipLink = ({ onSkip }: { onSkip: () => void }) => (
  <button type="button" className="skip-link" onClick={onSkip}>
    Skip to the content
  </button>
);

/** The window: sidebar, the screen of the address, the line at the foot, and what lies above them. */
export const Shell = () => {
  const [path] = useLocation();
  const route = routeOf(path);
  const { overlay, open, onOpenChange } = useOverlay(path);
  const { later, onGone } = useAfterOverlay();
  const { runShortcut, runAct } = useShellActions(route, open, later);
  const { name } = useSession().info.identity;
  const screenKey = keyOf(route, path);
  const title = useScreenTitle(route);
  const main = useScreenFocus(screenKey, title);
  useFocusGuard(main);
  const takeFile = useTakeFile(route);
  useOpenedFiles(takeFile);
  useShortcuts(runShortcut, runScreenKey);
  useEffect(() => () => showScreenStatus(''), [screenKey]);
  return (
    <div className="shell">
      <SkipLink onSkip={() => main.current?.focus()} />
      <Sidebar route={route} onSearch={() => open('palette')} />
      <main ref={main} tabIndex={-1} aria-label={title}>
        <ErrorBoundary resetKey={screenKey}>
          <Screen route={route} />
        </ErrorBoundary>
      </main>
      <StatusLine deskName={name} />
      <Palette
        open={overlay === 'palette'}
        onOpenChange={onOpenChange}
        onAct={runAct}
        onGone={onGone}
      />
      <ShortcutsDialog open={overlay === 'help'} onOpenChange={onOpenChange} />
      <WorkDialog />
      <UnlockPrompt />
      <FileDrop take={takeFile} />
      <ToastRegion />
    </div>
  );
};
