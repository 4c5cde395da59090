import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { approveRun } from '../commands/approve-run.ts';
import { askNoticeDocuments } from '../commands/ask-notice-documents.ts';
import { discardRun } from '../commands/discard-run.ts';
import { issueNotices } from '../commands/issue-notices.ts';
import { resumeRun } from '../commands/resume-run.ts';
import { startAssessmentRun } from '../commands/start-assessment-run.ts';
import { mayApproveAssessments, mayAssess, mayFollowFees, mayViewFees } from '../permissions.ts';
import { getAssessment, type ListedAssessment, listAssessments } from '../queries/list-assessments.ts';
import { getRun, listExceptions, listRuns, type Run, type RunException } from '../queries/list-runs.ts';
import { readTrace, traceSentence } from '../rules/stored-trace.ts';
import { assessment, day, id, nothing, one, run, TAG, text, yearFilter } from './schemas.ts';

const asRun = (r: Run): z.input<typeof run> => ({
  id: r.id,
  conventionId: r.conventionId,
  tariffId: r.tariffId,
  year: r.year,
  number: r.number,
  state: r.state,
  populationOn: r.populationOn,
  assessed: r.assessed,
  missing: r.missing,
  totalCents: r.totalCents,
  notices: r.notices,
});

const asAssessment = (a: ListedAssessment): z.input<typeof assessment> => ({
  id: a.id,
  bodyId: a.bodyId,
  body: a.name,
  category: a.category,
  year: a.year,
  inhabitants: a.inhabitants,
  effectiveFrom: a.effectiveFrom,
  yearlyCents: a.yearlyCents,
  amountCents: a.amountCents,
  state: a.state as 'ASSESSED',
});

const exception = z
  .strictObject({
    bodyId: id,
    body: text(500, 'Ente', 'Gavirate'),
    missing: z.array(text(100, 'Dato che manca', 'enterprises')).max(100),
  })
  .meta({ id: 'AssessmentException' });
const asException = (e: RunException): z.input<typeof exception> => ({
  bodyId: e.bodyId,
  body: e.name,
  missing: [...e.missing],
});
const job = z.strictObject({ jobRunId: id }).meta({ id: 'StartedFeesJob' });

export const assessmentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/assessment-runs',
    operationId: 'listAssessmentRuns',
    tag: TAG,
    summary: 'Accertamenti delle quote',
    permission: mayFollowFees,
    query: z.object({ ...listParameters, year: yearFilter }),
    answer: listOf(run),
    handle: (call) => pageOf(call.query, (page) => listRuns(call, { year: call.query.year }, page), asRun),
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs',
    operationId: 'startAssessmentRun',
    tag: TAG,
    summary: 'Avvia l’accertamento di un anno',
    description: 'L’accertamento procede come lavoro: lo stato si legge dall’accertamento stesso.',
    permission: mayAssess,
    body: z.strictObject({
      conventionId: id,
      year: z.int().min(1990).max(2199).meta({ description: 'Anno', example: 2027 }),
    }),
    answer: z.strictObject({ runId: id, jobRunId: id }).meta({ id: 'StartedAssessmentRun' }),
    status: 202,
    handle: (call) => startAssessmentRun(call, call.body),
  }),
  endpoint({
    method: 'GET',
    path: '/assessment-runs/{id}',
    operationId: 'getAssessmentRun',
    tag: TAG,
    summary: 'Un accertamento',
    permission: mayFollowFees,
    params: one,
    answer: run,
    handle: async (call) => asRun(await getRun(call, call.params.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/assessments',
    operationId: 'listAssessments',
    tag: TAG,
    summary: 'Quote accertate agli enti',
    permission: mayViewFees,
    query: z.object({
      ...listParameters,
      year: yearFilter,
      runId: id.optional(),
      bodyId: id.optional(),
    }),
    answer: listOf(assessment),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listAssessments(
            call,
            { year: call.query.year, runId: call.query.runId, bodyId: call.query.bodyId },
            { ...page, sort: 'ente', direction: 'asc' },
          ),
        asAssessment,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/assessments/{id}',
    operationId: 'getAssessment',
    tag: TAG,
    summary: 'Una quota con i dati e il calcolo',
    permission: mayViewFees,
    params: one,
    answer: z
      .strictObject({
        assessment,
        populationOn: day,
        inputs: z.looseObject({}).meta({
          id: 'AssessmentInputs',
          description: 'Dati letti e fissati',
          example: { category: 'COMUNE' },
        }),
        trace: z
          .array(text(1000, 'Un passo del calcolo', 'Imprese attive: 600 × 1,00 € = 600,00 €'))
          .max(500),
      })
      .meta({ id: 'AssessmentDetails' }),
    handle: async (call) => {
      const found = await getAssessment(call, call.params.id);
      return {
        assessment: asAssessment(found),
        populationOn: found.populationOn,
        inputs: { ...found.inputs },
        trace: readTrace(found.trace).map(traceSentence),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/assessment-runs/{id}/exceptions',
    operationId: 'listAssessmentExceptions',
    tag: TAG,
    summary: 'Enti che un accertamento non ha potuto valutare, e i dati che mancano',
    permission: mayFollowFees,
    params: one,
    query: z.object(listParameters),
    answer: listOf(exception),
    async handle(call) {
      const run = await getRun(call, call.params.id);
      return pageOf(call.query, (page) => listExceptions(call, run.id, page), asException);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs/{id}/approval',
    operationId: 'approveAssessmentRun',
    tag: TAG,
    summary: 'Approva un accertamento, chiesto da un’altra persona',
    permission: mayApproveAssessments,
    params: one,
    body: z.strictObject({ reason: text(500, 'Nota dell’approvazione', 'Verificati i dati').optional() }),
    answer: z.strictObject({ runId: id }).meta({ id: 'ApprovedAssessmentRun' }),
    handle: (call) => approveRun(call, { runId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs/{id}/discard',
    operationId: 'discardAssessmentRun',
    tag: TAG,
    summary: 'Elimina un accertamento non approvato',
    permission: mayAssess,
    params: one,
    body: z.strictObject({ reason: text(500, 'Motivo', 'Popolazione da aggiornare') }),
    answer: z.strictObject({ runId: id }).meta({ id: 'DiscardedAssessmentRun' }),
    handle: async (call) => {
      await discardRun(call, { runId: call.params.id, ...call.body });
      return { runId: call.params.id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs/{id}/resumption',
    operationId: 'resumeAssessmentRun',
    tag: TAG,
    summary: 'Riprende un accertamento interrotto, o valuta gli enti a cui mancavano dati',
    permission: mayAssess,
    params: one,
    body: nothing,
    answer: job,
    status: 202,
    handle: (call) => resumeRun(call, { runId: call.params.id }),
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs/{id}/notices',
    operationId: 'issuePaymentNotices',
    tag: TAG,
    summary: 'Emette gli avvisi di un accertamento approvato',
    description: 'L’emissione procede come lavoro: lo stato si legge dall’accertamento.',
    permission: mayAssess,
    params: one,
    body: nothing,
    answer: job,
    status: 202,
    handle: (call) => issueNotices(call, { runId: call.params.id }),
  }),
  endpoint({
    method: 'POST',
    path: '/assessment-runs/{id}/documents',
    operationId: 'makePaymentNoticeDocuments',
    tag: TAG,
    summary: 'Prepara i PDF degli avvisi, e se richiesto li invia via PEC',
    permission: mayAssess,
    params: one,
    body: z.strictObject({
      send: z.boolean().optional().meta({ description: 'Invia anche via PEC', example: false }),
    }),
    answer: job,
    status: 202,
    handle: (call) => askNoticeDocuments(call, { runId: call.params.id, ...call.body }),
  }),
];
