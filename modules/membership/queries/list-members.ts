import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewMembers } from '../permissions.ts';

export type MemberState = 'IN_FORCE' | 'TO_REGULARISE' | 'IN_NOTICE' | 'ENDED' | 'FUTURE';

export interface ListedMember {
  id: string;
  bodyId: string;
  name: string;
  category: string;
  conventionTitle: string;
  kind: 'DIRECT' | 'DERIVED';
  viaName: string | null;
  validFrom: string;
  validTo: string;
  endReason: string | null;
  state: MemberState;
}

export interface MemberFilter {
  /** The day of the list, YYYY-MM-DD. */
  on: string;
  words?: string;
  category?: string;
  /** Population cluster of a comune: S below 5,000, M to 15,000, L above. [D12] */
  cluster?: 'S' | 'M' | 'L';
  conventionId?: string;
  kind?: 'DIRECT' | 'DERIVED';
  /** In force on the day (default), ended before it, or not begun yet. */
  standing?: 'IN_FORCE' | 'ENDED' | 'FUTURE' | 'TO_REGULARISE' | 'IN_NOTICE';
}

export const MEMBER_SORTS = ['nome', 'categoria', 'dal', 'al'] as const;

const ORDER = {
  nome: sql`b.name collate "it-x-icu"`,
  categoria: sql`b.category`,
  dal: sql`m.valid_from`,
  al: sql`m.valid_to`,
} as const;

/** Inhabitants of each cluster, both ends in. [D12: 4,999→S, 5,000→M, 15,000→M, 15,001→L] */
const CLUSTER = {
  S: sql`between 0 and 4999`,
  M: sql`between 5000 and 15000`,
  L: sql`between 15001 and 2147483647`,
} as const;

/**
 * Who is a member on a day, a page at a time, in one question: the count is taken apart from the rows, on the
 * memberships alone when no filter looks at the bodies. The rows follow the index of the bodies by name and stop at the
 * page; `offset 0` keeps the look-up of each body's membership on its index, also before the database has statistics.
 * @throws NotAllowed unless the actor may view members; who reaches only some bodies sees only those.
 */
export async function listMembers(
  call: Call,
  filter: MemberFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedMember>> {
  demand(call, mayViewMembers);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.nome;
  const way = page.direction === 'desc' ? sql`desc` : sql`asc`;
  const ofTerm = termCondition(filter);
  const ofBody = bodyCondition(call, filter);
  const { rows } = await sql<ListedMember & { total: number }>`
    select m.id, m.body_id as "bodyId", b.name, b.category,
      (select c.title from membership.conventions c where c.centre_id = m.centre_id and c.id = m.convention_id) as "conventionTitle", m.kind,
      (select v.name from directory.body_card v where v.centre_id = m.centre_id and v.body_id = m.via_body_id) as "viaName",
      m.valid_from as "validFrom", m.valid_to as "validTo", m.end_reason as "endReason",
      case when m.valid_from > ${filter.on} then 'FUTURE' when m.valid_to < ${filter.on} then 'ENDED'
           when m.end_reason = 'LAPSE' then 'TO_REGULARISE' when m.end_reason = 'WITHDRAWAL' then 'IN_NOTICE' else 'IN_FORCE' end as state,
      (select count(*) from membership.memberships m ${ofBody ? sql`join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id` : sql``}
        where m.centre_id = ${call.centreId} and ${ofTerm} ${ofBody ?? sql``}) as total
    from directory.body_card b
    cross join lateral (
      select * from membership.memberships m where m.centre_id = ${call.centreId} and m.body_id = b.body_id and ${ofTerm} offset 0
    ) m
    where b.centre_id = ${call.centreId} ${ofBody ?? sql``}
    order by ${order} ${way}, b.body_id ${way}, m.valid_from ${way}
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

function termCondition(filter: MemberFilter) {
  const { on, standing = 'IN_FORCE', conventionId, kind } = filter;
  const inForce = sql`m.valid_from <= ${on} and m.valid_to >= ${on}`;
  const standingIs = {
    IN_FORCE: inForce,
    ENDED: sql`m.valid_to < ${on}`,
    FUTURE: sql`m.valid_from > ${on}`,
    TO_REGULARISE: sql`${inForce} and m.end_reason = 'LAPSE'`,
    IN_NOTICE: sql`${inForce} and m.end_reason = 'WITHDRAWAL'`,
  }[standing];
  return sql`${standingIs}${conventionId ? sql` and m.convention_id = ${conventionId}` : sql``}${kind ? sql` and m.kind = ${kind}` : sql``}`;
}

function bodyCondition(call: Call, filter: MemberFilter) {
  const only = confinedTo(call.actor, mayViewMembers);
  const words = filter.words?.trim();
  const { category, cluster, on } = filter;
  if (!only && !words && !category && !cluster) return null;
  return sql`${words ? sql` and b.search_text like all (platform.word_patterns(${words}))` : sql``}${
    category ? sql` and b.category = ${category}` : sql``
  }${only ? sql` and b.body_id = any(${[...only]}::uuid[])` : sql``}${
    cluster
      ? sql` and b.category = 'COMUNE' and (select p.inhabitants from directory.population_on_day p
          where p.centre_id = m.centre_id and p.body_id = m.body_id and p.ref_date <= ${on} order by p.ref_date desc limit 1) ${CLUSTER[cluster]}`
      : sql``
  }`;
}
