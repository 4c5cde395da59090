import { randomFillSync } from 'node:crypto';

const random = Buffer.alloc(10 * 256);
let used = random.length;

/** A new identifier: UUID version 7 (RFC 9562), ordered by the millisecond in which it is made. */
export function newId(milliseconds: number = Date.now()): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const tail = random.toString('hex', used, used + 10);
  used += 10;
  const time = milliseconds.toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(tail[3]!, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the form of an identifier (so that it may be sent to the database). */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}
