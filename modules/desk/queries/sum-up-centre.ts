import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** What a manager looks at first (domain G): coverage, what waits, what is owed. Amounts in cents. */
export interface CentreFigures {
  comuni: number;
  memberComuni: number;
  members: number;
  inhabitants: number;
  memberInhabitants: number;
  waiting: readonly { state: string; count: number }[];
  year: number | null;
  noticedCents: number;
  paidCents: number;
  overdueCents: number;
  overdueNotices: number;
}

/**
 * The centre's figures on the day of the call, each in one pass: adhesion coverage counts every comune once,
 * direct or derived, with its latest population; collection is of the latest year noticed.
 */
export async function sumUpCentre(call: Call): Promise<CentreFigures> {
  const [coverage, waiting, fees] = await Promise.all([coverageOf(call), waitingOf(call), feesOf(call)]);
  return { ...coverage, waiting, ...fees };
}

async function coverageOf(
  call: Call,
): Promise<Pick<CentreFigures, 'comuni' | 'memberComuni' | 'members' | 'inhabitants' | 'memberInhabitants'>> {
  const { rows } = await sql<
    Pick<CentreFigures, 'comuni' | 'memberComuni' | 'members' | 'inhabitants' | 'memberInhabitants'>
  >`
    with latest as (
      select distinct on (body_id) body_id, inhabitants from directory.population_on_day where centre_id = ${call.centreId} and ref_date <= ${call.today} order by body_id, ref_date desc
    ), member as (
      select distinct body_id from membership.membership_term where centre_id = ${call.centreId} and valid_from <= ${call.today} and valid_to >= ${call.today}
    )
    select count(*) filter (where b.category = 'COMUNE') as comuni,
      count(*) filter (where b.category = 'COMUNE' and m.body_id is not null) as "memberComuni",
      count(m.body_id) as members,
      coalesce(sum(l.inhabitants) filter (where b.category = 'COMUNE'), 0) as inhabitants,
      coalesce(sum(l.inhabitants) filter (where b.category = 'COMUNE' and m.body_id is not null), 0) as "memberInhabitants"
    from directory.body_card b left join member m on m.body_id = b.body_id left join latest l on l.body_id = b.body_id
    where b.centre_id = ${call.centreId} and b.ceased_on is null`.execute(call.db);
  return rows[0]!;
}

async function waitingOf(call: Call): Promise<{ state: string; count: number }[]> {
  const { rows } = await sql<{
    state: string;
    count: number;
  }>`select state, count(*) as count from membership.application_card
    where centre_id = ${call.centreId} and state not in ('IN_FORCE','REJECTED','WITHDRAWN','LAPSED') group by state order by state`.execute(
    call.db,
  );
  return rows;
}

async function feesOf(
  call: Call,
): Promise<Pick<CentreFigures, 'year' | 'noticedCents' | 'paidCents' | 'overdueCents' | 'overdueNotices'>> {
  const { rows } = await sql<
    Pick<CentreFigures, 'year' | 'noticedCents' | 'paidCents' | 'overdueCents' | 'overdueNotices'>
  >`
    select year, sum(total_cents)::bigint as "noticedCents", sum(least(paid_cents, total_cents))::bigint as "paidCents",
      coalesce(sum(total_cents - paid_cents) filter (where due_on < ${call.today} and paid_cents < total_cents), 0)::bigint as "overdueCents",
      count(*) filter (where due_on < ${call.today} and paid_cents < total_cents) as "overdueNotices"
    from fees.notice_card where centre_id = ${call.centreId} group by year order by year desc limit 1`.execute(
    call.db,
  );
  return rows[0] ?? { year: null, noticedCents: 0, paidCents: 0, overdueCents: 0, overdueNotices: 0 };
}
