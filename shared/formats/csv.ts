/**
 * CSV as RFC 4180 lays it down, with `\r\n` at line ends, and as PostgreSQL's `COPY … CSV` tells
 * nothing from empty text: null is an empty field, the empty text is `""`.
 */
export type Cell = string | null;

const needsQuotes = /["\r\n,]|^\s|\s$/;

const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  // PostgreSQL reads a lone \. as the end of the data unless it is quoted.
  if (cell !== '' && cell !== '\\.' && !needsQuotes.test(cell)) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
};

/** One line of CSV with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

const formulaStart = /^[\s]*[=+\-@]|^[\t\r\n]/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in
 * front. Plain numbers stay as they are. This is not lossless, and only done when asked for.
 */
export const withoutFormula = (text: string): string =>
  formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;

const unquoted = /[^",\r\n]*/y;
const quoted = /"((?:[^"]|"")*)"/y;

const readCell = (text: string, at: number): { cell: Cell; end: number } | null => {
  const pattern = text[at] === '"' ? quoted : unquoted;
  pattern.lastIndex = at;
  const m = pattern.exec(text);
  if (m === null) return null;
  const end = at + m[0].length;
  if (m[1] !== undefined) return { cell: m[1].replaceAll('""', '"'), end };
  return { cell: m[0] === '' ? null : m[0], end };
};

/** The lines of a CSV text; null where it is not well formed. Line ends may be `\r\n` or `\n`. */
export const parseCsv = (text: string): Cell[][] | null => {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  for (let at = 0; at < text.length;) {
    const read = readCell(text, at);
    if (read === null) return null;
    line.push(read.cell);
    at = read.end;
    const separator = /,|\r?\n|$/y;
    separator.lastIndex = at;
    const m = separator.exec(text);
    if (m === null) return null;
    at += m[0].length;
    if (m[0] === ',' && at < text.length) continue;
    if (m[0] === ',') line.push(null);
    lines.push(line);
    line = [];
  }
  return lines;
};
