import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { importRegister } from '#directory';
import { startAssessmentRun } from '#fees';
import type { Call } from '#platform/call';
import { type Embedded, startEmbedded } from '#platform/database/embedded';
import { installJobSchema } from '#platform/database/job-schema';
import { migrate } from '#platform/database/migrate';
import { sql } from '#platform/database/pool';
import { findRun } from '#platform/jobs/run';
import { assessFee, standardTariff } from '#tariffs';
import { type House, openHouse } from '#test/house';
import {
  killServer,
  open,
  type ProductProcess,
  putGate,
  shut,
  startWorking,
  until,
  waitingAtTheGate,
} from '#test/killing';
import { requestApplication } from '../modules/directory/commands/request-import-job.ts';
import { aConvention, someBodies } from '../modules/fees/builders.ts';
import { discardRun } from '../modules/fees/commands/discard-run.ts';
import { MIGRATIONS } from '../modules/start.ts';

/*
 * The product killed in the middle of its work: an assessment of which one chunk is written and another is half
 * written, and the application of a register of which half is written. The gate stops both at that very row, so that
 * the moment of the kill is not a matter of luck.
 */

const MEMBERS = 1600;
const CHUNK = 1000;
const ROWS = 600;
const figuresOf = (n: number) => ({ inhabitants: 100 + ((n * 37) % 45_000), enterprises: (n * 7) % 900 });

describe('killed in the middle', {
  skip: process.platform === 'linux' ? false : 'the embedded database needs Linux',
}, () => {
  const directory = mkdtempSync(join(tmpdir(), 'broletto-kill-'));
  let embedded: Embedded;
  let house: House;
  let close: () => Promise<void>;
  let gatekeeper: pg.Client;
  let product: ProductProcess;
  let convention: string;
  let bodies: string[];

  before(async () => {
    embedded = await startEmbedded({ directory: join(directory, 'postgres') });
    await migrate(embedded.url, MIGRATIONS);
    await installJobSchema(embedded.url);
    ({ house, close } = await openHouse({ url: embedded.url, drop: async () => {} }));
    bodies = (
      await someBodies(
        house,
        Array.from({ length: MEMBERS }, (_, n) => figuresOf(n)),
      )
    ).sort();
    convention = await aConvention(house, { members: bodies });
  });
  after(async () => {
    await product?.kill();
    await gatekeeper?.end().catch(() => {});
    await close?.();
    await (await startEmbedded({ directory: join(directory, 'postgres') })).stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The register as a file: `edition` gives new bodies and renames those of the one before. */
  const register = (edition: number): Buffer =>
    Buffer.from(
      [
        'codice_ipa,denominazione,categoria,codice_natura,codice_comune_istat,sito',
        ...Array.from(
          { length: ROWS * edition },
          (_, n) => `prova_r${n},Ente ${n} edizione ${edition},L8,,,`,
        ),
      ].join('\n'),
    );
  const imported = (call: Call, edition: number, dryRun: boolean) =>
    importRegister(call, { bytes: register(edition), fileName: 'ipa.csv', kind: 'ipa-bodies', dryRun });
  const registerOf = async (call: Call) =>
    (
      await sql<{ ipa_code: string; name: string }>`select ipa_code, name from directory.public_bodies
        where centre_id = ${call.centreId} and ipa_code like 'prova_r%' order by ipa_code`.execute(call.db)
    ).rows;
  const written = async (runId: string) =>
    (
      await sql<{
        id: string;
        bodyId: string;
        cents: number;
      }>`select id, body_id as "bodyId", amount_cents as cents
        from fees.assessments where run_id = ${runId} order by body_id`.execute(house.system().db)
    ).rows;
  const ended = async (id: string) => (await findRun(house.system().db, house.centre, id))?.state === 'DONE';
  const wholeChain = async () => {
    const { rows } = await sql<{ brokenAt: number | null; events: number }>`
      select broken_at as "brokenAt", events from platform.check_audit()`.execute(house.system().db);
    assert.equal(rows[0]!.brokenAt, null, 'the audit chain holds');
    return rows[0]!.events;
  };

  /** Both works, asked and acknowledged, then caught in the middle. */
  async function caught(edition: number) {
    const { importId } = await imported(house.system(), edition, true);
    const middle = `prova_r${ROWS * (edition - 1) + Math.floor(ROWS / 2)}`;
    await putGate(house.database.owner, 'directory.public_bodies', `new.ipa_code = '${middle}'`);
    await putGate(house.database.owner, 'fees.assessments', `new.body_id = '${bodies[CHUNK + 300]}'`);
    gatekeeper = new pg.Client({ connectionString: embedded.url });
    gatekeeper.on('error', () => {});
    await gatekeeper.connect();
    await shut(gatekeeper);
    const before = await registerOf(house.system());
    const run = await startAssessmentRun(house.as('AO'), { conventionId: convention, year: 2026 });
    const application = await requestApplication(house.system(), importId);
    product = startWorking(directory);
    await until(
      async () => (await waitingAtTheGate(house.database.owner)) === 2,
      () => `the two works did not come to the gate: ${product.said()}`,
    );
    const firstChunk = await written(run.runId);
    assert.equal(firstChunk.length, CHUNK, 'one chunk is committed, the other is open');
    return { run, application, importId, before, firstChunk, events: await wholeChain() };
  }

  /** What must be true at the end, however the work was interrupted. */
  async function asIfUndisturbed(was: Awaited<ReturnType<typeof caught>>, edition: number) {
    await until(
      async () => (await ended(was.run.jobRunId)) && (await ended(was.application.runId)),
      () => `the works were not taken up: ${product.said()}`,
    );
    const fees = await written(was.run.runId);
    const kept = new Set(fees.map(({ id }) => id));
    assert.ok(
      was.firstChunk.every(({ id }) => kept.has(id)),
      'what was committed before the kill is there, the same rows',
    );
    const expected = new Map(bodies.map((id) => [id, 0]));
    const { rows } = await sql<{ id: string; inhabitants: number; enterprises: number }>`
      select p.body_id as id, p.inhabitants, e.enterprises from directory.population_on_day p
      join directory.enterprises_on_day e on e.centre_id = p.centre_id and e.body_id = p.body_id and e.ref_date = p.ref_date
      where p.centre_id = ${house.centre} and p.body_id = any(${bodies}::uuid[])`.execute(house.system().db);
    for (const { id, inhabitants, enterprises } of rows) {
      const fee = assessFee(standardTariff(), { category: 'COMUNE', inhabitants, enterprises });
      expected.set(id, fee.ok ? fee.amount : -1);
    }
    assert.deepEqual(new Map(fees.map(({ bodyId, cents }) => [bodyId, cents])), expected);
    const total = [...expected.values()].reduce((sum, cents) => sum + cents, 0);
    const run =
      await sql`select state, assessed, missing, total_cents::bigint as total from fees.assessment_runs
      where id = ${was.run.runId}`.execute(house.system().db);
    assert.deepEqual(run.rows, [{ state: 'ASSESSED', assessed: MEMBERS, missing: 0, total }]);
    await imported(house.system(house.other), edition, false);
    assert.deepEqual(await registerOf(house.system()), await registerOf(house.system(house.other)));
    assert.ok((await wholeChain()) > was.events);
    const { rows: chunks } = await sql<{ assessed: number }>`
      select (facts ->> 'assessed')::int as assessed from platform.audit_events
      where action = 'fees.members-assessed' and target_id = ${was.run.runId} order by seq`.execute(
      house.system().db,
    );
    assert.deepEqual(
      chunks.map(({ assessed }) => assessed),
      [CHUNK, MEMBERS - CHUNK],
      'each chunk is told once',
    );
    await product.kill();
    await discardRun(house.as('AO'), { runId: was.run.runId, reason: 'fine della prova' });
  }

  it('the application: no row of the open transactions is left, the works are taken up by the next start', async () => {
    const was = await caught(1);
    await product.kill();
    await open(gatekeeper);
    await gatekeeper.end();
    assert.deepEqual(await registerOf(house.system()), was.before, 'all or nothing');
    assert.equal((await written(was.run.runId)).length, CHUNK);
    product = startWorking(directory);
    await asIfUndisturbed(was, 1);
  });

  it('the server and the application: everything acknowledged is there when both come back', async () => {
    const was = await caught(2);
    killServer(directory);
    await product.kill();
    product = startWorking(directory);
    await asIfUndisturbed(was, 2);
  });

  it('the server alone: the living application starts it again and takes its own works up', async () => {
    const was = await caught(3);
    killServer(directory);
    await asIfUndisturbed(was, 3);
  });
});
