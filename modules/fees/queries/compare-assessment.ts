import type { Call } from '#platform/call';
import type { Cents } from '#platform/money';
import { wantedInputs } from '#tariffs';
import { assessMember, type MemberFee, type MemberInputs } from '../rules/assess-member.ts';
import { termsOf } from '../rules/run-terms.ts';
import { type Assessment, getAssessment } from './list-assessments.ts';
import { readInputs } from './members-to-assess.ts';

export interface Comparison {
  assessment: Assessment;
  /** The fee computed again from the frozen inputs and tariff: to the cent what was assessed. */
  again: Cents | null;
  same: boolean;
  /** The figures of the same day as the register has them now; nothing is changed by looking. [trap 6] */
  now: { inputs: MemberInputs; fee: MemberFee } | null;
}

/** A past assessment computed again, and beside it what today's register would give. @throws NotAllowed; NotFound */
export async function compareAssessment(call: Call, id: string): Promise<Comparison> {
  const assessment = await getAssessment(call, id);
  const terms = termsOf(assessment);
  const fee = assessMember(terms, assessment.inputs);
  const { bodyId, membershipId, effectiveFrom } = assessment;
  const read = await readInputs(
    call,
    [{ bodyId, membershipId, effectiveFrom }],
    assessment,
    wantedInputs(terms.tariff),
  );
  const inputs = read.get(bodyId);
  return {
    assessment,
    again: fee.ok ? fee.amount : null,
    same: fee.ok && fee.amount === assessment.amountCents && fee.yearly === assessment.yearlyCents,
    now: inputs ? { inputs, fee: assessMember(terms, inputs) } : null,
  };
}
