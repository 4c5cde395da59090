import type { Ground } from './ground.ts';
import type { Registers } from './registers.ts';

/** What the rows of the benchmark share. */
export interface Bench {
  ground: Ground;
  registers: Registers;
  /** Shorter rounds, fewer sizes: to see that it works, not to quote. */
  quick: boolean;
  /** Tells whoever waits what is going on. */
  say(sentence: string): void;
}

/** A line of the table. */
export interface Figure {
  /** The row of the issue: a, a2, b… */
  row: string;
  what: string;
  measured: string;
  /** Null when the issue names no aim. */
  aim: string | null;
  met: boolean | null;
  /** How it was measured, or between which extremes. */
  note?: string;
}

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
export const range = (values: readonly number[], show: (value: number) => string): string =>
  `${show(Math.min(...values))}–${show(Math.max(...values))}`;
