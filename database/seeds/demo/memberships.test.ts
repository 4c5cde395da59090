import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openCentre } from '#centres';
import { membersOn } from '#membership';
import { clockAt } from '#platform/clock';
import { openDatabase, sql } from '#platform/database/pool';
import { testDatabase } from '#test/database';
import { seedBodies } from './bodies.ts';
import { DEMO_CENTRES } from './centres.ts';
import { seedMemberships } from './memberships.ts';
import { demoCall } from './seed.ts';

it('the demonstration shows members and applications in every state', async () => {
  const made = await testDatabase();
  const database = openDatabase(made.url, 4);
  try {
    const centre = DEMO_CENTRES[0];
    const call = demoCall(database, clockAt('2026-11-21T10:00:00+01:00'), centre.id);
    await openCentre(call, centre);
    await seedBodies(call, centre.slug);
    await seedMemberships(call, centre.slug);
    const states = await sql<{ state: string }>`select distinct state from membership.applications`.execute(
      call.db,
    );
    assert.deepEqual(states.rows.map((r) => r.state).sort(), [
      'AWAITING_RESOLUTION',
      'DRAFT',
      'INTEGRATION_REQUESTED',
      'IN_FORCE',
      'LAPSED',
      'PENDING_DECLARED',
      'READY_TO_SIGN',
      'REJECTED',
      'RESOLVED',
      'SIGNED',
      'SUBMITTED',
      'WITHDRAWN',
    ]);
    assert.ok((await membersOn(call, call.today)).length >= 150);
  } finally {
    await database.close();
    await made.drop();
  }
});
