import type { DeskFile, LogHeader } from '#shared/formats/exchange.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import type { Problem } from '#shared/problems/index.ts';
import { coversSeen, type Seen } from '#shared/sync/seen.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import type { FolderView } from './folder-view.ts';

/** Milliseconds by which a clock may be ahead before what it wrote waits. */
const clockTolerance = 24 * 3600 * 1000;

/** How a desk of the folder stands, seen from this one. */
export interface Standing {
  id: string;
  file: DeskFile | null;
  /** The log files that are there and not taken in. */
  waiting: number;
  /** The one that can be taken in now. */
  next: { name: string; header: LogHeader } | null;
  /** Why none can be, although there are some. */
  problem: Problem | null;
  /** A file that must come first, and is not there or not whole. */
  wants: string | null;
  isHeld: boolean;
}

export interface Looking {
  view: FolderView;
  /** The desk that looks, and what it has seen, itself included. */
  own: { id: string; number: number };
  seen: Seen;
  workspace: string;
  /** Milliseconds since 1970. */
  now: number;
  isAllowed: (desk: string) => boolean;
  nameOf: (number: string) => string;
}

const hours = 3600 * 1000;

const lengthOf = (ms: number): string => {
  const days = Math.floor(ms / (24 * hours));
  return days >= 2 ? `${days} days` : `${Math.max(1, Math.round(ms / hours))} hours`;
};

const problem = (code: Problem['code'], data: Problem['data'] = {}): Problem => ({ code, data });

/** The log files of a desk of which this one has not seen all, oldest first; read from the newest down. */
const openHeaders = async ({ view, seen }: Looking, desk: string) => {
  const open: { name: string; header: LogHeader }[] = [];
  let broken: { name: string; problem: Problem } | null = null;
  for (const segment of view.segmentsOf(desk).toReversed()) {
    const name = logName(desk, segment);
    const header = await view.header(desk, segment);
    if (header === null) continue;
    if (!header.ok) {
      broken = { name, problem: header.problem };
      continue;
    }
    if (header.value.last <= (seen[header.value.desk.number] ?? '')) break;
    open.unshift({ name, header: header.value });
  }
  return { open, broken };
};

/** What stands against taking a file in now; null for nothing. */
const obstacle = (
  { seen, own, workspace, now, isAllowed, nameOf }: Looking,
  { name, header }: { name: string; header: LogHeader },
): Pick<Standing, 'problem' | 'wants' | 'isHeld'> | null => {
  const { desk, after, last } = header;
  const deskName = nameOf(String(desk.number));
  const not = (found: Problem, wants: string | null = null, isHeld = false) => ({
    problem: found,
    wants,
    isHeld,
  });
  if (header.workspace !== workspace)
    return not(problem('exchange.wrong', { file: name, reason: 'it is of another workspace' }));
  if (after !== null && after > (seen[desk.number] ?? '')) {
    const wanted = header.segment > 1 ? logName(desk.id, header.segment - 1) : name;
    return not(problem('exchange.gap', { file: wanted, name: deskName }), wanted);
  }
  const { [own.number]: _, [desk.number]: __, ...others } = header.seen;
  const missing = Object.keys(others).find((key) => !coversSeen(seen, { [key]: others[key]! }));
  if (missing !== undefined) return not(problem('exchange.waitsFor', { name: nameOf(missing) }));
  const ahead = stampParts(last).time - now;
  if (ahead <= clockTolerance || isAllowed(desk.id)) return null;
  return not(problem('exchange.clockAhead', { name: deskName, by: lengthOf(ahead) }), null, true);
};

/** How one desk stands (SYNC4): what of it can be taken in, or what that waits for. */
export const standingOf = async (looking: Looking, id: string): Promise<Standing> => {
  const said = await looking.view.desk(id);
  const file = said?.ok === true ? said.value : null;
  const { open, broken } = await openHeaders(looking, id);
  const none = { id, file, waiting: open.length + (broken === null ? 0 : 1), isHeld: false };
  const [first] = open;
  // A file that is not whole stands before those that come after it.
  const isBrokenFirst = broken !== null && (first === undefined || broken.name < first.name);
  if (
    isBrokenFirst &&
    (first?.header.after ?? '\uffff') > (looking.seen[first?.header.desk.number ?? ''] ?? '')
  )
    return { ...none, next: null, problem: broken.problem, wants: broken.name };
  if (first === undefined) {
    const isUnread = said !== null && !said.ok;
    return { ...none, next: null, problem: isUnread ? said.problem : null, wants: null };
  }
  const found = obstacle(looking, first);
  if (found !== null) return { ...none, next: null, ...found };
  return { ...none, next: first, problem: null, wants: null };
};
