import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { prepareConvention } from '../commands/prepare-convention.ts';
import { mayHandleApplications } from '../permissions.ts';
import { id, TAG } from './fields.ts';

export const conventionToSignEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/membership-applications/{application_id}/convention',
    operationId: 'prepareConvention',
    tag: TAG,
    summary: 'Produce il PDF della convenzione che le due parti firmano',
    description:
      'Dopo la delibera e prima delle firme. Chiesto di nuovo è lo stesso documento, che si scarica tra i documenti.',
    permission: mayHandleApplications,
    params: z.object({ application_id: id }),
    answer: z.strictObject({ documentId: id }).meta({ id: 'ConventionToSign' }),
    handle: (call) => prepareConvention(call, { applicationId: call.params.application_id }),
  }),
];
