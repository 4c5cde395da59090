import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { confinedTo, demand } from '#platform/permission';
import { untilCentreChanges } from '#platform/until-centre-changes';
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
  enterprises: number | null;
  ceasedOn: string | null;
}

export interface BodyFilter {
  /** Words of the name, or a code. */
  words?: string;
  category?: string;
  /** S below 5,000 inhabitants, M to 15,000, L above: comuni with a population only. [D12] */
  cluster?: string;
  /** Up to 5,000 inhabitants: another class than the cluster, with its own boundary. [D12] */
  smallComuni?: boolean;
  /** Abbreviation of the province. */
  province?: string;
  /** Comuni associated today in the body. */
  associationId?: string;
  /** With, or without, an RTD in office today. */
  rtd?: 'with' | 'without';
  /** Comuni without one of the two figures. */
  missing?: 'population' | 'enterprises';
  /** Also bodies that have ceased. */
  withCeased?: boolean;
}

const ORDER = {
  nome: sql`b.name collate "it-x-icu"`,
  categoria: sql`b.category`,
  provincia: sql`b.province collate "it-x-icu"`,
  abitanti: sql`f.inhabitants`,
  imprese: sql`f.enterprises`,
} as const;

export const BODY_SORTS = ['nome', 'categoria', 'provincia', 'abitanti', 'imprese'] as const;

/** First and last number of inhabitants of each cluster; the rule is `clusterOf`. [D12] */
const CLUSTERS: Readonly<Record<string, { from: number; upTo: number }>> = {
  S: { from: 0, upTo: 4999 },
  M: { from: 5000, upTo: 15_000 },
  L: { from: 15_001, upTo: 2_000_000_000 },
};

/**
 * Which bodies are in the register, a page at a time, with their latest figures.
 * @throws NotAllowed unless the actor may view bodies; who reaches only some sees only those.
 */
export async function listBodies(
  call: Call,
  filter: BodyFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedBody>> {
  demand(call, mayViewBodies);
  if (isPlainSearch(call, filter, page)) return searchByName(call, filter, page);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.nome;
  const words = filter.words?.trim();
  const from = sql`from ${words ? sql`directory.search_bodies(${words})` : sql`directory.public_bodies`} b
    left join directory.latest_figures f on f.centre_id = b.centre_id and f.body_id = b.id where ${conditions(call, filter)}`;
  // What a search finds is gone through once, rows and count; without words the rows follow their index and stop early.
  const total = words ? sql`count(*) over ()` : sql`(select count(*) ${from})`;
  const { rows } = await sql<ListedBody & { total: number }>`
    select b.id, b.name, b.category, b.ipa_code as "ipaCode", b.istat_code as "istatCode", b.province, b.ceased_on as "ceasedOn",
      f.inhabitants, f.population_on as "populationOn", f.enterprises, ${total} as total ${from}
    order by ${order} ${page.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`}, b.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  if (rows[0] || page.offset === 0) return { rows, total: rows[0]?.total ?? 0 };
  // A page beyond the last one.
  const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(call.db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** Words alone, in the order of the names, as nearly every search is; beyond the first pages others answer as well. */
function isPlainSearch(
  call: Call,
  { words, withCeased: _, ...others }: BodyFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): boolean {
  const byName = page.sort === 'nome' && page.direction === 'asc' && page.offset + page.size <= 1000;
  return (
    Boolean(words?.trim()) &&
    byName &&
    Object.keys(others).length === 0 &&
    !confinedTo(call.actor, mayViewBodies)
  );
}

async function searchByName(
  call: Call,
  { words = '', withCeased = false }: BodyFilter,
  page: { size: number; offset: number },
): Promise<Listed<ListedBody>> {
  const { rows } = await sql<ListedBody & { total: number }>`
    select b.id, b.name, b.category, b.ipa_code as "ipaCode", b.istat_code as "istatCode", b.province, b.ceased_on as "ceasedOn",
      f.inhabitants, f.population_on as "populationOn", f.enterprises, b.total
    from directory.search_page(${words.trim()}, ${withCeased}, ${page.size}, ${page.offset}) with ordinality b
    left join directory.latest_figures f on f.centre_id = ${call.centreId} and f.body_id = b.id
    order by b.ordinality`.execute(call.db);
  if (rows[0] || page.offset === 0) return { rows, total: rows[0]?.total ?? 0 };
  return { rows, total: (await searchByName(call, { words, withCeased }, { size: 1, offset: 0 })).total };
}

function conditions(call: Call, filter: BodyFilter) {
  const only = confinedTo(call.actor, mayViewBodies);
  const cluster = filter.cluster ? CLUSTERS[filter.cluster] : undefined;
  const rtd = sql`exists (select from directory.role_assignments r where r.centre_id = b.centre_id and r.body_id = b.id and r.role = 'RTD'
    and r.valid_from <= ${call.today} and (r.valid_to is null or r.valid_to >= ${call.today}))`;
  return sql.join(
    [
      sql`b.centre_id = ${call.centreId}`,
      filter.category && sql`b.category = ${filter.category}`,
      cluster && sql`b.category = 'COMUNE' and f.inhabitants between ${cluster.from} and ${cluster.upTo}`,
      filter.smallComuni && sql`b.category = 'COMUNE' and f.inhabitants <= 5000`,
      filter.province && sql`b.province_code = ${filter.province}`,
      isId(filter.associationId) &&
        sql`b.id in (select m.municipality_id from directory.association_memberships m where m.centre_id = ${call.centreId} and m.association_id = ${filter.associationId}
          and m.valid_from <= ${call.today} and (m.valid_to is null or m.valid_to >= ${call.today}))`,
      filter.rtd === 'with' && rtd,
      filter.rtd === 'without' && sql`not ${rtd}`,
      filter.missing === 'population' && sql`b.category = 'COMUNE' and f.inhabitants is null`,
      filter.missing === 'enterprises' && sql`b.category = 'COMUNE' and f.enterprises is null`,
      !filter.withCeased && sql`b.ceased_on is null`,
      only && sql`b.id = any(${only}::uuid[])`,
    ].filter(
      (condition) => condition !== false && condition !== null && condition !== undefined && condition !== '',
    ),
    sql` and `,
  );
}

export interface ProvinceChoice {
  value: string;
  label: string;
}

/** The provinces of the bodies of the centre, for a choice. @throws NotAllowed */
export async function provinceChoices(call: Call): Promise<readonly ProvinceChoice[]> {
  demand(call, mayViewBodies);
  return provinces(call);
}

const provinces = untilCentreChanges(async ({ db, centreId }) => {
  const { rows } = await sql<ProvinceChoice>`
      with recursive code as (
        select min(province_code) as code from directory.public_bodies where centre_id = ${centreId}
        union all
        select (select min(b.province_code) from directory.public_bodies b where b.centre_id = ${centreId} and b.province_code > code.code)
        from code where code.code is not null
      )
      select code as value,
        coalesce((select max(b.province) from directory.public_bodies b where b.centre_id = ${centreId} and b.province_code = code), code) as label
      from code where code is not null order by 2`.execute(db);
  return rows;
});
