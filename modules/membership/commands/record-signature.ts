import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayHandleApplications } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { refusalOfSignature, type Signature, type SignatureKind } from '../rules/signature-acceptance.ts';
import type { ApplicationRow } from '../store/applications.ts';
import { type ConventionRow, loadConvention } from '../store/conventions.ts';
import { insertSignature, type SignatureRow, validSignatures } from '../store/signatures.ts';
import { THE_CENTRE } from './acting-for.ts';
import { moveByTime, nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';
import { openMemberships } from './open-memberships.ts';

export interface SignatureInput extends StepInput {
  side: 'MEMBER' | 'CENTRE';
  signer: string;
  kind: SignatureKind;
  signedOn: string;
  certificateSerial: string | null;
  /** What the validation of the signed file reported. */
  validAtDate: boolean;
  certificateRevoked: boolean;
  /** First day of membership; counts with the second signature. Null: the day of that signature, or the convention's first. */
  effectiveFrom: string | null;
}

export type SignatureOutcome =
  | { accepted: true; state: ApplicationState; effectiveFrom: string | null }
  | { accepted: false; code: string; facts: Record<string, unknown> };

/**
 * Records a signature on the convention. One that is not electronic and qualified is null (0.2, trap 14): it is
 * kept as a null attempt with its reason, and the answer says so. With both sides signed the memberships are opened.
 * @throws RuleBroken `membership.resolution-not-executive` before the resolution may be used,
 *   `membership.signed-before-executive`, `membership.side-already-signed`, `membership.already-member`.
 */
export async function recordSignature(call: Call, input: SignatureInput): Promise<SignatureOutcome> {
  demand(call, mayHandleApplications);
  if (input.signedOn > call.today)
    throw new InvalidInput({ firmataIl: 'La data della firma non può essere futura.' });
  return perform(
    call,
    'membership.record-signature',
    async (tx) => {
      const application = await takeInHand(tx, input);
      checkReady(application, call.today);
      const signature: Signature = { ...input };
      if (application.executiveFrom && input.signedOn < application.executiveFrom)
        throw new RuleBroken('membership.signed-before-executive', {
          signer: input.signer,
          executiveFrom: application.executiveFrom,
        });
      const refusal = refusalOfSignature(signature);
      await insertIt(tx, application, input, refusal?.refused ?? null);
      if (refusal) return { accepted: false as const, code: refusal.refused, facts: refusal.facts };
      return completed(tx, application, input);
    },
    input,
  );
}

/** Only an application ready to sign is signed; before, the sentence says from when. */
export function checkReady(application: ApplicationRow, today: string): void {
  if (application.state === 'READY_TO_SIGN') return;
  if (application.state === 'RESOLVED')
    throw new RuleBroken('membership.resolution-not-executive', {
      executiveFrom: application.executiveFrom,
      today,
    });
  throw new RuleBroken('membership.application-not-possible-now', {
    state: application.state,
    event: 'sign',
  });
}

async function insertIt(
  tx: Transaction,
  application: ApplicationRow,
  input: SignatureInput,
  refused: string | null,
): Promise<void> {
  const signed = await validSignatures(tx, application.id);
  if (!refused && signed.some((s) => s.side === input.side))
    throw new RuleBroken('membership.side-already-signed', { side: input.side });
  await insertSignature(tx, application.id, {
    side: input.side,
    signer: input.signer,
    kind: input.kind,
    signedOn: input.signedOn,
    certificateSerial: input.certificateSerial,
    result: refused ? 'NULL' : 'VALID',
    documentId: null,
    report: {
      refused,
      validAtDate: input.validAtDate,
      certificateRevoked: input.certificateRevoked,
    },
  });
  tx.record({
    action: refused ? 'membership.signature-refused' : 'membership.signature-recorded',
    target: 'application',
    targetId: application.id,
    reason: refused,
    facts: { side: input.side, kind: input.kind, signedOn: input.signedOn },
  });
}

/** With both signatures the application is signed and its memberships are opened, from the day of effect. */
export async function completed(
  tx: Transaction,
  application: ApplicationRow,
  input: Pick<SignatureInput, 'effectiveFrom'>,
): Promise<SignatureOutcome> {
  const signed = await validSignatures(tx, application.id);
  const member = signed.find((s) => s.side === 'MEMBER');
  const centre = signed.find((s) => s.side === 'CENTRE');
  if (!member || !centre) return { accepted: true, state: application.state, effectiveFrom: null };
  const next = nextState(application, 'sign', {
    today: tx.call.today,
    executiveFrom: application.executiveFrom,
    memberSignature: asSignature(member),
    managingBodySignature: asSignature(centre),
  });
  const convention = await loadConvention(tx, application.conventionId);
  const signedOn = member.signedOn > centre.signedOn ? member.signedOn : centre.signedOn;
  const effectiveFrom = dayOfEffect(
    input.effectiveFrom,
    signedOn,
    application.wantedFrom,
    convention,
    tx.call.today,
  );
  await openMemberships(tx, application, convention, { signedOn, effectiveFrom });
  const moved = await writeStep(tx, application, 'sign', next, THE_CENTRE, {
    changes: { effectiveFrom },
    facts: { signedOn, effectiveFrom },
  });
  await tx.announce('membership.signed', {
    applicationId: moved.id,
    bodyId: moved.bodyId,
    conventionId: moved.conventionId,
    effectiveFrom,
  });
  return { accepted: true, state: (await moveByTime(tx, moved)).state, effectiveFrom };
}

/** Refused signatures are never among those read back: what is kept as valid was valid at its date. */
const asSignature = (row: SignatureRow): Signature => ({
  signer: row.signer,
  kind: row.kind as SignatureKind,
  signedOn: row.signedOn,
  validAtDate: true,
  certificateRevoked: false,
});

function dayOfEffect(
  asked: string | null,
  signedOn: string,
  wanted: string | null,
  convention: ConventionRow,
  today: string,
): string {
  const earliest = signedOn > convention.validFrom ? signedOn : convention.validFrom;
  const from = asked ?? (wanted && wanted > earliest ? wanted : earliest);
  if (from < earliest)
    throw new InvalidInput({
      decorrenza:
        'La decorrenza non può precedere l’ultima firma né l’inizio della convenzione; lasciare vuoto per usare la prima data possibile.',
    });
  if (from > convention.validTo || convention.validTo < today)
    throw new RuleBroken('membership.convention-over', { to: convention.validTo });
  return from;
}
