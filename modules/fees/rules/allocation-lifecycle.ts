/** The life of a cost allocation that is kept: drafted by one person, approved by another, discarded with a reason. [D13, P1] */
import { refusalOfFourEyes } from './four-eyes.ts';
import { type Refusal, refuse } from './refusal.ts';

export const ALLOCATION_STATES = ['DRAFTED', 'APPROVED', 'DISCARDED'] as const;
/** The state is the name of the last act. */
export type AllocationState = (typeof ALLOCATION_STATES)[number];

export const ALLOCATION_KINDS = ['PROVISIONAL', 'FINAL'] as const;
/** On the budget, or on the final account (conguaglio). */
export type AllocationKind = (typeof ALLOCATION_KINDS)[number];

/** The whole machine: what is not in it cannot happen. */
export const ALLOCATION_TRANSITIONS: readonly { from: AllocationState | null; act: AllocationState }[] = [
  { from: null, act: 'DRAFTED' },
  { from: 'DRAFTED', act: 'APPROVED' },
  { from: 'DRAFTED', act: 'DISCARDED' },
  { from: 'APPROVED', act: 'DISCARDED' },
];

/**
 * Why an act on an allocation is refused, or null.
 * @param facts `balanced`: a final account of it is drafted or approved.
 */
export function refusalOfAllocationAct(
  state: AllocationState,
  act: 'APPROVED' | 'DISCARDED',
  facts: { draftedBy: string; doneBy: string; balanced: boolean },
): Refusal<'fees.allocation-not-possible-now' | 'fees.allocation-balanced' | 'fees.four-eyes'> | null {
  if (!ALLOCATION_TRANSITIONS.some((one) => one.from === state && one.act === act))
    return refuse('fees.allocation-not-possible-now', { state, act });
  if (act === 'DISCARDED') return facts.balanced ? refuse('fees.allocation-balanced') : null;
  return refusalOfFourEyes([facts.draftedBy], facts.doneBy);
}

/** Why a final account cannot be drafted for an allocation, or null: only for an approved one, on the budget, once. */
export function refusalOfFinalAccount(of: {
  kind: AllocationKind;
  state: AllocationState;
  balanced: boolean;
}): Refusal<'fees.allocation-not-to-balance' | 'fees.allocation-balanced'> | null {
  if (of.kind !== 'PROVISIONAL' || of.state !== 'APPROVED')
    return refuse('fees.allocation-not-to-balance', { kind: of.kind, state: of.state });
  return of.balanced ? refuse('fees.allocation-balanced') : null;
}
