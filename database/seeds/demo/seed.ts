import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCentre } from '#centres';
import { romeDate } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import type { Clock } from '#platform/clock';
import { type Database, sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { seedAccounts } from './accounts.ts';
import { seedAllocations } from './allocations.ts';
import { seedBodies } from './bodies.ts';
import { DEMO_CENTRES } from './centres.ts';
import { seedEarlierYears } from './earlier-years.ts';
import { seedFees } from './fees.ts';
import { seedFurtherInputs } from './further-inputs.ts';
import { seedMemberships } from './memberships.ts';
import { seedDelegations, seedPeople } from './people.ts';
import { seedTariffs } from './tariffs.ts';
import { seedTerritory, seedTrial } from './territory.ts';

const BEGUN = 'demo.begun';
const FINISHED = 'demo.finished';
const LOCK = 4_207_300;

/**
 * Fills an empty installation with the demonstration centres, before it listens for the first time. One process does
 * it while the others wait; each step is done once. Answers 'broken' when an earlier start was killed in the middle of
 * the very first filling: nobody can have worked on such a database, and the caller makes it anew.
 */
export async function seedDemonstration(database: Database, clock: Clock): Promise<'ready' | 'broken'> {
  const client = await database.owner.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const first = demoCall(database, clock, DEMO_CENTRES[0].id);
    const finished = await told(first, FINISHED);
    if (!finished && (await told(first, BEGUN))) return 'broken';
    if (!finished) await tell(first, BEGUN);
    await seedCentres(database, clock);
    if (!finished) await tell(first, FINISHED);
    return 'ready';
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
    client.release();
  }
}

async function seedCentres(database: Database, clock: Clock): Promise<void> {
  for (const centre of DEMO_CENTRES) {
    const call = demoCall(database, clock, centre.id);
    await step(call, 'centre', () => openCentre({ ...call, requestKey: null }, centre));
    await step(call, 'bodies', () => seedBodies(call, centre.slug));
    await step(call, 'territory', () => seedTerritory(call));
    await step(call, 'people', () => seedPeople(call));
    await step(call, 'delegations', () => seedDelegations(call));
    await step(call, 'accounts', () => seedAccounts(call, centre.slug));
    await step(call, 'memberships', () => seedMemberships(call, centre.slug));
    await step(call, 'tariffs', () => seedTariffs(call));
    await step(call, 'further-inputs', () => seedFurtherInputs(call));
    await step(call, 'fees', () => seedFees(call));
    await step(call, 'allocations', () => seedAllocations(call));
    await step(call, 'earlier-years', () => seedEarlierYears(call, centre.slug));
    await step(call, 'trial', () => seedTrial(call));
  }
}

export function demoCall(database: Database, clock: Clock, centreId: string): Call {
  const now = clock.now();
  return {
    database,
    db: database.forCentre(centreId),
    centreId,
    actor: systemActor('Dati dimostrativi'),
    now,
    today: romeDate(now),
    requestKey: null,
    ip: null,
  };
}

/** Does a step unless the audit already tells of it. */
async function step(call: Call, name: string, work: () => Promise<unknown>): Promise<void> {
  const action = `demo.${name}-seeded`;
  if (await told(call, action)) return;
  await work();
  await tell(call, action);
}

async function told(call: Call, action: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from platform.audit_events where centre_id = ${call.centreId} and action = ${action} limit 1`.execute(
      call.db,
    );
  return rows.length > 0;
}

const tell = (call: Call, action: string): Promise<void> =>
  perform(call, action, async (tx) => tx.record({ action, target: 'centre', targetId: call.centreId }));

/** The rows of a comma-separated file of ours (no quotes in it). */
export function readDemoFile(name: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n');
  const columns = header!.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [columns[index]!, cell])),
  );
}
