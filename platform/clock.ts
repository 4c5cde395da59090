/** Where the time comes from. Rules take dates as arguments; only the start of a call asks the clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that a test sets by hand. */
export function clockAt(instant: string): Clock & { set(instant: string): void } {
  let current = new Date(instant);
  return {
    now: () => current,
    set: (next) => {
      current = new Date(next);
    },
  };
}
