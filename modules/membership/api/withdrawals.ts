import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { announceWithdrawal } from '../commands/announce-withdrawal.ts';
import { notifyWithdrawal, recordWithdrawalResolution, startNotice } from '../commands/withdrawal-steps.ts';
import { mayAnnounceWithdrawals, mayHandleWithdrawals, mayViewApplications } from '../permissions.ts';
import { getWithdrawal, type ListedWithdrawal, listWithdrawals } from '../queries/withdrawals.ts';
import { WITHDRAWAL_STATES } from '../rules/withdrawal.ts';
import { act, category, day, flag, id, TAG, text } from './fields.ts';

const state = z.enum(WITHDRAWAL_STATES).meta({ description: 'Stato', example: 'ANNOUNCED' });
const params = z.object({ withdrawal_id: id });
const version = z
  .int()
  .min(1)
  .max(1_000_000)
  .optional()
  .meta({ description: 'Versione che si è letta: se nel frattempo è cambiata, 409', example: 2 });

const shape = {
  id,
  membershipId: id,
  bodyId: id,
  name: text(500, 'Denominazione dell’ente', 'Comune di Adro'),
  category,
  convention: text(200, 'Convenzione', 'Convenzione 2026–2036'),
  state,
  announcedOn: day,
  notifiedOn: day.nullable(),
  effectiveOn: day.nullable(),
};
const listed = z.strictObject(shape).meta({ id: 'ListedWithdrawal' });
const withdrawal = z
  .strictObject({
    ...shape,
    reason: text(2000, 'Motivo', 'Nuova gestione associata'),
    withdrawalNoticeDays: z
      .int()
      .min(0)
      .max(10_000)
      .meta({ description: 'Giorni di preavviso', example: 90 }),
    resolution: z
      .strictObject({
        organ: text(40, 'Organo', 'CONSIGLIO'),
        number: text(40, 'Numero', '21'),
        resolvedOn: day,
        executiveFrom: day,
      })
      .nullable()
      .meta({ description: 'La delibera di recesso', example: null }),
    version: z.int().min(1).max(1_000_000).meta({ description: 'Versione', example: 2 }),
  })
  .meta({ id: 'Withdrawal' });

const shown = (w: ListedWithdrawal): z.input<typeof listed> => ({
  id: w.id,
  membershipId: w.membershipId,
  bodyId: w.bodyId,
  name: w.name,
  category: w.category,
  convention: w.conventionTitle,
  state: w.state,
  announcedOn: w.announcedOn,
  notifiedOn: w.notifiedOn,
  effectiveOn: w.effectiveOn,
});

/** Leaving a convention, act by act. [C2] */
export const withdrawalEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/withdrawals',
    operationId: 'listWithdrawals',
    tag: TAG,
    summary: 'Elenca i recessi dalle convenzioni',
    permission: mayViewApplications,
    query: z.object({ ...listParameters, state: state.optional() }),
    answer: listOf(listed),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listWithdrawals(
            call,
            { state: call.query.state },
            { ...page, sort: 'comunicato', direction: 'desc' },
          ),
        shown,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/withdrawals/{withdrawal_id}',
    operationId: 'getWithdrawal',
    tag: TAG,
    summary: 'Legge un recesso',
    permission: mayViewApplications,
    params,
    answer: withdrawal,
    async handle(call) {
      const found = await getWithdrawal(call, call.params.withdrawal_id);
      const { reason, withdrawalNoticeDays, version: read, resolution } = found;
      return { ...shown(found), reason, withdrawalNoticeDays, version: read, resolution };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals',
    operationId: 'announceWithdrawal',
    tag: TAG,
    summary: 'Comunica il recesso di un ente dalla convenzione',
    permission: mayAnnounceWithdrawals,
    body: z.strictObject({ membershipId: id, reason: text(2000, 'Motivo', 'Nuova gestione associata') }),
    answer: z.strictObject({ withdrawalId: id }).meta({ id: 'AnnouncedWithdrawal' }),
    handle: (call) => announceWithdrawal(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/resolution',
    operationId: 'recordWithdrawalResolution',
    tag: TAG,
    summary: 'Registra la delibera di recesso',
    permission: mayHandleWithdrawals,
    params,
    body: z.strictObject({ ...act, version }),
    answer: z.strictObject({ executiveFrom: day }).meta({ id: 'RecordedWithdrawalResolution' }),
    handle: (call) =>
      recordWithdrawalResolution(call, { withdrawalId: call.params.withdrawal_id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/notification',
    operationId: 'notifyWithdrawal',
    tag: TAG,
    summary: 'Registra la notifica del recesso via PEC, da cui decorre il preavviso',
    permission: mayHandleWithdrawals,
    params,
    body: z.strictObject({
      notifiedOn: day,
      pec: text(300, 'Estremi della PEC', 'PEC del 03/11/2026, prot. 1234'),
      version,
    }),
    answer: z.strictObject({ effectiveOn: day }).meta({ id: 'NotifiedWithdrawal' }),
    handle: (call) => notifyWithdrawal(call, { withdrawalId: call.params.withdrawal_id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/notice',
    operationId: 'startWithdrawalNotice',
    tag: TAG,
    summary: 'Apre il preavviso con il conto di uscita',
    permission: mayHandleWithdrawals,
    params,
    body: z.strictObject({
      charges: z
        .array(
          z.strictObject({
            description: text(300, 'Voce', 'Licenze fino a fine anno'),
            amountCents: z.int().min(0).max(1e12).meta({ description: 'Centesimi di euro', example: 30000 }),
          }),
        )
        .max(100)
        .default([])
        .meta({ description: 'Voci del conto di uscita' }),
      accepted: flag('L’ente ha accettato il conto'),
      version,
    }),
    answer: z.strictObject({ state }).meta({ id: 'StartedWithdrawalNotice' }),
    handle: (call) => startNotice(call, { withdrawalId: call.params.withdrawal_id, ...call.body }),
  }),
];
