/** Messages between Node and the page travel as JSON; bytes in base64. Structured clone keeps more. */
const bytesKey = '$bytes';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A value as JSON; what structured clone would refuse (functions, classes) is an error here as well. */
export const toWire = (value: unknown): unknown => {
  if (value instanceof Uint8Array)
    return {
      [bytesKey]: Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64'),
    };
  if (Array.isArray(value)) return value.map(toWire);
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toWire(part)]));
  if (typeof value === 'object' && value !== null) throw new Error('this object cannot be cloned');
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new Error('a function cannot be cloned');
  return value;
};

export const fromWire = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isPlain(value)) return value;
  const bytes = value[bytesKey];
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromWire(part)]));
};
