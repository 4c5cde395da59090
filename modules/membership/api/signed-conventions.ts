import { z } from 'zod';
import { RuleBroken } from '#platform/errors';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { recordSignedConvention } from '../commands/record-signed-convention.ts';
import { maySignConventions } from '../permissions.ts';
import { APPLICATION_STATES } from '../rules/application-lifecycle.ts';
import { day, id, TAG, text, version } from './fields.ts';

const base64 = (description: string) =>
  z
    .base64()
    .max(2_000_000)
    .meta({ description: `${description}, in base64`, example: 'JVBERi0xLjcK' });

export const signedConventionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/membership-applications/{application_id}/signed-conventions',
    operationId: 'receiveSignedConvention',
    tag: TAG,
    summary: 'Riceve la convenzione firmata da una parte e ne verifica la firma',
    description:
      'Firmatario, data e certificato si leggono dal file. Un file non firmato, alterato o firmato senza valore è rifiutato (409) come nullo e conservato come tentativo. File fino a circa 1,4 MB.',
    permission: maySignConventions,
    params: z.object({ application_id: id }),
    body: z
      .strictObject({
        version: version.optional(),
        side: z.enum(['MEMBER', 'CENTRE']).meta({ description: 'Parte che ha firmato', example: 'MEMBER' }),
        fileName: text(300, 'Nome del file', 'convenzione.pdf'),
        mediaType: text(200, 'Tipo del file', 'application/pdf').default('application/octet-stream'),
        file: base64('Convenzione firmata'),
        document: base64('Convenzione, quando la firma è in un file separato').nullable().default(null),
        signer: text(200, 'Cognome o codice fiscale, se le firme sono più di una', 'Rossi')
          .nullable()
          .default(null),
        effectiveFrom: day.nullable().default(null),
      })
      .meta({ id: 'SignedConvention' }),
    answer: z
      .strictObject({
        state: z.enum(APPLICATION_STATES).meta({ description: 'Stato della domanda', example: 'IN_FORCE' }),
        effectiveFrom: day.nullable(),
      })
      .meta({ id: 'ReceivedSignedConvention' }),
    handle: async (call) => {
      const { fileName: name, mediaType, file, document, ...rest } = call.body;
      const outcome = await recordSignedConvention(call, {
        ...rest,
        applicationId: call.params.application_id,
        file: { name, mediaType, bytes: Buffer.from(file, 'base64') },
        detached: document ? Buffer.from(document, 'base64') : null,
        revocationLists: [],
        authorityReport: null,
        note: null,
      });
      // The null attempt is kept; who sent it is told that it does not count.
      if (!outcome.accepted) throw new RuleBroken(outcome.code, outcome.facts);
      return { state: outcome.state, effectiveFrom: outcome.effectiveFrom };
    },
  }),
];
