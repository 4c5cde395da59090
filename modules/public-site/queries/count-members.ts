import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

export interface MemberFigures {
  /** Bodies of the territory and members among them, by category. */
  byCategory: readonly { category: string; bodies: number; members: number }[];
  members: number;
  /** Inhabitants of the comuni that are members, by themselves or through an association, each once. [G] */
  peopleCovered: number;
  /** Inhabitants of all the comuni of the territory. */
  people: number;
  /** The most recent day of the figures used; null when there is none. */
  populationOn: string | null;
}

/** How many members there are on the day of the call, and how much of the territory they are. Open to everybody. */
export async function countMembers(call: Call): Promise<MemberFigures> {
  const { rows } = await sql<{
    category: string;
    bodies: number;
    members: number;
    people: number | null;
    covered: number | null;
    on: string | null;
  }>`
    select b.category, count(*) as bodies, count(m.body_id) as members, sum(p.inhabitants) filter (where b.category = 'COMUNE') as people,
      sum(p.inhabitants) filter (where b.category = 'COMUNE' and m.body_id is not null) as covered, max(p.ref_date) as on
    from directory.body_card b
    left join membership.membership_term m on m.centre_id = b.centre_id and m.body_id = b.body_id
      and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}
    left join lateral (
      select f.inhabitants, f.ref_date from directory.population_on_day f
      where f.centre_id = b.centre_id and f.body_id = b.body_id order by f.ref_date desc limit 1
    ) p on true
    where b.centre_id = ${call.centreId} and (b.ceased_on is null or m.body_id is not null)
    group by b.category order by count(m.body_id) desc, b.category`.execute(call.db);
  const sum = (of: (row: (typeof rows)[number]) => number | null) =>
    rows.reduce((total, row) => total + Number(of(row) ?? 0), 0);
  return {
    byCategory: rows.map(({ category, bodies, members }) => ({ category, bodies, members })),
    members: sum((row) => row.members),
    peopleCovered: sum((row) => row.covered),
    people: sum((row) => row.people),
    populationOn: rows.reduce<string | null>(
      (last, row) => (row.on && (!last || row.on > last) ? row.on : last),
      null,
    ),
  };
}
