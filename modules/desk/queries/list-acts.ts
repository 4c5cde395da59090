import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import type { Cents } from '#platform/money';
import { demand } from '#platform/permission';
import { type ActKindName, kindsDecidedBy, kindsSeenBy } from '../act-kinds.ts';
import { mayFollowActs } from '../permissions.ts';

/** An act that one person asked and another decides. */
export interface ListedAct {
  id: string;
  kind: ActKindName;
  year: number | null;
  number: number | null;
  /** Whom or what it is about: a payer, a convention, a title; may be empty. */
  about: string;
  amount: Cents | null;
  askedBy: string;
  askedAt: Date;
  /** Whether the actor may decide on it: has the permission, and did not ask it. */
  mine: boolean;
}

/** The acts of every room under the same columns. */
const ACTS = sql`(
  select centre_id, act_id as id, kind, year, number, about, body_id, amount_cents, to_decide, asked_by, asked_by_ids, asked_at from fees.act_card
  union all
  select centre_id, tariff_id, 'TARIFF', null, version, title, null, null, state = 'DRAFT', drafted_by, edited_by_ids, drafted_at from tariffs.tariff_card
  union all
  select centre_id, proposal_id, 'BODY_PROPOSAL', null, null, body_name, body_id, null, state = 'PROPOSED', proposed_by, array[proposer_id], proposed_at from directory.body_proposal_card)`;

const COLUMNS = sql`a.id, a.kind, a.year, a.number, a.about, a.amount_cents as amount, a.asked_by as "askedBy", a.asked_at as "askedAt"`;

/**
 * The acts that wait for a decision: those on which the actor decides first, then the oldest.
 * @param filter `mine`: only those on which the actor may decide.
 * @throws NotAllowed
 */
export async function listWaitingActs(
  call: Call,
  filter: { kind?: ActKindName; mine?: boolean },
  page: { size: number; offset: number },
): Promise<Listed<ListedAct>> {
  demand(call, mayFollowActs);
  const mine = sql`(a.kind = any(${kindsDecidedBy(call.actor)}) and not coalesce(${call.actor.accountId}::uuid = any(a.asked_by_ids), false))`;
  const { rows } = await sql<ListedAct & { count: number }>`
    select ${COLUMNS}, ${mine} as mine, count(*) over () as count from ${ACTS} a
    where a.centre_id = ${call.centreId} and a.to_decide and a.kind = any(${kindsSeenBy(call.actor)})
      ${filter.kind ? sql`and a.kind = ${filter.kind}` : sql``} ${filter.mine ? sql`and ${mine}` : sql``}
    order by mine desc, a.asked_at, a.id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows: rows.map(({ count: _, ...act }) => act), total: rows[0]?.count ?? 0 };
}

/**
 * Acts that the words find, decided or not, the latest first: by the body or the title that they are about, or by
 * number («12/2026», or the year alone). Only kinds that the actor sees over the whole centre.
 */
export async function findActs(
  call: Call,
  words: string,
  most: number,
): Promise<readonly (Omit<ListedAct, 'mine'> & { toDecide: boolean })[]> {
  const kinds = kindsSeenBy(call.actor);
  if (kinds.length === 0) return [];
  const { rows } = await sql<Omit<ListedAct, 'mine'> & { toDecide: boolean }>`
    select ${COLUMNS}, a.to_decide as "toDecide" from ${ACTS} a
    where a.centre_id = ${call.centreId} and a.kind = any(${kinds})
      and (platform.searchable(a.about) like all (platform.word_patterns(${words})) or a.number || '/' || a.year = ${words} or a.year::text = ${words})
    order by a.to_decide desc, a.asked_at desc, a.id limit ${most}`.execute(call.db);
  return rows;
}
