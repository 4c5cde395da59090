/**
 * Asks one question for all who want to know at the same time. Few questions are under way at once; whoever comes when
 * there are as many as may be waits for the next one. A question begins after all who share it have come, so an answer
 * is never older than its asking. Nothing is remembered.
 * @param ask the question for some keys at once; what it gives answers for each of them.
 * @param atOnce how many questions may be under way.
 * @param restMs no question begins sooner than this after the one before it, so that more come together while many ask;
 * milliseconds, 0 for no rest. Who asks alone does not wait.
 * @throws what the question threw, to all who waited for it.
 */
export function coalesced<K, V>(
  ask: (keys: readonly K[]) => Promise<(key: K) => V>,
  { atOnce = 1, restMs = 0 } = {},
): (key: K) => Promise<V> {
  type Batch = { keys: Set<K>; answer: Promise<(key: K) => V>; begin: () => void };
  let next: Batch | null = null;
  let underWay = 0;
  let awaited = false;
  let resting = false;

  const begin = (): void => {
    awaited = false;
    const batch = next;
    if (!batch || underWay >= atOnce) return;
    next = null;
    underWay++;
    if (restMs > 0) rest();
    batch.begin();
  };
  /** After the requests that have already reached this process have been read: they share the question. */
  const beginSoon = (): void => {
    if (awaited || resting || !next || underWay >= atOnce) return;
    awaited = true;
    setImmediate(begin);
  };
  const rest = (): void => {
    resting = true;
    setTimeout(() => {
      resting = false;
      beginSoon();
    }, restMs).unref();
  };
  const newBatch = (): Batch => {
    const keys = new Set<K>();
    const { promise, resolve, reject } = Promise.withResolvers<(key: K) => V>();
    const ended = (settle: () => void) => {
      settle();
      underWay--;
      beginSoon();
    };
    const start = () =>
      ask([...keys]).then(
        (answer) => ended(() => resolve(answer)),
        (error) => ended(() => reject(error)),
      );
    return { keys, answer: promise, begin: start };
  };
  return (key) => {
    next ??= newBatch();
    next.keys.add(key);
    beginSoon();
    return next.answer.then((answerFor) => answerFor(key));
  };
}
