import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId, newId } from '#platform/ids';
import type { ApplicationState } from '../rules/application-lifecycle.ts';

/** An application as the commands decide on it, with what its state depends on. */
export interface ApplicationRow {
  id: string;
  number: number;
  bodyId: string;
  bodyName: string;
  bodyCategory: string;
  conventionId: string;
  actingBodyId: string | null;
  delegationId: string | null;
  state: ApplicationState;
  declaredOrgan: string | null;
  declaredOn: string | null;
  resolutionId: string | null;
  executiveFrom: string | null;
  wantedFrom: string | null;
  effectiveFrom: string | null;
  integrations: number;
  integrationDue: string | null;
  backTo: ApplicationState | null;
  version: number;
}

const COLUMNS = sql`a.id, a.number, a.body_id as "bodyId", b.name as "bodyName", b.category as "bodyCategory", a.convention_id as "conventionId",
  a.acting_body_id as "actingBodyId", a.delegation_id as "delegationId", a.state, a.declared_organ as "declaredOrgan", a.declared_on as "declaredOn",
  a.resolution_id as "resolutionId", r.executive_from as "executiveFrom", a.wanted_from as "wantedFrom", a.effective_from as "effectiveFrom",
  a.integrations, a.integration_due as "integrationDue", a.back_to as "backTo", a.version`;
const FROM = sql`membership.applications a
  join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
  left join membership.resolutions r on r.centre_id = a.centre_id and r.id = a.resolution_id`;

/**
 * The application, locked until the transaction ends: whoever decides on it next sees this decision first.
 * @throws NotFound when the centre has no such application.
 */
export async function lockApplication(tx: Transaction, id: string): Promise<ApplicationRow> {
  if (!isId(id)) throw new NotFound('application', id);
  const { centreId } = tx.call;
  await sql`select 1 from membership.applications where centre_id = ${centreId} and id = ${id} for update`.execute(
    tx.db,
  );
  const { rows } = await sql<ApplicationRow>`select ${COLUMNS} from ${FROM}
    where a.centre_id = ${centreId} and a.id = ${id}`.execute(tx.db);
  if (!rows[0]) throw new NotFound('application', id);
  return rows[0];
}

/** Locks the centre's numbering of applications and gives the next number. */
export async function nextApplicationNumber(tx: Transaction): Promise<number> {
  const { centreId } = tx.call;
  await sql`select pg_advisory_xact_lock(hashtextextended('membership.applications', 0) # hashtextextended(${centreId}, 0))`.execute(
    tx.db,
  );
  const { rows } = await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next
    from membership.applications where centre_id = ${centreId}`.execute(tx.db);
  return rows[0]!.next;
}

export async function insertApplication(
  tx: Transaction,
  application: {
    id: string;
    number: number;
    bodyId: string;
    conventionId: string;
    actingBodyId: string | null;
    delegationId: string | null;
    wantedFrom: string | null;
  },
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const a = application;
  await sql`insert into membership.applications (centre_id, id, number, body_id, convention_id, acting_body_id, delegation_id, wanted_from, created_by, created_at, changed_at)
    values (${centreId}, ${a.id}, ${a.number}, ${a.bodyId}, ${a.conventionId}, ${a.actingBodyId}, ${a.delegationId}, ${a.wantedFrom}, ${actor.name}, ${now}, ${now})`.execute(
    tx.db,
  );
}

/** Sets the comuni for which an association applies. */
export async function listBodiesOfApplication(
  tx: Transaction,
  applicationId: string,
  bodyIds: readonly string[],
): Promise<void> {
  const { centreId } = tx.call;
  await sql`delete from membership.application_bodies where centre_id = ${centreId} and application_id = ${applicationId}`.execute(
    tx.db,
  );
  await sql`insert into membership.application_bodies (centre_id, application_id, body_id)
    select ${centreId}, ${applicationId}, unnest(${[...bodyIds]}::uuid[])`.execute(tx.db);
}

export async function listedBodies(
  tx: Transaction,
  applicationId: string,
): Promise<{ bodyId: string; name: string }[]> {
  const { rows } = await sql<{
    bodyId: string;
    name: string;
  }>`select l.body_id as "bodyId", b.name from membership.application_bodies l
    join directory.body_card b on b.centre_id = l.centre_id and b.body_id = l.body_id
    where l.centre_id = ${tx.call.centreId} and l.application_id = ${applicationId} order by b.name, l.body_id`.execute(
    tx.db,
  );
  return rows;
}

/** What a step may change besides the state. */
export interface ApplicationChanges {
  declaredOrgan?: string | null;
  declaredOn?: string | null;
  resolutionId?: string | null;
  wantedFrom?: string | null;
  effectiveFrom?: string | null;
  integrations?: number;
  integrationDue?: string | null;
  integrationRequest?: string | null;
  backTo?: string | null;
}

const COLUMN_OF: Record<keyof ApplicationChanges, string> = {
  declaredOrgan: 'declared_organ',
  declaredOn: 'declared_on',
  resolutionId: 'resolution_id',
  wantedFrom: 'wanted_from',
  effectiveFrom: 'effective_from',
  integrations: 'integrations',
  integrationDue: 'integration_due',
  integrationRequest: 'integration_request',
  backTo: 'back_to',
};

/** Writes the new state of a locked application, with what changed with it. */
export async function writeApplication(
  tx: Transaction,
  id: string,
  state: string,
  changes: ApplicationChanges = {},
): Promise<void> {
  const { centreId, now } = tx.call;
  const sets = (Object.keys(changes) as (keyof ApplicationChanges)[]).map(
    (key) => sql`${sql.ref(COLUMN_OF[key])} = ${changes[key]}`,
  );
  await sql`update membership.applications set ${sql.join([sql`state = ${state}`, sql`changed_at = ${now}`, sql`version = version + 1`, ...sets])}
    where centre_id = ${centreId} and id = ${id}`.execute(tx.db);
}

export interface NewEvent {
  event: string;
  fromState: string | null;
  toState: string;
  actor?: string;
  actingBodyId: string | null;
  onBehalfOfBodyId: string | null;
  delegationId: string | null;
  reason?: string | null;
  facts?: Record<string, unknown>;
}

/** Appends to the history of an application; nothing is ever written over there. [G1] */
export async function appendApplicationEvent(
  tx: Transaction,
  applicationId: string,
  event: NewEvent,
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  await sql`insert into membership.application_events (centre_id, id, application_id, event, from_state, to_state, actor, acting_body_id, on_behalf_of_body_id, delegation_id, reason, facts, at, position)
    values (${centreId}, ${newId()}, ${applicationId}, ${event.event}, ${event.fromState}, ${event.toState}, ${event.actor ?? actor.name},
      ${event.actingBodyId}, ${event.onBehalfOfBodyId}, ${event.delegationId}, ${event.reason ?? null}, ${JSON.stringify(event.facts ?? {})}::jsonb, ${now},
      (select count(*) from membership.application_events where centre_id = ${centreId} and application_id = ${applicationId}))`.execute(
    tx.db,
  );
}
