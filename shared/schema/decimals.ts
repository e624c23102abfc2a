/** Exact decimals: text with a fixed number of digits after the point. Never through a binary float. */
interface Size {
  /** Digits in all, as in `numeric(precision, scale)`. */
  precision: number;
  scale: number;
}

export type DecimalReading =
  { ok: true; value: string } | { ok: false; why: 'notDecimal' | 'decimalScale' | 'decimalRange' };

/** Reads `12`, `-12.5`, `+0.50`; zeros beyond the scale are dropped, other digits there refused. */
export const decimalFromText = (text: string, { precision, scale }: Size): DecimalReading => {
  const m = /^([+-])?(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (m === null || (!m[2] && !m[3])) return { ok: false, why: 'notDecimal' };
  const whole = m[2]!.replace(/^0+(?=\d)/, '') || '0';
  const fraction = (m[3] ?? '').replace(/0+$/, '');
  if (fraction.length > scale) return { ok: false, why: 'decimalScale' };
  if (whole !== '0' && whole.length > precision - scale) return { ok: false, why: 'decimalRange' };
  const digits = fraction.padEnd(scale, '0');
  const zero = whole === '0' && /^0*$/.test(digits);
  return {
    ok: true,
    value: `${m[1] === '-' && !zero ? '-' : ''}${whole}${scale > 0 ? `.${digits}` : ''}`,
  };
};

/** Whether `value` is a decimal as it is stored: the one text that `decimalFromText` gives for it. */
export const isDecimal = (value: unknown, size: Size): value is string => {
  if (typeof value !== 'string') return false;
  const reading = decimalFromText(value, size);
  return reading.ok && reading.value === value;
};

/** Orders two stored decimals of one scale exactly: negative where `a` is less. */
export const compareDecimals = (a: string, b: string): number => {
  const [left, right] = [BigInt(a.replace('.', '')), BigInt(b.replace('.', ''))];
  return left < right ? -1 : left > right ? 1 : 0;
};
