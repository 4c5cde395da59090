import { z } from 'zod';

/* Pages of a list of the API: an opaque cursor says where the next one begins. */

const PREFIX = 'o:';
const MOST = 1e9;

/** Parameters of every list of the API. */
export const listParameters = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Elementi per pagina.', example: 50 }),
  cursor: z
    .string()
    .max(100)
    .refine(
      (text) => decoded(text) !== null,
      'Il cursore non è valido: usare il valore di `next` così com’è.',
    )
    .optional()
    .meta({ description: 'Valore di `next` della pagina precedente.', example: 'bzo1MA' }),
};

/** The number of rows before the page, or null when the text is not a cursor of ours, to the letter. */
function decoded(cursor: string): number | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!text.startsWith(PREFIX) || !/^[1-9]\d{0,8}$/.test(text.slice(PREFIX.length))) return null;
  const offset = Number(text.slice(PREFIX.length));
  return encoded(offset) === cursor ? offset : null;
}

const encoded = (offset: number): string => Buffer.from(`${PREFIX}${offset}`).toString('base64url');

/** Where the page begins: the number of rows before it; the first when there is no cursor. */
export function offsetOf(cursor: string | undefined): number {
  return cursor ? (decoded(cursor) ?? 0) : 0;
}

/** The cursor of the page after this one, or null when this is the last. */
export function nextCursor(offset: number, shown: number, total: number): string | null {
  return offset + shown < Math.min(total, MOST) && shown > 0 ? encoded(offset + shown) : null;
}

/** The envelope of every list of the API. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item).max(200).meta({ description: 'Elementi della pagina.' }),
    count: z.int().min(0).max(MOST).meta({ description: 'Elementi in tutto.', example: 205 }),
    next: z
      .string()
      .max(100)
      .nullable()
      .meta({ description: 'Cursore della pagina successiva, oppure null.', example: null }),
  });

/** A page of a list in its envelope, asked of a query of the room. @param as what the API tells of a row. */
export async function pageOf<Row, Item>(
  query: { limit: number; cursor?: string },
  ask: (page: { size: number; offset: number }) => Promise<{ rows: readonly Row[]; total: number }>,
  as: (row: Row) => Item,
): Promise<{ items: Item[]; count: number; next: string | null }> {
  const offset = offsetOf(query.cursor);
  const { rows, total } = await ask({ size: query.limit, offset });
  return { items: rows.map(as), count: total, next: nextCursor(offset, rows.length, total) };
}
