import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';

/** A member as anybody may know it: nothing of persons. */
export interface PublicMember {
  bodyId: string;
  name: string;
  category: string;
  ipaCode: string | null;
  istatCode: string | null;
  province: string | null;
  inhabitants: number | null;
  populationOn: string | null;
  kind: 'DIRECT' | 'DERIVED';
  /** The association through which it adheres, when it does not by itself. */
  via: string | null;
  since: string;
  until: string;
  conventionId: string;
  convention: string;
}

export interface MemberFilter {
  words?: string;
  category?: string;
  conventionId?: string;
}

const ORDER = {
  nome: sql`b.name collate "it-x-icu"`,
  categoria: sql`b.category`,
  abitanti: sql`p.inhabitants`,
  adesione: sql`m.valid_from`,
} as const;

export const MEMBER_SORTS = ['nome', 'categoria', 'abitanti', 'adesione'] as const;

/** Who is a member on the day of the call, a page at a time. Open to everybody. */
export async function listMembers(
  call: Call,
  filter: MemberFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<PublicMember>> {
  const words = filter.words?.trim();
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.nome;
  const { rows } = await sql<PublicMember & { total: number }>`
    select b.body_id as "bodyId", b.name, b.category, b.ipa_code as "ipaCode", b.istat_code as "istatCode", b.province,
      p.inhabitants, p.ref_date as "populationOn", m.kind, v.name as via, m.valid_from as since, m.valid_to as until,
      c.convention_id as "conventionId", c.title as convention, count(*) over () as total
    from membership.membership_term m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join membership.convention_card c on c.centre_id = m.centre_id and c.convention_id = m.convention_id
    left join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
    left join lateral (
      select f.inhabitants, f.ref_date from directory.population_on_day f
      where f.centre_id = m.centre_id and f.body_id = m.body_id order by f.ref_date desc limit 1
    ) p on true
    where m.centre_id = ${call.centreId} and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}
      ${words ? sql`and b.search_text like all (platform.word_patterns(${words}))` : sql``}
      ${filter.category ? sql`and b.category = ${filter.category}` : sql``}
      ${filter.conventionId ? sql`and m.convention_id = ${filter.conventionId}::uuid` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, b.body_id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Every member on the day of the call, by name. */
export async function listAllMembers(
  call: Call,
  filter: MemberFilter = {},
): Promise<readonly PublicMember[]> {
  const { rows } = await listMembers(call, filter, {
    sort: 'nome',
    direction: 'asc',
    size: 100_000,
    offset: 0,
  });
  return rows;
}
