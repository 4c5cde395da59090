import { z } from 'zod';
import { readDocument } from '#documents';
import { listOf, listParameters } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { makeNoticeDocument } from '../commands/make-notice-document.ts';
import { recordPayerAgreement } from '../commands/record-payer-agreement.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { startAssessmentRun } from '../commands/start-assessment-run.ts';
import {
  mayAssess,
  mayFollowFees,
  mayRecordAgreements,
  mayRecordPayments,
  mayViewFees,
  mayViewPayments,
} from '../permissions.ts';
import { type Agreement, listAgreements } from '../queries/list-agreements.ts';
import { getAssessment, type ListedAssessment, listAssessments } from '../queries/list-assessments.ts';
import { getNotice, type ListedNotice, listNotices } from '../queries/list-notices.ts';
import { type ListedPayment, listPayments } from '../queries/list-payments.ts';
import { getRun, listRuns, type Run } from '../queries/list-runs.ts';
import { readTrace, traceSentence } from '../rules/stored-trace.ts';
import { pageOf } from './page-of.ts';
import {
  agreement,
  assessment,
  cents,
  count,
  day,
  id,
  notice,
  payment,
  run,
  text,
  yearFilter,
} from './schemas.ts';

const TAG = 'Quote';
const one = z.object({ id });

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
const asNotice = (n: ListedNotice): z.input<typeof notice> => ({
  id: n.id,
  number: n.number,
  year: n.year,
  feeYear: n.feeYear,
  payerId: n.payerId,
  payer: n.payerName,
  issuedOn: n.issuedOn,
  dueOn: n.dueOn,
  totalCents: n.totalCents,
  paidCents: n.paidCents,
  state: n.state,
});
const asPayment = (p: ListedPayment): z.input<typeof payment> => ({
  id: p.id,
  noticeId: p.noticeId,
  paidOn: p.paidOn,
  amountCents: p.amountCents,
  channel: p.channel as 'GIROFONDI',
  reference: p.reference,
  reversesId: p.reversesId,
  kind: p.kind,
  creditActId: p.creditActId,
});
const asAgreement = (a: Agreement): z.input<typeof agreement> => ({
  id: a.id,
  debtorId: a.debtorId,
  payerId: a.payerId,
  share: a.share,
  amountCents: a.amountCents,
  sourceAct: a.sourceAct,
  from: a.from,
  to: a.to,
});

export const endpoints: readonly Endpoint[] = [
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
    path: '/payment-notices',
    operationId: 'listPaymentNotices',
    tag: TAG,
    summary: 'Avvisi di versamento',
    permission: mayViewFees,
    query: z.object({
      ...listParameters,
      year: yearFilter,
      payerId: id.optional(),
      state: z
        .enum(['NOTICED', 'DUE', 'PARTIAL', 'PAID', 'OVERDUE', 'RECONCILED'])
        .optional()
        .meta({ description: 'Stato', example: 'OVERDUE' }),
    }),
    answer: listOf(notice),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listNotices(
            call,
            { feeYear: call.query.year, payerId: call.query.payerId, state: call.query.state },
            { ...page, sort: 'numero', direction: 'asc' },
          ),
        asNotice,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/payment-notices/{id}',
    operationId: 'getPaymentNotice',
    tag: TAG,
    summary: 'Un avviso con le sue righe',
    permission: mayViewFees,
    params: one,
    answer: z
      .strictObject({
        notice,
        openCents: cents,
        creditCents: cents,
        lines: z
          .array(
            z.strictObject({
              line: count,
              kind: z
                .enum(['FEE', 'CREDIT', 'DEBIT'])
                .meta({ description: 'Quota, rettifica a credito o a debito', example: 'FEE' }),
              debtorId: id,
              debtor: text(500, 'Debitore', 'Gavirate'),
              assessmentId: id.nullable(),
              description: text(1000, 'Descrizione', 'Quota di adesione 2026'),
              netCents: cents,
              vatCents: cents,
              correctsLine: count.nullable(),
            }),
          )
          .max(20_000),
      })
      .meta({ id: 'PaymentNoticeDetails' }),
    handle: async (call) => {
      const found = await getNotice(call, call.params.id);
      return {
        notice: asNotice(found),
        openCents: found.balance.open,
        creditCents: found.balance.overpaid,
        lines: found.lines.map((l) => ({
          line: l.line,
          kind: l.kind as 'FEE',
          debtorId: l.debtorId,
          debtor: l.debtorName,
          assessmentId: l.assessmentId,
          description: l.description,
          netCents: l.netCents,
          vatCents: l.vatCents,
          correctsLine: l.correctsLine,
        })),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/payment-notices/{id}/pdf',
    operationId: 'getPaymentNoticePdf',
    tag: TAG,
    summary: 'Il PDF di un avviso',
    permission: mayViewFees,
    params: one,
    answer: z.any(),
    binary: 'application/pdf',
    handle: async (call) => {
      const { documentId } = await makeNoticeDocument(call, call.params.id);
      const { document, bytes } = await readDocument(call, documentId);
      return { file: bytes, name: document.fileName };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/payments',
    operationId: 'listPayments',
    tag: TAG,
    summary: 'Versamenti',
    permission: mayViewPayments,
    query: z.object({ ...listParameters, noticeId: id.optional(), from: day.optional(), to: day.optional() }),
    answer: listOf(payment),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listPayments(
            call,
            { noticeId: call.query.noticeId, from: call.query.from, to: call.query.to },
            { ...page, sort: 'data', direction: 'asc' },
          ),
        asPayment,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/payments',
    operationId: 'recordPayment',
    tag: TAG,
    summary: 'Registra un versamento',
    description: 'Con Idempotency-Key la stessa richiesta, ripetuta, è registrata una volta sola.',
    permission: mayRecordPayments,
    body: z.strictObject({
      noticeId: id,
      paidOn: day,
      amountCents: z.int().min(1).max(1e12).meta({ description: 'Centesimi di euro', example: 174000 }),
      channel: z
        .enum(['BANK_TRANSFER', 'GIROFONDI', 'PAGOPA', 'OTHER'])
        .meta({ description: 'Canale', example: 'GIROFONDI' }),
      reference: text(100, 'Riferimento della banca (TRN)', '0306912345678').optional(),
      overpaymentAccepted: z
        .boolean()
        .optional()
        .meta({ description: 'Il versamento eccede il dovuto, e va tenuto come credito', example: false }),
    }),
    answer: z.strictObject({ paymentId: id }).meta({ id: 'RecordedPayment' }),
    handle: (call) => recordPayment(call, call.body),
  }),
  endpoint({
    method: 'GET',
    path: '/payer-agreements',
    operationId: 'listPayerAgreements',
    tag: TAG,
    summary: 'Accordi di pagamento',
    permission: mayViewFees,
    query: z.object({ ...listParameters, inForceOn: day.optional() }),
    answer: listOf(agreement),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listAgreements(
            call,
            { inForceOn: call.query.inForceOn },
            { ...page, sort: 'debitore', direction: 'asc' },
          ),
        asAgreement,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/payer-agreements',
    operationId: 'recordPayerAgreement',
    tag: TAG,
    summary: 'Registra un accordo di pagamento',
    permission: mayRecordAgreements,
    body: z.strictObject({
      debtorId: id,
      payerId: id,
      share: text(10, 'Parte della quota, da 0 a 1', '0.6').nullable().optional(),
      amountCents: z
        .int()
        .min(1)
        .max(1e12)
        .nullable()
        .optional()
        .meta({ description: 'Oppure un importo in centesimi', example: 30000 }),
      sourceAct: text(500, 'Atto', 'Deliberazione n. 12 del 10/11/2025'),
      from: day,
      to: day.nullable().optional(),
    }),
    answer: z.strictObject({ agreementId: id }).meta({ id: 'RecordedPayerAgreement' }),
    handle: (call) => recordPayerAgreement(call, call.body),
  }),
];
