import type { OrderQuery, Sort } from '#renderer/db/desk.ts';
import type { Condition, Group } from '#shared/views/filter.ts';

/** What the benchmark `query` asks: filters, orders and groups, as the desk asks them and as SQL does. */

export interface Question {
  name: string;
  query: Partial<OrderQuery>;
  /** Groups by a column, with what the hourly rates come to; absent for the numbers of the records, in order. */
  by?: string;
  sql: string;
}

const where = (field: string, operator: Condition['operator'], ...values: string[]): Condition => ({
  field,
  operator,
  values,
});
const all = (...conditions: Group['conditions']): Group => ({ match: 'all', conditions });
const any = (...conditions: Group['conditions']): Group => ({ match: 'any', conditions });
const by = (...fields: string[]): Sort[] =>
  fields.map((field) => ({ field: field.replace('-', ''), descending: field.startsWith('-') }));

const newest = 'ORDER BY created_at DESC, id DESC';

/** Text is folded in SQL's columns too, so that both look for the same. */
export const questions: readonly Question[] = [
  {
    name: 'a choice',
    query: { filter: all(where('country_iso2_code', 'anyOf', 'PT', 'de')) },
    sql: `SELECT id FROM profiles WHERE deleted = 0 AND country IN ('pt', 'de') ${newest}`,
  },
  {
    name: 'a word in a text, and a number',
    query: { filter: all(where('last_name', 'contains', 'ISCH'), where('tier', 'atLeast', '2')) },
    sql: `SELECT id FROM profiles WHERE deleted = 0 AND instr(last_name, 'isch') > 0 AND tier >= 2 ${newest}`,
  },
  {
    name: 'an item of a list',
    query: { filter: all(where('tags', 'anyOf', 'batch 7', 'batch 11')) },
    sql: `SELECT id FROM profiles WHERE deleted = 0
      AND (instr(tags, char(10) || 'batch 7' || char(10)) > 0 OR instr(tags, char(10) || 'batch 11' || char(10)) > 0) ${newest}`,
  },
  {
    name: 'a span of numbers, sorted by them',
    query: {
      filter: all(where('hourly_rate', 'between', '150', '199.50')),
      sort: by('-hourly_rate'),
    },
    sql: `SELECT id FROM profiles WHERE deleted = 0 AND rate BETWEEN 15000 AND 19950 ORDER BY rate DESC, id DESC`,
  },
  {
    name: 'any of two',
    query: {
      filter: any(where('first_name', 'is', 'ana'), where('last_name', 'begins', 'berg 1')),
      sort: by('last_name'),
    },
    sql: `SELECT id FROM profiles WHERE deleted = 0 AND (first_name = 'ana' OR last_name LIKE 'berg 1%') ORDER BY last_name_key, id`,
  },
  {
    name: 'all, sorted by a text',
    query: { sort: by('last_name') },
    sql: `SELECT id FROM profiles WHERE deleted = 0 ORDER BY last_name_key, id`,
  },
  {
    name: 'all, sorted by three columns',
    query: { sort: by('country_iso2_code', '-tier', 'hourly_rate') },
    sql: `SELECT id FROM profiles WHERE deleted = 0 ORDER BY country, tier DESC, rate, id`,
  },
  {
    name: 'groups of a choice, with totals',
    query: {},
    by: 'country_iso2_code',
    sql: `SELECT count(*), sum(rate), min(rate), max(rate) FROM profiles WHERE deleted = 0 GROUP BY country ORDER BY country`,
  },
  {
    name: 'groups of what a filter leaves, with totals',
    query: { filter: all(where('hourly_rate', 'atLeast', '200')) },
    by: 'tier',
    sql: `SELECT count(*), sum(rate), min(rate), max(rate) FROM profiles WHERE deleted = 0 AND rate >= 20000 GROUP BY tier ORDER BY tier`,
  },
];
