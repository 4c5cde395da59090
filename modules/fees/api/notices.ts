import { z } from 'zod';
import { readDocument } from '#documents';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { makeNoticeDocument } from '../commands/make-notice-document.ts';
import { reconcileNotice } from '../commands/reconcile-notice.ts';
import { reconcilePaidNotices } from '../commands/reconcile-paid-notices.ts';
import { mayRecordPayments, mayViewFees } from '../permissions.ts';
import { getNotice, type ListedNotice, listNotices } from '../queries/list-notices.ts';
import { cents, count, id, nothing, notice, one, TAG, text, year, yearFilter } from './schemas.ts';

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

export const noticeEndpoints: readonly Endpoint[] = [
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
    method: 'POST',
    path: '/payment-notices/{id}/reconciliation',
    operationId: 'reconcilePaymentNotice',
    tag: TAG,
    summary: 'Riconcilia un avviso pagato',
    permission: mayRecordPayments,
    params: one,
    body: nothing,
    answer: z.strictObject({ noticeId: id }).meta({ id: 'ReconciledPaymentNotice' }),
    handle: async (call) => {
      await reconcileNotice(call, { noticeId: call.params.id });
      return { noticeId: call.params.id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/payment-notice-reconciliations',
    operationId: 'reconcilePaidNotices',
    tag: TAG,
    summary: 'Riconcilia tutti gli avvisi pagati di un anno',
    permission: mayRecordPayments,
    body: z.strictObject({ year }),
    answer: z.strictObject({ reconciled: count }).meta({ id: 'ReconciledPaymentNotices' }),
    handle: (call) => reconcilePaidNotices(call, call.body),
  }),
];
