import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openCentre } from '#centres';
import { clockAt } from '#platform/clock';
import { openDatabase, sql } from '#platform/database/pool';
import { testDatabase } from '#test/database';
import { seedBodies } from '../../../database/seeds/demo/bodies.ts';
import { DEMO_CENTRES } from '../../../database/seeds/demo/centres.ts';
import { seedMemberships } from '../../../database/seeds/demo/memberships.ts';
import { demoCall } from '../../../database/seeds/demo/seed.ts';

it('the demonstration shows members and applications in every state', async () => {
  const made = await testDatabase();
  const database = openDatabase(made.url, 4);
  try {
    const centre = DEMO_CENTRES[0];
    const call = demoCall(database, clockAt('2026-11-21T10:00:00+01:00'), centre.id);
    await openCentre(call, centre);
    await seedBodies(call, centre.slug);
    const began = performance.now();
    await seedMemberships(call, centre.slug);
    const took = performance.now() - began;
    assert.ok(took < 3000, `${Math.round(took)} ms`);
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
    const kinds = await sql<{
      kind: string;
      n: number;
    }>`select kind, count(*) as n from membership.memberships group by kind order by kind`.execute(call.db);
    console.log(took, kinds.rows);
  } finally {
    await database.close();
    await made.drop();
  }
});
