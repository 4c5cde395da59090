/** Where the fee of a kind of body may change: the thresholds of the rules that speak of it, and of no others. */
import type { Budget } from './computation.ts';
import { judge } from './condition.ts';
import type { FeeInputs } from './fee-inputs.ts';
import type { BodyCategory, Condition, Fee, FeeOf, Stretch, Tariff } from './tariff.ts';
import { childrenOf, rowsOf } from './walk-fee.ts';

/** A threshold: the last value of one side; the other side begins at `value + 1`. */
export interface Threshold {
  variable: string;
  value: number;
}

/** How far each quantity may go for a rule to be the one that holds; a quantity that is not here may be anything. */
export type Guards = ReadonlyMap<string, Stretch>;
export type ReachedThreshold = Threshold & { guards: Guards };

interface Walk {
  tariff: Tariff;
  kind: FeeInputs;
  budget: Budget;
  found: Map<string, ReachedThreshold>;
  /** The categories in whose place the walk already goes. */
  categories: readonly BodyCategory[];
  /** Categories already walked in the place of, with their guards: once more would find nothing else. */
  walked: Set<string>;
}

const MOST_PIECES = 8;

/**
 * The thresholds that a body of the kind can meet, each with what its other quantities must be for it to be met.
 * In «enti con 1–10 postazioni: fasce di abitanti», the boundaries of inhabitants are met with 1 to 10 workstations.
 */
export function reachedThresholds(tariff: Tariff, kind: FeeInputs, budget: Budget): ReachedThreshold[] {
  const walk: Walk = {
    tariff,
    kind,
    budget,
    found: new Map(),
    categories: [kind.category],
    walked: new Set(),
  };
  visit(tariff.fee, new Map(), walk);
  return [...walk.found.values()].sort((a, b) => a.variable.localeCompare(b.variable) || a.value - b.value);
}

function visit(fee: Fee, guards: Guards, walk: Walk): void {
  if (--walk.budget.left < 0) return;
  if (fee.kind === 'CHOICE') visitChoice(fee, guards, walk);
  else if (fee.kind === 'AS_CATEGORY') visitCategory(fee, guards, walk);
  else visitRows(fee, guards, walk);
}

/** The boundaries of slabs are none: each unit adds its price, which is not negative, so a fee never falls there. */
function visitRows(fee: Fee, guards: Guards, walk: Walk): void {
  const rows = fee.kind === 'SLABS' ? null : rowsOf(fee);
  for (const row of rows?.rows ?? []) note(rows!.variable, row, guards, walk);
  if (fee.kind !== 'BANDS') {
    for (const [, child] of childrenOf(fee)) visit(child, guards, walk);
    return;
  }
  for (const band of fee.bands) {
    const inside = narrowed(guards, fee.by, band);
    if (inside) visit(band.fee, inside, walk);
  }
}

function visitCategory(fee: FeeOf<'AS_CATEGORY'>, guards: Guards, walk: Walk): void {
  const key = `${fee.category} ${guardsText(guards)}`;
  if (walk.categories.includes(fee.category) || walk.walked.has(key)) return;
  walk.walked.add(key);
  visit(walk.tariff.fee, guards, {
    ...walk,
    kind: { ...walk.kind, category: fee.category },
    categories: [...walk.categories, fee.category],
  });
}

/** Each option is met with what the ones before have left over. */
function visitChoice(fee: FeeOf<'CHOICE'>, guards: Guards, walk: Walk): void {
  let left: Guards[] = [guards];
  for (const { when, fee: inside } of fee.options) {
    walk.budget.left -= 1;
    if (left.length === 0) return;
    if (judge(withoutRanges(when), walk.kind).holds === false) continue;
    const ranges = when?.ranges ?? [];
    for (const here of left) {
      for (const range of ranges) note(range.of, range, here, walk);
      const within = ranges.reduce<Guards | null>((g, range) => g && narrowed(g, range.of, range), here);
      if (within) visit(inside, within, walk);
    }
    if (ranges.length === 0) return;
    if (ranges.length === 1) left = left.flatMap((here) => outside(here, ranges[0]!));
    if (left.length > MOST_PIECES) left = [guards];
  }
}

function withoutRanges(when: Condition | undefined): Condition | undefined {
  if (when?.ranges === undefined) return when;
  const { ranges: _, ...others } = when;
  return others;
}

/** What is left of the guards below and above a range. */
function outside(guards: Guards, { of, from, upTo }: Stretch & { of: string }): Guards[] {
  const below = from > 0 ? narrowed(guards, of, { from: 0, upTo: from - 1 }) : null;
  const above = upTo === null ? null : narrowed(guards, of, { from: upTo + 1, upTo: null });
  return [below, above].filter((one) => one !== null);
}

/** The guards with a quantity also within a stretch; null when nothing is left. */
function narrowed(guards: Guards, variable: string, { from, upTo }: Stretch): Guards | null {
  const known = guards.get(variable);
  const lower = Math.max(known?.from ?? 0, from);
  const ends = [known?.upTo ?? null, upTo].filter((end) => end !== null);
  const upper = ends.length > 0 ? Math.min(...ends) : null;
  if (upper !== null && upper < lower) return null;
  return new Map(guards).set(variable, { from: lower, upTo: upper });
}

/** The two ends of a stretch, when the guards let a body stand on either side of them. */
function note(variable: string, { from, upTo }: Stretch, guards: Guards, walk: Walk): void {
  const own = guards.get(variable) ?? { from: 0, upTo: null };
  for (const value of [from - 1, upTo]) {
    walk.budget.left -= 1;
    if (value === null || value < 0) continue;
    if (value + 1 < own.from || (own.upTo !== null && value > own.upTo)) continue;
    const others = new Map(guards);
    others.delete(variable);
    const key = `${variable} ${value} ${guardsText(others)}`;
    if (!walk.found.has(key)) walk.found.set(key, { variable, value, guards: others });
  }
}

const guardsText = (guards: Guards): string =>
  [...guards].map(([name, { from, upTo }]) => `${name} ${from}-${upTo}`).join();
