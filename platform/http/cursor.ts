import { z } from 'zod';

/* Pages of a list of the API: an opaque cursor says where the next one begins. */

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
    .optional()
    .meta({ description: 'Valore di `next` della pagina precedente.', example: 'bzo1MA' }),
};

const PREFIX = 'o:';

/** Where the page begins: the number of rows before it. Anything that is not a cursor of ours begins from the first. */
export function offsetOf(cursor: string | undefined): number {
  const text = cursor ? Buffer.from(cursor, 'base64url').toString('latin1') : '';
  const offset = text.startsWith(PREFIX) ? Number(text.slice(PREFIX.length)) : 0;
  return Number.isSafeInteger(offset) && offset > 0 && offset < 1e9 ? offset : 0;
}

/** The cursor of the page after this one, or null when this is the last. */
export function nextCursor(offset: number, shown: number, total: number): string | null {
  return offset + shown < total && shown > 0
    ? Buffer.from(`${PREFIX}${offset + shown}`).toString('base64url')
    : null;
}

/** The envelope of every list of the API. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item).max(200).meta({ description: 'Elementi della pagina.' }),
    count: z.int().min(0).max(1e9).meta({ description: 'Elementi in tutto.', example: 205 }),
    next: z
      .string()
      .max(100)
      .nullable()
      .meta({ description: 'Cursore della pagina successiva, oppure null.', example: null }),
  });
