import { type Refusal, refuse } from './refusal.ts';

/**
 * Who drafts an assessment or a tariff cannot approve it. [P1] People are compared, not accounts: the same person
 * with two accounts is one pair of eyes. Every person who had a hand in the draft counts.
 */
export function refusalOfFourEyes(
  draftedBy: readonly string[],
  approverPersonId: string,
): Refusal<'fees.four-eyes'> | null {
  return draftedBy.includes(approverPersonId) ? refuse('fees.four-eyes', { approverPersonId }) : null;
}
