import Papa from 'papaparse';

/** Cells as text, as spreadsheets put them on the clipboard: tabs between cells, quotes around those with line ends. */

export const textOfCells = (cells: readonly (readonly string[])[]): string =>
  Papa.unparse(
    cells.map((row) => [...row]),
    { delimiter: '\t', newline: '\n' },
  );

/** The lines of a clipboard’s text; those that are short are filled up with nothing. */
export const cellsOfText = (text: string): string[][] => {
  // What ends the last line begins no other.
  const whole = text.replace(/\r?\n$/, '');
  const { data } = Papa.parse<string[]>(whole === '' ? '' : whole, {
    delimiter: '\t',
    skipEmptyLines: false,
  });
  const lines = data.length === 0 ? [['']] : data;
  const width = Math.max(...lines.map(({ length }) => length));
  return lines.map((line) => [...line, ...Array<string>(width - line.length).fill('')]);
};
