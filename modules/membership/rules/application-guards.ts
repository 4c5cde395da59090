/** The guards of C1, one small function an event: null lets it pass. */
import { deadline, type IsoDate } from '#platform/calendar';
import type { ApplicationEvent, ApplicationProgress } from './application-lifecycle.ts';
import { declarationLapsed } from './declared-adhesion.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type RecordedResolution, type RequiredOrgan, refusalOfResolution } from './resolving-organ.ts';
import { refusalOfSignatures, type Signature } from './signature-acceptance.ts';

/** What the guards look at. Each event needs its own facts, and is refused without them. */
export interface ApplicationFacts {
  today: IsoDate;
  /** submit */
  alreadyMember?: boolean;
  templateInForce?: boolean;
  /** submit: null when the body applies for itself. */
  viaAssociation?: { delegatedToApprove: boolean } | null;
  /** declare, lapse: the day declared for the session of the organ. */
  declaredFor?: IsoDate | null;
  /** record-resolution */
  resolution?: RecordedResolution;
  requiredOrgan?: RequiredOrgan;
  templateVersionId?: string;
  /** become-executive, sign: see `executiveFrom`. */
  executiveFrom?: IsoDate | null;
  /** sign */
  memberSignature?: Signature | null;
  managingBodySignature?: Signature | null;
  /** take-effect */
  effectiveOn?: IsoDate;
  /** reject, withdraw, request-integration */
  reason?: string;
}

type Guard = (facts: ApplicationFacts, application: ApplicationProgress) => Refusal | null;

/** An integration is asked at most twice, and must be answered in 15 days (G2). */
export const MOST_INTEGRATIONS = 2;
export const INTEGRATION_DAYS = 15;

/** Last day to answer a request of integration: 15 calendar days, moved to a working day. */
export function integrationDueOn(askedOn: IsoDate): IsoDate {
  return deadline(askedOn, INTEGRATION_DAYS);
}

/** [body not already a member on overlapping days; template in force; APPROVE_CONVENTION when an association applies] */
const maySubmit: Guard = ({ alreadyMember, templateInForce, viaAssociation }) => {
  if (alreadyMember !== false) return refuse('membership.already-member', {});
  if (templateInForce !== true) return refuse('membership.template-not-in-force', {});
  if (viaAssociation === undefined) return refuse('membership.applicant-unknown', {});
  if (viaAssociation && !viaAssociation.delegatedToApprove)
    return refuse('membership.not-delegated', { scope: 'APPROVE_CONVENTION' });
  return null;
};

const mayDeclare: Guard = ({ declaredFor, today }) => {
  if (!declaredFor) return refuse('membership.declared-date-missing', {});
  return declaredFor < today ? refuse('membership.declared-date-past', { declaredFor, today }) : null;
};

const mayLapse: Guard = ({ declaredFor, today }) =>
  declaredFor && declarationLapsed(declaredFor, today)
    ? null
    : refuse('membership.declaration-still-good', { declaredFor, today });

const mayRecordResolution: Guard = ({ resolution, requiredOrgan, templateVersionId, today }) =>
  resolution && requiredOrgan && templateVersionId
    ? refusalOfResolution(resolution, requiredOrgan, templateVersionId, today)
    : refuse('membership.resolution-missing', {});

/** [today ≥ executiveFrom] A resolution that was voted is not yet one that may be used. */
const isExecutive: Guard = ({ executiveFrom, today }) =>
  executiveFrom && today >= executiveFrom
    ? null
    : refuse('membership.resolution-not-executive', { executiveFrom: executiveFrom ?? null, today });

/** [both sides; DIGITAL, ADVANCED or OTHER_QUALIFIED; valid at the date; not revoked] Nor signed before executive. */
const maySign: Guard = (facts, application) => {
  const member = facts.memberSignature ?? null;
  const managing = facts.managingBodySignature ?? null;
  const refusal = isExecutive(facts, application) ?? refusalOfSignatures(member, managing);
  if (refusal) return refusal;
  const early = [member, managing].find(
    (signature) => signature && signature.signedOn < (facts.executiveFrom ?? ''),
  );
  if (!early) return null;
  return refuse('membership.signed-before-executive', {
    signer: early.signer,
    executiveFrom: facts.executiveFrom,
  });
};

const mayTakeEffect: Guard = ({ effectiveOn, today }) =>
  effectiveOn && today >= effectiveOn ? null : refuse('membership.not-effective-yet', { effectiveOn, today });

const mayAskIntegration: Guard = ({ reason }, { integrations }) => {
  if (integrations >= MOST_INTEGRATIONS)
    return refuse('membership.too-many-integrations', { most: MOST_INTEGRATIONS });
  return reason?.trim() ? null : refuse('membership.reason-missing', {});
};

const hasReason: Guard = ({ reason }) => (reason?.trim() ? null : refuse('membership.reason-missing', {}));

export const APPLICATION_GUARDS: Readonly<Partial<Record<ApplicationEvent, Guard>>> = {
  submit: maySubmit,
  declare: mayDeclare,
  lapse: mayLapse,
  'record-resolution': mayRecordResolution,
  'become-executive': isExecutive,
  sign: maySign,
  'take-effect': mayTakeEffect,
  'request-integration': mayAskIntegration,
  reject: hasReason,
};
