import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { useLoaded } from './desk-context.tsx';

/** Records with fields in conflict, at most `limit`; undefined until they are there. */
export const useContested = (
  limit: number,
): { records: { table: TableName; row: Row }[]; more: boolean } | undefined =>
  useLoaded(`contested ${limit}`, tableNames, (desk) => desk.contested(limit));
