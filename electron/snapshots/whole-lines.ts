/** The ways in which bytes are no lines; whoever calls names file and place. */
export type LineFault = 'tooLong' | 'noEnd';

const lineEnd = 0x0a;

/**
 * Cuts a stream of blocks into buffers of whole lines, each about as large as a block; a line longer
 * than a block comes alone. `fault` makes the error for a line beyond `limit` bytes, or without an end.
 */
export const wholeLines = async function* (
  blocks: AsyncIterable<Buffer>,
  limit: number,
  fault: (what: LineFault) => Error,
): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const block of blocks) {
    const last = block.lastIndexOf(lineEnd) + 1;
    const first = last === 0 ? block.length : block.indexOf(lineEnd) + 1;
    if (length + first > limit) throw fault('tooLong');
    if (last > 0) yield Buffer.concat([...begun, block.subarray(0, last)]);
    if (last > 0) [begun, length] = [[], 0];
    begun.push(block.subarray(last));
    length += block.length - last;
  }
  if (length > 0) throw fault('noEnd');
};

/** Cuts whole lines into parts of at most `max` lines each. */
export const partsOfLines = function* (
  lines: Buffer,
  max: number,
): Generator<{ bytes: Buffer; rows: number }> {
  let [start, rows] = [0, 0];
  for (let end = lines.indexOf(lineEnd); end >= 0; end = lines.indexOf(lineEnd, end + 1)) {
    rows++;
    if (rows < max) continue;
    yield { bytes: lines.subarray(start, end + 1), rows };
    [start, rows] = [end + 1, 0];
  }
  if (rows > 0) yield { bytes: lines.subarray(start), rows };
};
