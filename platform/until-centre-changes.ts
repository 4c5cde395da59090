import type { Call } from './call.ts';
import type { Db } from './database/pool.ts';

/**
 * Remembers an answer that is the same for everybody in a centre until anything of the centre changes: the choices of
 * a filter, say. It is never stale: the request's own revision was read after the request came, and the answer after
 * that. A call without a revision asks each time.
 * @param ask depends on the centre's audited tables alone: not on the day, nor on who asks, whose permission the
 * caller has checked. What it gives is for reading.
 */
export function untilCentreChanges<V>(ask: (call: Call) => Promise<V>): (call: Call) => Promise<V> {
  const kept = new WeakMap<Db, { revision: string; answer: Promise<V> }>();
  return (call) => {
    const { revision, db } = call;
    if (revision === undefined) return ask(call);
    const known = kept.get(db);
    if (known?.revision === revision) return known.answer;
    const asked = { revision, answer: ask(call) };
    kept.set(db, asked);
    asked.answer.catch(() => {
      if (kept.get(db) === asked) kept.delete(db);
    });
    return asked.answer;
  };
}
