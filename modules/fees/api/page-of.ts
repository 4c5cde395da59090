import { nextCursor, offsetOf } from '#platform/http/cursor';

/** A page of a list in its envelope. */
export async function pageOf<Row, Item>(
  query: { limit: number; cursor?: string },
  ask: (page: { size: number; offset: number }) => Promise<{ rows: readonly Row[]; total: number }>,
  as: (row: Row) => Item,
) {
  const offset = offsetOf(query.cursor);
  const { rows, total } = await ask({ size: query.limit, offset });
  return { items: rows.map(as), count: total, next: nextCursor(offset, rows.length, total) };
}
