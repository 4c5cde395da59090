/**
 * Asks one question for all who want to know at the same time. At most one question is under way; whoever comes
 * meanwhile waits for the next one, so that an answer is never older than its asking. Nothing is remembered.
 * @param ask the question for some keys at once; what it gives answers for each of them.
 * @throws what the question threw, to all who waited for it.
 */
export function coalesced<K, V>(ask: (keys: readonly K[]) => Promise<(key: K) => V>): (key: K) => Promise<V> {
  let next: { keys: Set<K>; answer: Promise<(key: K) => V> } | null = null;
  let underWay: Promise<unknown> = Promise.resolve();
  return (key) => {
    if (!next) {
      const keys = new Set<K>();
      const answer = underWay.then(soon).then(() => {
        next = null;
        return ask([...keys]);
      });
      underWay = answer.catch(() => {});
      next = { keys, answer };
    }
    next.keys.add(key);
    return next.answer.then((answerFor) => answerFor(key));
  };
}

/** After the requests that have already reached this process have been read: they share the question. */
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
