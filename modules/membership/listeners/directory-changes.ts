import type { Listener } from '#platform/jobs/job';
import { closeMerged } from '../commands/close-merged.ts';
import { leaveAssociation } from '../commands/mark-to-regularise.ts';

/** A comune has left an association: its derived membership is to be regularised. */
export const associationLeft: Listener = {
  name: 'membership.association-left',
  announcement: 'directory.association-left',
  hear: (call, payload) =>
    leaveAssociation(call, {
      associationId: String(payload.associationId),
      municipalityId: String(payload.municipalityId),
      on: String(payload.on),
    }),
};

/** A body has merged into another: its membership ends. */
export const bodyMerged: Listener = {
  name: 'membership.body-merged',
  announcement: 'directory.body-merged',
  hear: async (call, payload) => {
    await closeMerged(call, {
      bodyId: String(payload.bodyId),
      intoBodyId: String(payload.intoBodyId),
      on: String(payload.on),
    });
  },
};

export const listeners: readonly Listener[] = [associationLeft, bodyMerged];
