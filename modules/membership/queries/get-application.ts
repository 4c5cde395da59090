import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewApplications } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { stateOnDay } from './list-applications.ts';

export interface ApplicationSheet {
  id: string;
  number: number;
  bodyId: string;
  name: string;
  category: string;
  conventionId: string;
  conventionTitle: string;
  conventionFrom: string;
  conventionTo: string;
  templateId: string;
  templateLabel: string;
  actingBodyId: string | null;
  actingName: string | null;
  delegationAct: string | null;
  /** The state as it is today: what time has decided already counts. */
  state: ApplicationState;
  declaredOrgan: string | null;
  declaredOn: string | null;
  wantedFrom: string | null;
  effectiveFrom: string | null;
  integrations: number;
  integrationDue: string | null;
  integrationRequest: string | null;
  statutoryOrgan: string | null;
  version: number;
  createdBy: string;
  createdAt: Date;
  resolution: {
    organ: string;
    number: string;
    resolvedOn: string;
    publicationStart: string | null;
    immediatelyExecutable: boolean;
    certifiedExecutiveFrom: string | null;
    executiveFrom: string;
    signatory: string | null;
    boardRepresentative: string | null;
  } | null;
  signatures: {
    side: 'MEMBER' | 'CENTRE';
    signer: string;
    kind: string;
    signedOn: string;
    certificateSerial: string | null;
    result: 'VALID' | 'NULL';
    refused: string | null;
    /** The sentence of the check of the file, when it was refused. */
    reason: string | null;
    documentId: string | null;
  }[];
  listed: { bodyId: string; name: string }[];
  memberships: { id: string; name: string; kind: 'DIRECT' | 'DERIVED' }[];
  events: ApplicationHistory[];
}

export interface ApplicationHistory {
  event: string;
  fromState: ApplicationState | null;
  toState: ApplicationState;
  actor: string;
  actingName: string | null;
  onBehalfOfName: string | null;
  reason: string | null;
  facts: Record<string, unknown>;
  at: string;
}

/**
 * An application with its acts, signatures and history.
 * @throws NotFound; NotAllowed when the actor does not reach the body.
 */
export async function getApplication(call: Call, id: string): Promise<ApplicationSheet> {
  if (!isId(id)) throw new NotFound('application', id);
  const { rows } = await sql<ApplicationSheet>`
    select a.id, a.number, a.body_id as "bodyId", b.name, b.category, a.convention_id as "conventionId", c.title as "conventionTitle",
      c.valid_from as "conventionFrom", c.valid_to as "conventionTo", c.template_id as "templateId", t.title || ', versione ' || t.version as "templateLabel",
      a.acting_body_id as "actingBodyId", ab.name as "actingName", d.source_act as "delegationAct", ${stateOnDay(call.today)} as state,
      a.declared_organ as "declaredOrgan", a.declared_on as "declaredOn", a.wanted_from as "wantedFrom", a.effective_from as "effectiveFrom",
      a.integrations, a.integration_due as "integrationDue", a.integration_request as "integrationRequest", so.organ as "statutoryOrgan",
      a.version, a.created_by as "createdBy", a.created_at as "createdAt",
      case when r.id is not null then jsonb_build_object('organ', r.organ, 'number', r.number, 'resolvedOn', r.resolved_on, 'publicationStart', r.publication_start,
        'immediatelyExecutable', r.immediately_executable, 'certifiedExecutiveFrom', r.certified_executive_from, 'executiveFrom', r.executive_from,
        'signatory', r.signatory, 'boardRepresentative', r.board_representative) end as resolution,
      coalesce((select jsonb_agg(jsonb_build_object('side', s.side, 'signer', s.signer, 'kind', s.kind, 'signedOn', s.signed_on, 'certificateSerial', s.certificate_serial,
          'result', s.result, 'refused', s.report ->> 'refused', 'reason', s.report ->> 'reason', 'documentId', s.document_id) order by s.recorded_at, s.id)
        from membership.signatures s where s.centre_id = a.centre_id and s.application_id = a.id), '[]') as signatures,
      coalesce((select jsonb_agg(jsonb_build_object('bodyId', l.body_id, 'name', lb.name) order by lb.name)
        from membership.application_bodies l join directory.body_card lb on lb.centre_id = l.centre_id and lb.body_id = l.body_id
        where l.centre_id = a.centre_id and l.application_id = a.id), '[]') as listed,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', mb.name, 'kind', m.kind) order by m.kind desc, mb.name)
        from membership.memberships m join directory.body_card mb on mb.centre_id = m.centre_id and mb.body_id = m.body_id
        where m.centre_id = a.centre_id and m.application_id = a.id), '[]') as memberships,
      coalesce((select jsonb_agg(jsonb_build_object('event', e.event, 'fromState', e.from_state, 'toState', e.to_state, 'actor', e.actor, 'actingName', eb.name,
          'onBehalfOfName', ob.name, 'reason', e.reason, 'facts', e.facts, 'at', e.at) order by e.position desc)
        from membership.application_events e
        left join directory.body_card eb on eb.centre_id = e.centre_id and eb.body_id = e.acting_body_id
        left join directory.body_card ob on ob.centre_id = e.centre_id and ob.body_id = e.on_behalf_of_body_id
        where e.centre_id = a.centre_id and e.application_id = a.id), '[]') as events
    from membership.applications a
    join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
    join membership.conventions c on c.centre_id = a.centre_id and c.id = a.convention_id
    join membership.convention_templates t on t.centre_id = c.centre_id and t.id = c.template_id
    left join directory.body_card ab on ab.centre_id = a.centre_id and ab.body_id = a.acting_body_id
    left join directory.delegation d on d.centre_id = a.centre_id and d.delegation_id = a.delegation_id
    left join membership.resolutions r on r.centre_id = a.centre_id and r.id = a.resolution_id
    left join membership.statutory_organs so on so.centre_id = a.centre_id and so.body_id = a.body_id
    where a.centre_id = ${call.centreId} and a.id = ${id}`.execute(call.db);
  if (!rows[0]) throw new NotFound('application', id);
  demand(call, mayViewApplications, rows[0].bodyId);
  return rows[0];
}
