import { valueAt, type Row } from '#shared/schema/row.ts';
import { shownText } from './cell-text.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { fittingWidth, type GridColumn } from './columns.ts';

const padding = 28;

const textMeasure = (): ((text: string) => number) => {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return (text) => text.length * 7;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(document.documentElement);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
};

/** The width at which the given texts, and a head, can be read in full. */
export const widthFor = (head: string, texts: readonly string[]): number => {
  const measure = textMeasure();
  return fittingWidth(
    Math.ceil(Math.max(measure(head) + 22, ...texts.map((text) => measure(text)))) + padding,
  );
};

/** What a column shows of rows, as text. */
export const textsIn = (column: GridColumn, rows: readonly Row[], titleOf: TitleOf): string[] =>
  rows.map((row) => shownText(column.field, valueAt(row, column.name), titleOf).slice(0, 200));
