import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { annulClass, endClass } from '../commands/end-class.ts';
import { excludeMember } from '../commands/exclude-member.ts';
import { markToRegularise } from '../commands/mark-to-regularise.ts';
import { regulariseMembership } from '../commands/regularise-membership.ts';
import { mayEditConventions, mayExcludeMembers, mayHandleWithdrawals } from '../permissions.ts';
import { act, day, id, TAG, text } from './fields.ts';

const membership = z.object({ membership_id: id });
const bodyClass = z.object({ convention_id: id, class_id: id });
const ended = z.strictObject({ classId: id }).meta({ id: 'BodyClassDone' });

/** What ends a membership before its term, or sets one right; what ends a class. [C1, C2] */
export const endEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/exclusion',
    operationId: 'excludeMember',
    tag: TAG,
    summary: 'Registra l’esclusione di un ente: proposta dal tavolo tecnico, decisa da quello strategico',
    permission: mayExcludeMembers,
    params: membership,
    body: z.strictObject({
      arrearsSince: day.nullable().default(null),
      breach: text(2000, 'Inadempimento', 'Uso non consentito dei servizi').nullable().default(null),
      proposal: text(300, 'Atto che la propone', 'Verbale del tavolo tecnico n. 3'),
      hearingOpenedOn: day,
      decision: text(300, 'Atto che la decide', 'Decisione del tavolo strategico n. 7'),
      decidedOn: day,
    }),
    answer: z.strictObject({ lastDay: day }).meta({ id: 'ExcludedMember' }),
    handle: (call) => excludeMember(call, { membershipId: call.params.membership_id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/lapse',
    operationId: 'markToRegularise',
    tag: TAG,
    summary: 'Segna da regolarizzare l’adesione derivata di un comune che è uscito dalla sua associazione',
    permission: mayHandleWithdrawals,
    params: membership,
    body: z.strictObject({ on: day }),
    answer: z.strictObject({ regulariseBy: day }).meta({ id: 'MembershipToRegularise' }),
    handle: (call) => markToRegularise(call, { membershipId: call.params.membership_id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/memberships/{membership_id}/regularisation',
    operationId: 'regulariseMembership',
    tag: TAG,
    summary: 'Regolarizza un’adesione con la delibera e la firma dell’ente',
    permission: mayHandleWithdrawals,
    params: membership,
    body: z.strictObject({
      ...act,
      signatory: text(200, 'Chi ha sottoscritto', 'Il sindaco'),
      boardRepresentative: text(200, 'Rappresentante nei tavoli', 'L’assessore delegato'),
      signedOn: day,
    }),
    answer: z.strictObject({ membershipId: id }).meta({ id: 'RegularisedMembership' }),
    handle: (call) => regulariseMembership(call, { membershipId: call.params.membership_id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/classes/{class_id}/end',
    operationId: 'endBodyClass',
    tag: TAG,
    summary: 'Dice fino a quale giorno vale una classe',
    permission: mayEditConventions,
    params: bodyClass,
    body: z.strictObject({ on: day }),
    answer: ended,
    async handle({ params, body, ...call }) {
      await endClass(call, { conventionId: params.convention_id, classId: params.class_id, ...body });
      return { classId: params.class_id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/classes/{class_id}/annulment',
    operationId: 'annulBodyClass',
    tag: TAG,
    summary: 'Annulla una classe registrata per errore',
    permission: mayEditConventions,
    params: bodyClass,
    body: z.strictObject({ reason: text(500, 'Motivo', 'Ente sbagliato') }),
    answer: ended,
    async handle({ params, body, ...call }) {
      await annulClass(call, { conventionId: params.convention_id, classId: params.class_id, ...body });
      return { classId: params.class_id };
    },
  }),
];
