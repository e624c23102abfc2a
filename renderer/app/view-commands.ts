import { entityOf, isTableName } from '#shared/entities/index.ts';
import { useLoaded } from '../state/desk-context.tsx';
import { pathTo } from '../state/routes.ts';
import { readViews, type SavedView } from '../state/views.ts';
import type { PaletteCommand } from './palette-commands.ts';

const commandOf = ({ id, name, table }: SavedView): PaletteCommand[] =>
  isTableName(table)
    ? [
        {
          id: `view ${id}`,
          group: 'Views',
          label: name,
          hint: entityOf(table).label.many,
          words: 'view open',
          act: { do: 'go', path: pathTo.view(table, id) },
        },
      ]
    : [];

/** Every saved view, as an entry that opens it. */
export const useViewCommands = (): readonly PaletteCommand[] =>
  useLoaded('view commands', ['saved_views'], async (desk) =>
    (await readViews(desk)).flatMap(commandOf),
  ) ?? [];
