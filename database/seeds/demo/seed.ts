import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCentre } from '#centres';
import { romeDate } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import type { Clock } from '#platform/clock';
import { type Database, sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { seedAccounts } from './accounts.ts';
import { seedBodies } from './bodies.ts';
import { DEMO_CENTRES } from './centres.ts';

/**
 * Fills an empty installation with the demonstration centres. Each step is done once: a start that finds it done
 * goes on to the next, so an interrupted seed is completed at the following start.
 */
export async function seedDemonstration(database: Database, clock: Clock): Promise<void> {
  for (const centre of DEMO_CENTRES) {
    const call = demoCall(database, clock, centre.id);
    await step(call, 'centre', () => openCentre({ ...call, requestKey: null }, centre));
    await step(call, 'bodies', () => seedBodies(call, centre.slug));
    await step(call, 'accounts', () => seedAccounts(call, centre.slug));
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
  const { rows } =
    await sql`select 1 from platform.audit_events where centre_id = ${call.centreId} and action = ${action} limit 1`.execute(
      call.db,
    );
  if (rows.length > 0) return;
  await work();
  await perform(call, action, async (tx) => tx.record({ action, target: 'centre', targetId: call.centreId }));
}

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
