import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewBodies } from '../permissions.ts';

export interface ListedBody {
  id: string;
  name: string;
  category: string;
  ipaCode: string | null;
  istatCode: string | null;
  province: string | null;
  inhabitants: number | null;
  populationOn: string | null;
  ceasedOn: string | null;
}

export interface BodyFilter {
  /** Words of the name, or a code. */
  words?: string;
  category?: string;
  /** Also bodies that have ceased. */
  withCeased?: boolean;
}

const ORDER = {
  nome: sql`b.name collate "it-x-icu"`,
  categoria: sql`b.category`,
  abitanti: sql`p.inhabitants`,
} as const;

export const BODY_SORTS = ['nome', 'categoria', 'abitanti'] as const;

/**
 * Which bodies are in the register, a page at a time, with their latest population.
 * @throws NotAllowed unless the actor may view bodies; who reaches only some sees only those.
 */
export async function listBodies(
  call: Call,
  filter: BodyFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedBody>> {
  demand(call, mayViewBodies);
  const only = confinedTo(call.actor, mayViewBodies);
  const words = filter.words?.trim();
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.nome;
  const { rows } = await sql<ListedBody & { total: number }>`
    select b.id, b.name, b.category, b.ipa_code as "ipaCode", b.istat_code as "istatCode", b.province, b.ceased_on as "ceasedOn",
           p.inhabitants, p.ref_date as "populationOn", count(*) over () as total
    from directory.public_bodies b
    left join lateral (
      select f.inhabitants, f.ref_date from directory.population_figures f
      where f.centre_id = b.centre_id and f.body_id = b.id order by f.ref_date desc, f.recorded_at desc, f.id desc limit 1
    ) p on true
    where b.centre_id = ${call.centreId}
      ${words ? sql`and b.search_text like '%' || platform.searchable(${escapeLike(words)}) || '%'` : sql``}
      ${filter.category ? sql`and b.category = ${filter.category}` : sql``}
      ${filter.withCeased ? sql`` : sql`and b.ceased_on is null`}
      ${only ? sql`and b.id = any(${only}::uuid[])` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, b.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** The characters that LIKE would take as wildcards, taken as themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
