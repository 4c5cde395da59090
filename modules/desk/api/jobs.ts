import { z } from 'zod';
import { NotFound } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { findRun } from '#platform/jobs/run';
import { demand } from '#platform/permission';
import { stopJob } from '../commands/stop-job.ts';
import { mayFollowJobs, mayStopJobs } from '../permissions.ts';
import { type ListedJob, listJobs } from '../queries/list-jobs.ts';

const TAG = 'Scrivania';
const id = z.uuid().meta({ description: 'Identificativo.', example: '0199a000-0000-7000-8000-0000000000aa' });
const instant = z.iso.datetime().meta({ description: 'Istante, UTC.', example: '2026-11-21T09:00:00.000Z' });
const count = z.int().min(0).max(1e9).meta({ description: 'Quanti.', example: 205 });
const state = z
  .enum(['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'STOPPED'])
  .meta({ description: 'Stato del lavoro.', example: 'DONE' });
const listed = z
  .strictObject({
    id,
    label: z
      .string()
      .max(500)
      .meta({ description: 'Che cosa fa.', example: 'Accertamento delle quote 2026' }),
    state,
    done: count,
    total: count.nullable(),
    requestedBy: z.string().max(200).meta({ description: 'Chi l’ha chiesto.', example: 'Anna Ufficio' }),
    requestedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ListedJob' });
const job = listed
  .extend({
    message: z
      .string()
      .max(2000)
      .nullable()
      .meta({ description: 'A che punto è, o perché non è riuscito.', example: null }),
    report: z
      .looseObject({})
      .nullable()
      .meta({ description: 'Il resoconto, alla fine.', example: { 'Quote accertate': 205 } }),
  })
  .meta({ id: 'Job' });

const asListed = (j: ListedJob): z.input<typeof listed> => ({
  id: j.id,
  label: j.label,
  state: j.state as 'DONE',
  done: j.done,
  total: j.total,
  requestedBy: j.requestedName,
  requestedAt: j.requestedAt.toISOString(),
  finishedAt: j.finishedAt?.toISOString() ?? null,
});

/** Long work seen from outside: what the other operations answer with a job, followed here to its report. */
export const jobEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/jobs',
    operationId: 'listJobs',
    tag: TAG,
    summary: 'I lavori lunghi del centro, dal più recente',
    permission: mayFollowJobs,
    query: z.object({ ...listParameters, state: state.optional() }),
    answer: listOf(listed),
    handle: (call) => pageOf(call.query, (page) => listJobs(call, page, call.query.state), asListed),
  }),
  endpoint({
    method: 'GET',
    path: '/jobs/{id}',
    operationId: 'getJob',
    tag: TAG,
    summary: 'Un lavoro: a che punto è, e il suo resoconto',
    permission: mayFollowJobs,
    params: z.object({ id }),
    answer: job,
    async handle(call) {
      demand(call, mayFollowJobs);
      const found = await findRun(call.db, call.centreId, call.params.id);
      if (!found) throw new NotFound('job', call.params.id);
      return { ...asListed(found), message: found.message, report: found.report };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/jobs/{id}/interruption',
    operationId: 'stopJob',
    tag: TAG,
    summary: 'Chiede a un lavoro di fermarsi al primo punto sicuro',
    permission: mayStopJobs,
    params: z.object({ id }),
    body: z.strictObject({}).meta({ description: 'Nessun dato.' }),
    answer: z.strictObject({ id }).meta({ id: 'StoppingJob' }),
    status: 202,
    async handle(call) {
      await stopJob(call, call.params.id);
      return { id: call.params.id };
    },
  }),
];
