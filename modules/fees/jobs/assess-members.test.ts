import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { Interrupted, type Progress } from '#platform/jobs/run';
import { assessFee, standardTariff } from '#tariffs';
import { aHouse } from '#test/house';
import {
  aConvention,
  aMembership,
  aNoticedYear,
  anApprovedYear,
  anAssessedYear,
  someBodies,
  unwatched,
} from '../builders.ts';
import { approveRun } from '../commands/approve-run.ts';
import { discardRun } from '../commands/discard-run.ts';
import { resumeRun } from '../commands/resume-run.ts';
import { startAssessmentRun } from '../commands/start-assessment-run.ts';
import { compareAssessment } from '../queries/compare-assessment.ts';
import { getRun, listExceptions } from '../queries/list-runs.ts';
import { assessMembers } from './assess-members.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('the assessment of a year', () => {
  const house = aHouse();

  async function feesOf(runId: string): Promise<Record<string, number>> {
    const { rows } = await sql<{ name: string; cents: number }>`
      select b.name, a.amount_cents as cents from fees.assessments a join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
      where a.run_id = ${runId} order by b.name`.execute(house.system().db);
    return Object.fromEntries(rows.map((row) => [row.name, row.cents]));
  }

  it('prices each member by the tariff, and who enters in September by the months left [D1, D3, traps 2 and 20]', async () => {
    const convention = await aConvention(house, {
      members: ['ALFA', 'BETA', { body: 'GAMMA', from: '2026-09-10' }, 'DELTA', 'UNIONE'],
    });
    const runId = await anAssessedYear(house, convention);
    assert.deepEqual(await feesOf(runId), {
      Alfa: 51000,
      Beta: 66014,
      Delta: 30000,
      Gamma: 58000,
      'Unione di Alfa e Beta': 30000,
    });
    const run = await getRun(house.as('AO'), runId);
    assert.equal(run.state, 'ASSESSED');
    assert.equal(run.totalCents, 235014);
    assert.equal(run.populationOn, '2024-12-31');
  });

  it('is not started twice, nor by who may not', async () => {
    const { rows } = await sql<{
      id: string;
    }>`select convention_id as id from fees.assessment_runs where centre_id = ${house.centre} limit 1`.execute(
      house.system().db,
    );
    const conventionId = rows[0]!.id;
    await assert.rejects(
      startAssessmentRun(house.as('AO'), { conventionId, year: 2026 }),
      broken('fees.year-already-being-assessed'),
    );
    for (const role of ['CM', 'PM', 'SO', 'CH', 'AU', 'OP'] as const)
      await assert.rejects(
        startAssessmentRun(house.as(role), { conventionId, year: 2026 }),
        NotAllowed,
        role,
      );
    await assert.rejects(
      startAssessmentRun(house.as('AO'), { conventionId, year: 2025 }),
      broken('fees.no-such-convention-in-year'),
    );
    await assert.rejects(
      startAssessmentRun(house.as('AO', { centre: house.other }), { conventionId, year: 2026 }),
      broken('fees.no-such-convention-in-year'),
    );
  });

  it('does not start under a convention without a fee or without a tariff', async () => {
    const free = await aConvention(house, { members: [], feeModel: 'FREE' });
    await assert.rejects(
      startAssessmentRun(house.as('AO'), { conventionId: free, year: 2026 }),
      broken('fees.convention-without-fee'),
    );
    const later = await aConvention(house, { members: [], tariff: null });
    await assert.rejects(
      startAssessmentRun(house.as('AO'), { conventionId: later, year: 2026 }),
      broken('fees.no-tariff-in-force'),
    );
  });
});

describe('a figure that is missing', () => {
  const house = aHouse();

  it('is an exception and never a fee of zero; once known, the run takes up who was missing', async () => {
    const [whole, blank] = await someBodies(house, [
      { inhabitants: 2400, enterprises: 150 },
      { inhabitants: 900 },
    ]);
    const convention = await aConvention(house, { members: [whole!, blank!] });
    const runId = await anAssessedYear(house, convention);
    const { rows } = await listExceptions(house.as('AO'), runId, { size: 10, offset: 0 });
    assert.deepEqual(
      rows.map((row) => [row.bodyId, row.missing]),
      [[blank, ['enterprises']]],
    );
    assert.equal((await getRun(house.as('CM'), runId)).assessed, 1);
    const call = house.system();
    await sql`insert into directory.enterprise_figures (centre_id, id, body_id, ref_date, enterprises, source, recorded_at, recorded_by)
      values (${call.centreId}, ${newId()}, ${blank}, '2024-12-31', 30, 'prova', ${call.now}, 'Prova')`.execute(
      call.db,
    );
    await resumeRun(house.as('AO'), { runId });
    const totals = await assessMembers(call, runId, unwatched);
    assert.deepEqual(totals, { assessed: 2, missing: 0, totalCents: 51000 + 13500 + 3000 });
  });

  it('is left to a further run of the same year when the first is approved already', async () => {
    const [known, unknown] = await someBodies(house, [{ inhabitants: 100, enterprises: 1 }, {}]);
    const convention = await aConvention(house, { members: [known!, unknown!] });
    await anApprovedYear(house, convention);
    const call = house.system();
    await sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by) values (${call.centreId}, ${newId()}, ${unknown}, '2024-12-31', 200, 'prova', ${call.now}, 'P')`.execute(
      call.db,
    );
    await sql`insert into directory.enterprise_figures (centre_id, id, body_id, ref_date, enterprises, source, recorded_at, recorded_by) values (${call.centreId}, ${newId()}, ${unknown}, '2024-12-31', 2, 'prova', ${call.now}, 'P')`.execute(
      call.db,
    );
    const [late] = await someBodies(house, [{ inhabitants: 1200, enterprises: 0 }]);
    await aMembership(call, convention, late!, '2026-07-01', '2035-12-31');
    const second = await anAssessedYear(house, convention);
    const run = await getRun(house.as('AO'), second);
    assert.equal(run.assessed, 2, 'who has a fee already is not assessed again');
    assert.equal(run.totalCents, 3200 + 9000);
  });
});

describe('the approval', () => {
  const house = aHouse();

  it('needs other eyes than who assessed [P1], and of two at once the first wins', async () => {
    const convention = await aConvention(house, { members: ['ALFA'] });
    const officer = house.as('AO');
    const both = {
      ...officer,
      actor: {
        ...officer.actor,
        grants: [...officer.actor.grants, { role: 'CM', bodyId: null, delegations: [] }],
      },
    };
    const { runId } = await startAssessmentRun(both, { conventionId: convention, year: 2026 });
    await assessMembers(house.system(), runId, unwatched);
    await assert.rejects(approveRun(both, { runId }), broken('fees.four-eyes'));
    await assert.rejects(approveRun(house.as('AO'), { runId }), NotAllowed);
    const outcomes = await Promise.allSettled([
      approveRun(house.as('CM'), { runId }),
      approveRun(house.as('CM'), { runId }),
    ]);
    assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    assert.ok(broken('fees.run-not-to-approve')((lost as PromiseRejectedResult).reason));
    await assert.rejects(discardRun(officer, { runId, reason: 'tardi' }), broken('fees.run-not-to-discard'));
  });

  it('sent twice with the same key is done once', async () => {
    const [body] = await someBodies(house, [{ inhabitants: 100, enterprises: 1 }]);
    const runId = await anAssessedYear(house, await aConvention(house, { members: [body!] }));
    const manager = { ...house.as('CM'), requestKey: newId() };
    assert.deepEqual(await approveRun(manager, { runId }), await approveRun(manager, { runId }));
  });

  it('comes after a run that was discarded, and the bodies are assessed anew', async () => {
    const [body] = await someBodies(house, [{ inhabitants: 100, enterprises: 1 }]);
    const convention = await aConvention(house, { members: [body!] });
    const first = await anAssessedYear(house, convention);
    await discardRun(house.as('AO'), { runId: first, reason: 'Popolazione da rivedere' });
    const second = await anApprovedYear(house, convention);
    assert.notEqual(first, second);
    assert.equal((await getRun(house.as('AU'), second)).assessed, 1);
  });
});

describe('a past assessment', () => {
  const house = aHouse();

  it('does not change when a later figure is loaded; computed again it gives the same cents [trap 6]', async () => {
    const runId = await aNoticedYear(house, await aConvention(house, { members: ['GAMMA'] }));
    const call = house.system();
    const { rows } = await sql<{
      id: string;
    }>`select id from fees.assessments where run_id = ${runId}`.execute(call.db);
    await sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by)
      values (${call.centreId}, ${newId()}, ${house.body.GAMMA}, '2024-12-31', 9000, 'correzione', ${new Date(call.now.getTime() + 1000)}, 'P')`.execute(
      call.db,
    );
    const comparison = await compareAssessment(house.as('AU'), rows[0]!.id);
    assert.equal(comparison.assessment.amountCents, 174000);
    assert.ok(comparison.same);
    assert.ok(comparison.now?.fee.ok);
    assert.equal(comparison.now.fee.amount, 187500, 'what today’s register would give, and only that');
    const again = await compareAssessment(house.as('LR', { body: house.body.GAMMA }), rows[0]!.id);
    assert.equal(again.assessment.amountCents, 174000);
    await assert.rejects(
      compareAssessment(house.as('LR', { body: house.body.ALFA }), rows[0]!.id),
      NotAllowed,
    );
  });
});

describe('an interrupted run', () => {
  const house = aHouse();

  it('goes on from its own tables to the same result, nothing twice', async () => {
    const figures = Array.from({ length: 23 }, (_, n) => ({
      inhabitants: 100 + n * 700,
      ...(n % 6 === 5 ? {} : { enterprises: n }),
    }));
    const bodies = await someBodies(house, figures);
    const convention = await aConvention(house, { members: bodies });
    const { runId } = await startAssessmentRun(house.as('AO'), { conventionId: convention, year: 2026 });
    const call = house.system();
    let steps = 0;
    const stopping: Progress = { report: async () => {}, shouldStop: async () => ++steps > 2 };
    await assert.rejects(assessMembers(call, runId, stopping, 5), Interrupted);
    let reports = 0;
    const dying: Progress = {
      report: async () => {
        if (++reports > 3) throw new Error('the process is gone');
      },
      shouldStop: async () => false,
    };
    await assert.rejects(assessMembers(call, runId, dying, 5), /gone/);
    const resumed = await assessMembers(call, runId, unwatched, 5);
    const fees = figures.map((f) => assessFee(standardTariff(), { category: 'COMUNE', ...f }));
    const expected = fees.reduce((sum, fee) => sum + (fee.ok ? fee.amount : 0), 0);
    assert.deepEqual(resumed, { assessed: 20, missing: 3, totalCents: expected });
    const { rows } = await sql<{
      n: number;
      bodies: number;
    }>`select count(*) as n, count(distinct body_id) as bodies from fees.assessments where run_id = ${runId}`.execute(
      call.db,
    );
    assert.deepEqual(rows[0], { n: 20, bodies: 20 });
  });
});
