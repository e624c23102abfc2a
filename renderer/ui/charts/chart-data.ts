/** What a chart draws: numbers by category, in one series or several. */
export interface ChartSeries {
  name: string;
  /** By category; null where there is nothing to draw. */
  values: readonly (number | null)[];
}

export interface ChartData {
  categories: readonly string[];
  /** Shorter names, as they stand under an axis. */
  short?: readonly string[];
  series: readonly ChartSeries[];
}

/** One number of a chart. */
export interface MarkPlace {
  series: number;
  category: number;
}

export interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  data: ChartData;
  valueText: (value: number) => string;
  /** Opens what lies behind a number. */
  onOpen: (place: MarkPlace) => void;
}

export const valueAt = ({ series }: ChartData, place: MarkPlace): number | null =>
  series[place.series]?.values[place.category] ?? null;

/** “Nov 2026, held: 12”. */
export const markText = (
  data: ChartData,
  place: MarkPlace,
  valueText: (value: number) => string,
): string => {
  const value = valueAt(data, place);
  const name = data.series.length > 1 ? `, ${data.series[place.series]?.name ?? ''}` : '';
  const words = value === null ? 'nothing' : valueText(value);
  return `${data.categories[place.category] ?? ''}${name}: ${words}`;
};

const directions: Readonly<Record<string, readonly [category: number, series: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where a key leads from a mark, past places where nothing is drawn; null where it leads nowhere. */
export const markAfter = (
  data: ChartData,
  from: MarkPlace,
  { key, isAcross }: { key: string; isAcross: boolean },
): MarkPlace | null => {
  const last = data.categories.length - 1;
  if (key === 'Home') return firstFrom(data, { ...from, category: 0 }, [1, 0]);
  if (key === 'End') return firstFrom(data, { ...from, category: last }, [-1, 0]);
  const direction = directions[key];
  if (direction === undefined) return null;
  const [x, y] = direction;
  // Bars that lie stand below each other.
  const [category, series] = isAcross ? [x, y] : [-y, x];
  const next = { category: from.category + category, series: from.series + series };
  return firstFrom(data, next, [category, series]);
};

/** The first place with a value from one on, in a direction. */
const firstFrom = (
  data: ChartData,
  from: MarkPlace,
  [category, series]: readonly [number, number],
): MarkPlace | null => {
  let place = from;
  while (data.series[place.series] !== undefined && data.categories[place.category] !== undefined) {
    if (valueAt(data, place) !== null) return place;
    place = { category: place.category + category, series: place.series + series };
  }
  return null;
};

/** The place that the Tab key comes to at first. */
export const firstMark = (data: ChartData): MarkPlace => {
  for (let series = 0; series < data.series.length; series += 1) {
    const found = firstFrom(data, { series, category: 0 }, [1, 0]);
    if (found !== null) return found;
  }
  return { series: 0, category: 0 };
};
