import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { confinedTo, demand } from '#platform/permission';
import { mayViewApplications } from '../permissions.ts';
import type { WithdrawalState } from '../rules/withdrawal.ts';
import type { ExitStatement } from '../store/withdrawals.ts';

export interface ListedWithdrawal {
  id: string;
  membershipId: string;
  bodyId: string;
  name: string;
  category: string;
  conventionTitle: string;
  state: WithdrawalState;
  announcedOn: string;
  notifiedOn: string | null;
  effectiveOn: string | null;
}

export const WITHDRAWAL_SORTS = ['comunicato', 'ente', 'effetto'] as const;

const ORDER = {
  comunicato: sql`w.announced_on`,
  ente: sql`b.name collate "it-x-icu"`,
  effetto: sql`w.effective_on`,
} as const;

/** The state on a day: a notice whose day has come is already closed for who reads. */
const stateOnDay = (today: string) =>
  sql<WithdrawalState>`case when w.state = 'IN_NOTICE' and w.effective_on <= ${today} then 'CLOSED' else w.state end`;

/** The withdrawals from the conventions, a page at a time; who reaches only some bodies sees only theirs. */
export async function listWithdrawals(
  call: Call,
  filter: { state?: string },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedWithdrawal>> {
  demand(call, mayViewApplications);
  const only = confinedTo(call.actor, mayViewApplications);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.comunicato;
  const state = stateOnDay(call.today);
  const { rows } = await sql<ListedWithdrawal & { total: number }>`
    select w.id, w.membership_id as "membershipId", m.body_id as "bodyId", b.name, b.category, c.title as "conventionTitle", ${state} as state,
      w.announced_on as "announcedOn", w.notified_on as "notifiedOn", w.effective_on as "effectiveOn", count(*) over () as total
    from membership.withdrawals w
    join membership.memberships m on m.centre_id = w.centre_id and m.id = w.membership_id
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join membership.conventions c on c.centre_id = m.centre_id and c.id = m.convention_id
    where w.centre_id = ${call.centreId}
      ${filter.state ? sql`and ${state} = ${filter.state}` : sql``}
      ${only ? sql`and m.body_id = any(${[...only]}::uuid[])` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, w.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

export interface WithdrawalSheet extends ListedWithdrawal {
  reason: string;
  validTo: string;
  withdrawalNoticeDays: number;
  statutoryOrgan: string | null;
  notifiedByPec: string | null;
  exitStatement: ExitStatement | null;
  exitAcceptedAt: Date | null;
  version: number;
  resolution: {
    organ: string;
    number: string;
    resolvedOn: string;
    executiveFrom: string;
  } | null;
  events: {
    event: string;
    actor: string;
    actingName: string | null;
    onBehalfOfName: string | null;
    reason: string | null;
    facts: Record<string, unknown>;
    at: string;
  }[];
}

/** @throws NotFound; NotAllowed when the actor does not reach the body. */
export async function getWithdrawal(call: Call, id: string): Promise<WithdrawalSheet> {
  if (!isId(id)) throw new NotFound('withdrawal', id);
  const { rows } = await sql<WithdrawalSheet>`
    select w.id, w.membership_id as "membershipId", m.body_id as "bodyId", b.name, b.category, c.title as "conventionTitle", ${stateOnDay(call.today)} as state,
      w.announced_on as "announcedOn", w.notified_on as "notifiedOn", w.effective_on as "effectiveOn", w.reason, m.valid_to as "validTo",
      c.withdrawal_notice_days as "withdrawalNoticeDays", so.organ as "statutoryOrgan", w.notified_by_pec as "notifiedByPec",
      w.exit_statement as "exitStatement", w.exit_accepted_at as "exitAcceptedAt", w.version,
      case when r.id is not null then jsonb_build_object('organ', r.organ, 'number', r.number, 'resolvedOn', r.resolved_on, 'executiveFrom', r.executive_from) end as resolution,
      coalesce((select jsonb_agg(jsonb_build_object('event', e.event, 'actor', e.actor, 'actingName', eb.name, 'onBehalfOfName', ob.name, 'reason', e.reason,
          'facts', e.facts, 'at', e.at) order by e.position desc)
        from membership.withdrawal_events e
        left join directory.body_card eb on eb.centre_id = e.centre_id and eb.body_id = e.acting_body_id
        left join directory.body_card ob on ob.centre_id = e.centre_id and ob.body_id = e.on_behalf_of_body_id
        where e.centre_id = w.centre_id and e.withdrawal_id = w.id), '[]') as events
    from membership.withdrawals w
    join membership.memberships m on m.centre_id = w.centre_id and m.id = w.membership_id
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join membership.conventions c on c.centre_id = m.centre_id and c.id = m.convention_id
    left join membership.resolutions r on r.centre_id = w.centre_id and r.id = w.resolution_id
    left join membership.statutory_organs so on so.centre_id = m.centre_id and so.body_id = m.body_id
    where w.centre_id = ${call.centreId} and w.id = ${id}`.execute(call.db);
  if (!rows[0]) throw new NotFound('withdrawal', id);
  demand(call, mayViewApplications, rows[0].bodyId);
  return rows[0];
}
