/** Round numbers along an axis that cover values and nothing. */
export interface Scale {
  least: number;
  most: number;
  ticks: readonly number[];
}

/** 1, 2 or 5 times a power of ten, at least as large as asked for. */
const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  const times = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
};

/** About four steps over values; whole ones where the values are counts. */
export const scaleOf = (values: readonly number[], isWhole: boolean): Scale => {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const wanted = high === low ? 1 : (high - low) / 4;
  const step = roundStep(isWhole ? Math.max(1, wanted) : wanted);
  const [first, last] = [Math.floor(low / step), Math.max(1, Math.ceil(high / step))];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => {
    // Without the dust of binary fractions.
    return Number(((first + at) * step).toPrecision(12));
  });
  return { least: ticks[0]!, most: ticks.at(-1)!, ticks };
};

/** How far up a value stands: 0 at the foot of the scale, 1 at its top. */
export const shareOf = ({ least, most }: Scale, value: number): number =>
  (value - least) / (most - least);
