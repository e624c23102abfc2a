import type { DeskFile, LogHeader } from '#shared/formats/exchange.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import type { Problem } from '#shared/problems/index.ts';
import { coversSeen, unitedSeen, type Seen } from '#shared/sync/seen.ts';
import { stampParts, type Stamp } from '#shared/sync/stamp.ts';
import type { FolderView } from './folder-view.ts';

const hour = 3600 * 1000;
/** EXC23: milliseconds by which a clock may be ahead before what it wrote waits. */
const clockTolerance = 24 * hour;

/** A log file that is in the folder and whole. */
export interface OpenLog {
  name: string;
  header: LogHeader;
}

/** How a desk of the folder stands, seen from this one. */
export interface Standing {
  id: string;
  /** What it says of itself; null where that is not there, or not whole. */
  file: DeskFile | null;
  /** How many of its log files are there and not taken in. */
  waiting: number;
  /** The one that can be taken in now. */
  next: OpenLog | null;
  /** Why none can be. */
  problem: Problem | null;
  /** A file that is missing, or not whole. */
  wants: string | null;
  /** Whether only the user can decide. */
  isHeld: boolean;
}

/** From where the folder is looked at. */
export interface Looking {
  view: FolderView;
  /** The number of the desk that looks. */
  number: number;
  seen: Seen;
  workspace: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Desks of which the user wants everything taken in. */
  isAllowed: (desk: string) => boolean;
  /** What a desk is called, by its number. */
  nameOf: (number: string) => string;
}

const lengthOf = (ms: number): string => {
  const days = Math.floor(ms / (24 * hour));
  return days >= 2 ? `${days} days` : `${Math.round(ms / hour)} hours`;
};

/** EXC23: milliseconds by which a clock was ahead that gave a stamp; 0 where that is tolerated. */
export const aheadBy = (stamp: Stamp, now: number): number => {
  const ahead = stampParts(stamp).time - now;
  return ahead > clockTolerance ? ahead : 0;
};

export const clockProblem = (name: string, ahead: number): Problem => ({
  code: 'exchange.clockAhead',
  data: { name, by: lengthOf(ahead) },
});

/** Whether everything that a desk tells of in its file was taken in. */
const hasAllOf = async (view: FolderView, file: DeskFile, seen: Seen): Promise<boolean> => {
  const key = String(file.desk.number);
  const own = seen[key] ?? '';
  if (file.segments === null) return (file.checkpoint?.seen[key] ?? '') <= own;
  const newest = await view.header(file.desk.id, file.segments.last);
  return newest?.ok === true && newest.value.last <= own;
};

/** EXC20: what a desk has seen, by what the others say of themselves too. */
export const knownSeen = async (
  view: FolderView,
  files: readonly DeskFile[],
  seen: Seen,
): Promise<Seen> => {
  let known = seen;
  for (const file of files) {
    const key = String(file.desk.number);
    const said = file.seen[key];
    if (said !== undefined && (await hasAllOf(view, file, seen)))
      known = unitedSeen(known, { [key]: said });
  }
  return known;
};

/** The log files of a desk that were not taken in, oldest first, and the newest that is not whole. */
const openLogs = async ({ view, seen }: Looking, desk: string) => {
  const open: OpenLog[] = [];
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

type Obstacle = Pick<Standing, 'problem' | 'wants' | 'isHeld'>;

const obstacle = (problem: Problem, more: Partial<Obstacle> = {}): Obstacle => ({
  problem,
  wants: null,
  isHeld: false,
  ...more,
});

const gapBefore = (file: string, name: string): Obstacle =>
  obstacle({ code: 'exchange.gap', data: { file, name } }, { wants: file });

/** EXC21, EXC23: what stands against taking in a log file now. */
const obstacleOf = (
  { seen, number, workspace, now, isAllowed, nameOf }: Looking,
  { name, header }: OpenLog,
): Obstacle | null => {
  const { desk, after, last, segment } = header;
  if (header.workspace !== workspace) {
    const reason = 'it is of another workspace';
    return obstacle({ code: 'exchange.wrong', data: { file: name, reason } });
  }
  if (after !== null && after > (seen[desk.number] ?? ''))
    return gapBefore(logName(desk.id, Math.max(1, segment - 1)), nameOf(String(desk.number)));
  const others = Object.entries(header.seen).filter(
    ([key]) => key !== String(number) && key !== String(desk.number),
  );
  const missing = others.find(([key, stamp]) => !coversSeen(seen, { [key]: stamp }));
  if (missing !== undefined)
    return obstacle({ code: 'exchange.waitsFor', data: { name: nameOf(missing[0]) } });
  const ahead = aheadBy(last, now);
  if (ahead === 0 || isAllowed(desk.id)) return null;
  return obstacle(clockProblem(nameOf(String(desk.number)), ahead), { isHeld: true });
};

/** What a desk tells of, and is not there. */
const missingOf = ({ view, seen, nameOf }: Looking, file: DeskFile | null): Obstacle | null => {
  if (file === null) return null;
  const key = String(file.desk.number);
  if ((file.seen[key] ?? '') <= (seen[key] ?? '')) return null;
  const { segments, checkpoint, desk } = file;
  const newest = segments === null ? checkpoint?.name : logName(desk.id, segments.last);
  if (newest === undefined || view.has(newest)) return null;
  return gapBefore(newest, nameOf(key));
};

/** How one desk stands: what of it can be taken in, or what that waits for. */
export const standingOf = async (looking: Looking, id: string): Promise<Standing> => {
  const said = await looking.view.desk(id);
  const file = said?.ok === true ? said.value : null;
  const { open, broken } = await openLogs(looking, id);
  const [first] = open;
  const waiting = open.length + (broken === null ? 0 : 1);
  const standing = { id, file, waiting, next: null, problem: null, wants: null, isHeld: false };
  const found = first === undefined ? null : obstacleOf(looking, first);
  // One that is not whole stands before those that come after it.
  const isBroken = broken !== null && (first === undefined || broken.name < first.name);
  if (isBroken && (first === undefined || found?.problem?.code === 'exchange.gap'))
    return { ...standing, ...obstacle(broken.problem, { wants: broken.name }) };
  if (found !== null) return { ...standing, ...found };
  if (first !== undefined) return { ...standing, next: first };
  if (said !== null && !said.ok) return { ...standing, problem: said.problem };
  return { ...standing, ...missingOf(looking, file) };
};
