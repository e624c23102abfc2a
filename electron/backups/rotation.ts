/** A backup as rotation sees it. */
export interface Dated {
  name: string;
  /** When the desk was like that: milliseconds since 1970. */
  time: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const monthOf = (time: number): number => {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** BAK3: what is kept besides the newest: of each of so many hours, days … that have any, the newest. */
const spans: readonly { count: number; of: (time: number) => number }[] = [
  { count: 24, of: (time) => Math.floor(time / hourMs) },
  { count: 31, of: (time) => Math.floor(time / dayMs) },
  // 1970 began on a Thursday; weeks begin on Mondays.
  { count: 12, of: (time) => Math.floor((time / dayMs + 3) / 7) },
  { count: 24, of: monthOf },
];

const newestKept = 5;

const newestFirst = (backups: readonly Dated[]): Dated[] =>
  [...backups].sort((a, b) => b.time - a.time || (a.name < b.name ? 1 : -1));

const newestOfEach = (sorted: readonly Dated[], { count, of }: (typeof spans)[number]) => {
  const kept = new Map<number, string>();
  for (const { name, time } of sorted) {
    const span = of(time);
    if (!kept.has(span) && kept.size < count) kept.set(span, name);
  }
  return kept.values();
};

/**
 * The backups that rotation removes. All times are UTC, so that summer time changes nothing; the newest
 * stays whatever its time says (BAK3).
 */
export const backupsToRemove = (
  backups: readonly Dated[],
  isProtected: (name: string) => boolean = () => false,
): string[] => {
  const sorted = newestFirst(backups);
  const kept = new Set(sorted.slice(0, newestKept).map(({ name }) => name));
  for (const span of spans) for (const name of newestOfEach(sorted, span)) kept.add(name);
  return sorted.map(({ name }) => name).filter((name) => !kept.has(name) && !isProtected(name));
};
