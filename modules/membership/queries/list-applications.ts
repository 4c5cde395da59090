import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewApplications } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { DECLARATION_LASTS } from '../rules/declared-adhesion.ts';

export interface ListedApplication {
  id: string;
  number: number;
  bodyId: string;
  name: string;
  category: string;
  conventionTitle: string;
  /** The state as it is on the day of the call: what time has decided already counts. */
  state: ApplicationState;
  listed: number;
  executiveFrom: string | null;
  integrationDue: string | null;
  createdAt: Date;
  changedAt: Date;
}

export interface ApplicationFilter {
  words?: string;
  state?: string;
  conventionId?: string;
  bodyId?: string;
}

export const APPLICATION_SORTS = ['aggiornata', 'numero', 'ente', 'stato'] as const;

const ORDER = {
  aggiornata: sql`a.changed_at`,
  numero: sql`a.number`,
  ente: sql`b.name collate "it-x-icu"`,
  stato: sql`7`,
} as const;

/** The state of an application on a day, in SQL: the same steps as `dueStep`. */
export const stateOnDay = (today: string) => sql<ApplicationState>`case
  when a.state = 'RESOLVED' and r.executive_from <= ${today} then 'READY_TO_SIGN'
  when a.state = 'SIGNED' and a.effective_from <= ${today} then 'IN_FORCE'
  when a.state = 'PENDING_DECLARED' and a.declared_on + ${DECLARATION_LASTS}::int < ${today}::date then 'LAPSED'
  else a.state end`;

/**
 * The applications to join, a page at a time.
 * @throws NotAllowed unless the actor may view applications; who reaches only some bodies sees only theirs.
 */
export async function listApplications(
  call: Call,
  filter: ApplicationFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedApplication>> {
  demand(call, mayViewApplications);
  const only = confinedTo(call.actor, mayViewApplications);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.aggiornata;
  const words = filter.words?.trim();
  const state = stateOnDay(call.today);
  const { rows } = await sql<ListedApplication & { total: number }>`
    select a.id, a.number, a.body_id as "bodyId", b.name, b.category, c.title as "conventionTitle", ${state} as state,
      (select count(*) from membership.application_bodies l where l.centre_id = a.centre_id and l.application_id = a.id) as listed,
      r.executive_from as "executiveFrom", a.integration_due as "integrationDue", a.created_at as "createdAt", a.changed_at as "changedAt",
      count(*) over () as total
    from membership.applications a
    join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
    join membership.conventions c on c.centre_id = a.centre_id and c.id = a.convention_id
    left join membership.resolutions r on r.centre_id = a.centre_id and r.id = a.resolution_id
    where a.centre_id = ${call.centreId}
      ${only ? sql`and a.body_id = any(${[...only]}::uuid[])` : sql``}
      ${words ? sql`and (b.search_text like all (platform.word_patterns(${words})) or a.number::text = ${words})` : sql``}
      ${filter.state ? sql`and ${state} = ${filter.state}` : sql``}
      ${filter.conventionId ? sql`and a.convention_id = ${filter.conventionId}` : sql``}
      ${filter.bodyId ? sql`and a.body_id = ${filter.bodyId}` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc` : sql`asc`}, a.number desc
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
