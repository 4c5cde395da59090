import { mayViewFees } from '#fees';
import { mayViewMembers } from '#membership';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';

/** A membership of a body, as its page tells it. */
export interface BodyMembership {
  id: string;
  convention: string;
  kind: 'DIRECT' | 'DERIVED';
  via: string | null;
  signedOn: string | null;
  from: string;
  to: string | null;
}

export interface BodyApplication {
  id: string;
  number: string;
  convention: string;
  state: string;
  changedAt: Date;
}

/** The adhesions of a body and its applications, the latest first. @throws NotAllowed */
export async function bodyAdhesion(call: Call, bodyId: string) {
  demand(call, mayViewMembers, bodyId);
  const [memberships, applications] = await Promise.all([
    sql<BodyMembership>`
      select m.membership_id as id, c.title as convention, m.kind, v.name as via, m.signed_on as "signedOn", m.valid_from as "from", m.valid_to as "to"
      from membership.membership_term m
      join membership.convention_card c on c.centre_id = m.centre_id and c.convention_id = m.convention_id
      left join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
      where m.centre_id = ${call.centreId} and m.body_id = ${bodyId} order by m.valid_from desc limit 100`.execute(
      call.db,
    ),
    sql<BodyApplication>`
      select a.application_id as id, a.number::text as number, c.title as convention, a.state, a.changed_at as "changedAt"
      from membership.application_card a
      join membership.convention_card c on c.centre_id = a.centre_id and c.convention_id = a.convention_id
      where a.centre_id = ${call.centreId} and a.body_id = ${bodyId} order by a.changed_at desc limit 100`.execute(
      call.db,
    ),
  ]);
  return { memberships: memberships.rows, applications: applications.rows };
}

export interface BodyAssessment {
  id: string;
  year: number;
  version: number;
  state: string;
  amountCents: number;
}

export interface BodyNotice {
  id: string;
  number: number;
  year: number;
  issuedOn: string;
  dueOn: string;
  totalCents: number;
  paidCents: number;
}

/** The fees assessed to a body, and the notices addressed to it, the latest first. @throws NotAllowed */
export async function bodyFees(call: Call, bodyId: string) {
  demand(call, mayViewFees, bodyId);
  const [assessments, notices] = await Promise.all([
    sql<BodyAssessment>`
      select assessment_id as id, year, version, state, amount_cents as "amountCents" from fees.assessment_card
      where centre_id = ${call.centreId} and body_id = ${bodyId} and state <> 'DISCARDED' order by year desc, version desc limit 100`.execute(
      call.db,
    ),
    sql<BodyNotice>`
      select notice_id as id, number, year, issued_on as "issuedOn", due_on as "dueOn", total_cents as "totalCents", paid_cents as "paidCents"
      from fees.notice_card where centre_id = ${call.centreId} and payer_id = ${bodyId} order by issued_on desc, number desc limit 100`.execute(
      call.db,
    ),
  ]);
  return { assessments: assessments.rows, notices: notices.rows };
}
