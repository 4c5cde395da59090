import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { mayViewMembers } from '../permissions.ts';
import { getMember, type MemberSheet } from '../queries/get-member.ts';
import { day, history, id, resolution, TAG, text } from './fields.ts';
import { membership, shown } from './memberships.ts';

export const membershipSheet = membership
  .extend({
    conventionId: id,
    viaBodyId: id.nullable(),
    applicationId: id.nullable(),
    signedOn: day,
    termTo: day,
    regulariseBy: day.nullable(),
    resolution: resolution.extend({
      bodyName: text(500, 'Ente che ha deliberato', 'Comune di Adro'),
    }),
    withdrawalId: id.nullable(),
    derivedIds: z.array(id).max(10_000).meta({ description: 'Adesioni che derivano da questa' }),
    events: history,
  })
  .meta({ id: 'MembershipSheet' });

export const shownMembership = (m: MemberSheet): z.input<typeof membershipSheet> => ({
  ...shown(m),
  conventionId: m.conventionId,
  viaBodyId: m.viaBodyId,
  applicationId: m.applicationId,
  signedOn: m.signedOn,
  termTo: m.termTo,
  regulariseBy: m.regulariseBy,
  resolution: m.resolution as z.input<typeof membershipSheet>['resolution'],
  withdrawalId: m.withdrawal?.id ?? null,
  derivedIds: m.derived.map((one) => one.id),
  events: m.events.map(({ event, actor, reason, at }) => ({
    event,
    actor,
    reason,
    at: new Date(at).toISOString(),
  })),
});

export const membershipSheetEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/memberships/{membership_id}',
    operationId: 'getMembership',
    tag: TAG,
    summary: 'Legge un’adesione con la sua delibera e la sua storia',
    permission: mayViewMembers,
    params: z.object({ membership_id: id }),
    answer: membershipSheet,
    handle: async (call) => shownMembership(await getMember(call, call.params.membership_id)),
  }),
];
