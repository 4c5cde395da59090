import { type RawBuilder, sql } from 'kysely';
import { addDays, startOfRomeDay } from '#platform/calendar';
import type { Call } from '#platform/call';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayCheckAudit, mayViewAudit } from '../permissions.ts';

export interface AuditEvent {
  seq: number;
  at: Date;
  actorName: string;
  actingBody: string | null;
  onBehalfOfBody: string | null;
  action: string;
  target: string;
  targetId: string | null;
  reason: string | null;
  facts: Readonly<Record<string, unknown>>;
  ip: string | null;
}

export interface AuditFilter {
  action?: string;
  /** A part of the person's name. */
  person?: string;
  /** Days in Rome, both included. */
  from?: string | null;
  to?: string | null;
  target?: string;
  targetId?: string;
}

/** The most rows that are counted: beyond them a narrower filter is the way. */
const MOST_COUNTED = 10_000;

/**
 * Events of the centre, the latest first. Who reaches only its own body sees the events that name it: as actor's
 * body, on its behalf, or as the thing acted upon. `total` is counted up to 10,000.
 * @throws NotAllowed unless the actor may view the audit.
 */
export async function listAuditEvents(
  call: Call,
  filter: AuditFilter,
  page: { size: number; offset: number },
): Promise<Listed<AuditEvent>> {
  demand(call, mayViewAudit);
  const where = conditions(call, filter);
  const { rows } = await sql<AuditEvent>`
    select e.seq, e.at, e.actor_name as "actorName", a.name as "actingBody", o.name as "onBehalfOfBody", e.action, e.target,
      e.target_id as "targetId", e.reason, e.facts, e.ip
    from platform.audit_events e
    left join directory.body_card a on a.centre_id = e.centre_id and a.body_id = e.acting_body_id
    left join directory.body_card o on o.centre_id = e.centre_id and o.body_id = e.on_behalf_of_body_id
    where ${where} order by e.seq desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  const counted = await sql<{
    total: number;
  }>`select count(*) as total from (select 1 from platform.audit_events e where ${where} limit ${MOST_COUNTED}) c`.execute(
    call.db,
  );
  return { rows, total: counted.rows[0]!.total };
}

function conditions(call: Call, filter: AuditFilter): RawBuilder<unknown> {
  const only = confinedTo(call.actor, mayViewAudit);
  const person = filter.person?.trim().replace(/[\\%_]/g, '\\$&');
  return sql`e.centre_id = ${call.centreId}
    ${only ? sql`and (e.acting_body_id = any(${only}::uuid[]) or e.on_behalf_of_body_id = any(${only}::uuid[]) or e.target_id = any(${only}::text[]) or e.facts ->> 'bodyId' = any(${only}::text[]))` : sql``}
    ${filter.action ? sql`and e.action = ${filter.action}` : sql``}
    ${person ? sql`and platform.searchable(e.actor_name) like '%' || platform.searchable(${person}) || '%'` : sql``}
    ${filter.from ? sql`and e.at >= ${startOfRomeDay(filter.from)}` : sql``}
    ${filter.to ? sql`and e.at < ${startOfRomeDay(addDays(filter.to, 1))}` : sql``}
    ${filter.target ? sql`and e.target = ${filter.target}` : sql``}
    ${filter.targetId ? sql`and e.target_id = ${filter.targetId}` : sql``}`;
}

/** The actions that occur among the events that the actor sees, each once. Over the whole centre the index is hopped through, whatever its length. */
export async function auditedActions(call: Call): Promise<readonly string[]> {
  demand(call, mayViewAudit);
  if (confinedTo(call.actor, mayViewAudit)) {
    const own = await sql<{
      action: string;
    }>`select distinct e.action from platform.audit_events e where ${conditions(call, {})}`.execute(call.db);
    return own.rows.map((row) => row.action);
  }
  const { rows } = await sql<{ action: string }>`
    with recursive hop as (
      (select action from platform.audit_events where centre_id = ${call.centreId} order by action limit 1)
      union all
      select (select e.action from platform.audit_events e where e.centre_id = ${call.centreId} and e.action > hop.action order by e.action limit 1)
      from hop where hop.action is not null
    ) select action from hop where action is not null`.execute(call.db);
  return rows.map((row) => row.action);
}

export interface ChainCheck {
  events: number;
  /** The number of the first event that does not hold; null when all do. */
  brokenAt: number | null;
}

/**
 * Computes the chain of the centre's audit again, from the first event.
 * @throws NotAllowed unless the actor may check the audit.
 */
export async function checkAuditChain(call: Call): Promise<ChainCheck> {
  demand(call, mayCheckAudit);
  const { rows } =
    await sql<ChainCheck>`select events, broken_at as "brokenAt" from platform.check_audit()`.execute(
      call.db,
    );
  return rows[0]!;
}
