import { join } from 'node:path';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { compilePdf, templateSources } from '#platform/documents/typst';
import { keepFilesIn } from '#platform/files/store';
import { standardTariff } from '#tariffs';
import { noticeDocuments } from '../../modules/fees/jobs/notice-documents.ts';
import { type Bench, type Figure, range, seconds, whole } from '../bench.ts';
import { as } from '../centre.ts';
import { postmasterOf, processorTimeOf } from '../processes.ts';
import { median } from '../statistics.ts';
import { italy, timeOfYear } from './fees.ts';

const TEMPLATE = join(import.meta.dirname, '../../modules/documents/templates/payment-notice.typ');
const unwatched = { report: async () => {}, shouldStop: async () => false };

/**
 * (i) The PDF/UA-1 of every notice of Italy, as the job makes them: the notice read, compiled, kept in the file store
 * with its hash, recorded with its audit event; against compiling the same documents and nothing else.
 */
export async function documentsOfNotices(bench: Bench): Promise<Figure[]> {
  const database = await bench.ground.newDatabase('documents');
  const { call, convention } = await italy(bench, database, standardTariff());
  keepFilesIn(join(bench.ground.directory, 'notice-files'));
  await timeOfYear(call, convention, bench.registers.comuni.length);
  const { rows } = await sql<{ runId: string }>`select id as "runId" from fees.assessment_runs
    where centre_id = ${call.centreId} and state = 'NOTICED'`.execute(call.db);
  const drafter = as(call, 'AO');
  bench.say('(i) documents of the notices');
  if (bench.quick) await leaveUnmade(call, 400);
  const processes = {
    application: process.pid,
    postmaster: bench.ground.embedded ? await postmasterOf(database) : null,
  };
  const began = { at: performance.now(), cpu: processorTimeOf(processes) };
  const { made, problems } = await noticeDocuments(drafter, rows[0]!.runId, false, unwatched);
  const time = performance.now() - began.at;
  const cpu = processorTimeOf(processes) - began.cpu;
  if (problems.length > 0) throw new Error(`documents not made: ${problems[0]}`);
  const bare = await bareCompiling(call, bench.quick ? 100 : 500);
  const perSecond = (made * 1000) / time;
  const limit = 1000 / median(bare);
  await database.close();
  return [
    {
      row: 'i',
      what: `PDF/UA-1 of ${whole(made)} notices: documents a second for each core that they take`,
      measured: `${((made * 1000) / cpu).toFixed(0)} for each second of a core; ${seconds(time)} in all, ${perSecond.toFixed(0)} a second`,
      aim: null,
      met: null,
      note: `one compiler thread; processor time of application and database ${(cpu / made).toFixed(1)} ms a document`,
    },
    {
      row: 'i',
      what: 'the same: share of compiling the same documents and nothing else',
      measured: `${((perSecond / limit) * 100).toFixed(0)} %`,
      aim: null,
      met: null,
      note: `compiling alone ${limit.toFixed(0)} a second; one between ${range(bare, (one) => `${one.toFixed(1)} ms`)}`,
    },
  ];
}

/** A quick look makes few: the others are said to be made already. */
async function leaveUnmade(call: Call, count: number): Promise<void> {
  await call.database.owner.query(
    `update fees.payment_notices set document_id = gen_random_uuid() where centre_id = $1 and number > $2`,
    [call.centreId, count],
  );
}

/** The data of documents just made, compiled again, one after the other: milliseconds of each. */
async function bareCompiling(call: Call, count: number): Promise<number[]> {
  const { rows } = await sql<{ data: unknown }>`select data from documents.documents
    where centre_id = ${call.centreId} and type = 'payment-notice' limit ${count}`.execute(call.db);
  const template = templateSources(TEMPLATE);
  const times: number[] = [];
  for (const { data } of rows) {
    const began = performance.now();
    await compilePdf({ template, data, at: call.now });
    times.push(performance.now() - began);
  }
  return times;
}
