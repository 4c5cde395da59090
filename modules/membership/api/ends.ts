import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { excludeMember } from '../commands/exclude-member.ts';
import { markToRegularise } from '../commands/mark-to-regularise.ts';
import { regulariseMembership } from '../commands/regularise-membership.ts';
import { mayExcludeMembers, mayHandleWithdrawals } from '../permissions.ts';
import { getMember } from '../queries/get-member.ts';
import { ARREARS_MONTHS, HEARING_DAYS } from '../rules/exclusion.ts';
import { REGULARISE_DAYS } from '../rules/membership-lifecycle.ts';
import { act, day, id, TAG, text } from './fields.ts';
import { membershipSheet, shownMembership } from './membership-sheets.ts';

const params = z.object({ membership_id: id });

/** What ends a membership before its term, a withdrawal apart. */
export const endEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/association-exit',
    operationId: 'markMembershipToRegularise',
    tag: TAG,
    summary: 'Registra che un comune ha lasciato l’associazione tramite cui aderisce',
    description: `Il comune ha ${REGULARISE_DAYS} giorni per regolarizzare, altrimenti l’adesione decade.`,
    permission: mayHandleWithdrawals,
    params,
    body: z
      .strictObject({
        on: day.meta({ description: 'Ultimo giorno nell’associazione', example: '2026-11-20' }),
      })
      .meta({ id: 'AssociationExit' }),
    answer: membershipSheet,
    status: 200,
    handle: async (call) => {
      const membershipId = call.params.membership_id;
      await markToRegularise(call, { membershipId, on: call.body.on });
      return shownMembership(await getMember(call, membershipId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/regularisation',
    operationId: 'regulariseMembership',
    tag: TAG,
    summary: 'Registra la delibera propria del comune e apre la sua adesione diretta',
    description: 'L’adesione derivata termina il giorno prima; la risposta è la nuova adesione.',
    permission: mayHandleWithdrawals,
    params,
    body: z
      .strictObject({
        ...act,
        signatory: text(200, 'Chi ha sottoscritto per il comune', 'Il sindaco'),
        boardRepresentative: text(200, 'Rappresentante nei tavoli', 'L’assessore delegato'),
        signedOn: day.meta({
          description: 'Giorno in cui le due parti hanno firmato la convenzione',
          example: '2026-11-21',
        }),
      })
      .meta({ id: 'Regularisation' }),
    answer: membershipSheet,
    handle: async (call) => {
      const made = await regulariseMembership(call, {
        membershipId: call.params.membership_id,
        ...call.body,
      });
      return shownMembership(await getMember(call, made.membershipId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/exclusion',
    operationId: 'excludeMember',
    tag: TAG,
    summary: 'Registra l’esclusione di un ente aderente',
    description: `Per morosità di oltre ${ARREARS_MONTHS} mesi o per inadempimento; proposta dal tavolo tecnico, decisa dal tavolo strategico trascorsi ${HEARING_DAYS} giorni dall’avvio dell’audizione. L’adesione cessa il giorno della decisione.`,
    permission: mayExcludeMembers,
    params,
    body: z
      .strictObject({
        arrearsSince: day
          .nullable()
          .default(null)
          .meta({ description: 'Scadenza del più vecchio importo non pagato', example: '2024-06-30' }),
        breach: text(2000, 'Inadempimento, in alternativa alla morosità', 'Violazione dell’art. 9')
          .nullable()
          .default(null),
        proposal: text(300, 'Atto del tavolo tecnico che la propone', 'Tavolo tecnico n. 2/2026'),
        hearingOpenedOn: day.meta({ description: 'Avvio dell’audizione dell’ente', example: '2026-10-01' }),
        decision: text(300, 'Atto del tavolo strategico che la decide', 'Tavolo strategico n. 3/2026'),
        decidedOn: day,
      })
      .meta({ id: 'Exclusion' }),
    answer: membershipSheet,
    status: 200,
    handle: async (call) => {
      const membershipId = call.params.membership_id;
      await excludeMember(call, { membershipId, ...call.body });
      return shownMembership(await getMember(call, membershipId));
    },
  }),
];
