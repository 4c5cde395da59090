import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type ApiCall, type Endpoint, endpoint } from '#platform/http/endpoint';
import { announceWithdrawal } from '../commands/announce-withdrawal.ts';
import {
  notifyWithdrawal,
  recordWithdrawalResolution,
  startNotice,
  type WithdrawalStep,
} from '../commands/withdrawal-steps.ts';
import { mayAnnounceWithdrawals, mayHandleWithdrawals, mayViewApplications } from '../permissions.ts';
import {
  getWithdrawal,
  type ListedWithdrawal,
  listWithdrawals,
  type WithdrawalSheet,
} from '../queries/withdrawals.ts';
import { WITHDRAWAL_STATES } from '../rules/withdrawal.ts';
import { act, category, day, flag, history, id, instant, resolution, TAG, text, version } from './fields.ts';

const params = z.object({ withdrawal_id: id });
const state = z
  .enum(WITHDRAWAL_STATES)
  .meta({ description: 'Stato: comunicato, notificato, in preavviso, chiuso', example: 'ANNOUNCED' });
const reason = text(2000, 'Motivo del recesso', 'Gestione in proprio');
const pec = text(254, 'Indirizzo PEC da cui è arrivata la notifica', 'protocollo@pec.comune.example');
const seenVersion = version.meta({
  description: 'Versione del recesso che si è letta: se nel frattempo è cambiata, 409',
  example: 2,
});
const seen = { version: seenVersion.optional() };

const charge = z
  .strictObject({
    description: text(300, 'Impegno pluriennale a cui si riferisce', 'Canone residuo del protocollo'),
    amountCents: z.int().min(0).max(1e12).meta({ description: 'Centesimi di euro', example: 124_000 }),
  })
  .meta({ id: 'ExitCharge' });
const charges = z.array(charge).max(100).meta({ description: 'Oneri di uscita; vuoto se non ve ne sono' });

const card = {
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
const listed = z.strictObject(card).meta({ id: 'ListedWithdrawal' });
const withdrawal = z
  .strictObject({
    ...card,
    version: seenVersion,
    reason,
    validTo: day,
    notifiedByPec: pec.nullable(),
    resolution: resolution.nullable(),
    exitStatement: z
      .strictObject({
        charges,
        dataReturnBy: day,
        preparedBy: text(300, 'Chi l’ha compilato', 'Ugo Sindaci'),
        acceptedAt: instant.nullable(),
      })
      .nullable()
      .meta({ description: 'Prospetto di uscita' }),
    events: history,
  })
  .meta({ id: 'Withdrawal' });

const shownInList = (w: ListedWithdrawal): z.input<typeof listed> => ({
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
const shown = (w: WithdrawalSheet): z.input<typeof withdrawal> => ({
  ...shownInList(w),
  version: w.version,
  reason: w.reason,
  validTo: w.validTo,
  notifiedByPec: w.notifiedByPec,
  resolution: w.resolution as z.input<typeof resolution> | null,
  exitStatement: w.exitStatement && {
    charges: [...w.exitStatement.charges],
    dataReturnBy: w.exitStatement.dataReturnBy,
    preparedBy: w.exitStatement.preparedBy,
    acceptedAt: w.exitAcceptedAt?.toISOString() ?? null,
  },
  events: w.events.map(({ event, actor, reason, at }) => ({
    event,
    actor,
    reason,
    at: new Date(at).toISOString(),
  })),
});

/** Makes a step on the withdrawal of the address; answers it as it is now. */
const afterStep = async <B>(
  call: ApiCall<z.output<typeof params>, unknown, B>,
  make: (on: WithdrawalStep & B) => Promise<unknown>,
) => {
  const withdrawalId = call.params.withdrawal_id;
  await make({ ...call.body, withdrawalId });
  return shown(await getWithdrawal(call, withdrawalId));
};

export const withdrawalEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/withdrawals',
    operationId: 'listWithdrawals',
    tag: TAG,
    summary: 'Elenca i recessi dalle convenzioni',
    description: 'Dal comunicato più di recente.',
    permission: mayViewApplications,
    query: z.object({ state: state.optional(), ...listParameters }),
    answer: listOf(listed).meta({ id: 'WithdrawalList' }),
    handle: ({ query, ...call }) =>
      pageOf(
        query,
        (page) =>
          listWithdrawals(call, { state: query.state }, { sort: 'comunicato', direction: 'desc', ...page }),
        shownInList,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/withdrawals/{withdrawal_id}',
    operationId: 'getWithdrawal',
    tag: TAG,
    summary: 'Legge un recesso con il prospetto di uscita e la sua storia',
    permission: mayViewApplications,
    params,
    answer: withdrawal,
    handle: async (call) => shown(await getWithdrawal(call, call.params.withdrawal_id)),
  }),
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/withdrawals',
    operationId: 'announceWithdrawal',
    tag: TAG,
    summary: 'Comunica il recesso di un ente dalla convenzione',
    description: 'Riguarda l’intera adesione, non un singolo servizio; un’adesione derivata non recede.',
    permission: mayAnnounceWithdrawals,
    params: z.object({ membership_id: id }),
    body: z.strictObject({ reason }).meta({ id: 'NewWithdrawal' }),
    answer: withdrawal,
    handle: async (call) => {
      const membershipId = call.params.membership_id;
      const { withdrawalId } = await announceWithdrawal(call, { membershipId, ...call.body });
      return shown(await getWithdrawal(call, withdrawalId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/resolution',
    operationId: 'recordWithdrawalResolution',
    tag: TAG,
    summary: 'Registra la delibera di recesso dell’ente',
    description: 'È dello stesso organo che approva le convenzioni.',
    permission: mayHandleWithdrawals,
    params,
    body: z.strictObject({ ...seen, ...act }).meta({ id: 'WithdrawalResolution' }),
    answer: withdrawal,
    status: 200,
    handle: (call) => afterStep(call, (on) => recordWithdrawalResolution(call, on)),
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/notification',
    operationId: 'notifyWithdrawal',
    tag: TAG,
    summary: 'Registra la notifica del recesso via PEC, che ne fissa l’effetto',
    description:
      'Notificato entro il 30 settembre ha effetto dal 1° gennaio, se il preavviso lo consente; altrimenti un anno dopo.',
    permission: mayHandleWithdrawals,
    params,
    body: z.strictObject({ ...seen, notifiedOn: day, pec }).meta({ id: 'WithdrawalNotification' }),
    answer: withdrawal,
    status: 200,
    handle: (call) => afterStep(call, (on) => notifyWithdrawal(call, on)),
  }),
  endpoint({
    method: 'POST',
    path: '/withdrawals/{withdrawal_id}/notice',
    operationId: 'startWithdrawalNotice',
    tag: TAG,
    summary: 'Registra il prospetto di uscita e avvia il preavviso',
    description: 'Se non vi sono impegni pluriennali si invia `charges` vuoto.',
    permission: mayHandleWithdrawals,
    params,
    body: z
      .strictObject({ ...seen, charges, accepted: flag('L’ente ha accettato il prospetto').default(false) })
      .meta({ id: 'WithdrawalNotice' }),
    answer: withdrawal,
    status: 200,
    handle: (call) => afterStep(call, (on) => startNotice(call, on)),
  }),
];
