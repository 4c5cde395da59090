import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { disownAuthority, recogniseAuthorities } from '../commands/recognise-authority.ts';
import { mayCheckSignatures, mayRecogniseAuthorities, mayViewAuthorities } from '../permissions.ts';
import { checkSignedFile } from '../queries/check-signed-file.ts';
import { getTrustAnchor, listTrustAnchors, type TrustAnchor } from '../queries/list-trust-anchors.ts';
import { signatureReportShape } from './signature-report.ts';

const TAG = 'Firme';
const id = z.uuid().meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
const text = (most: number, description: string, example: string) =>
  z.string().min(1).max(most).meta({ description, example });
const instant = (description: string) =>
  z.iso.datetime().meta({ description, example: '2026-11-21T09:00:00.000Z' });
const base64 = (description: string) =>
  z
    .base64()
    .max(2_000_000)
    .meta({ description: `${description}, in base64`, example: 'JVBERi0xLjcK' });

const authority = z
  .strictObject({
    id,
    name: text(500, 'Autorità', 'Certificatore di prova'),
    serial: text(100, 'Numero di serie del certificato', '4d'),
    fingerprint: text(64, 'Impronta SHA-256 del certificato', '0'.repeat(64)),
    validFrom: instant('Inizio di validità del certificato'),
    validTo: instant('Fine di validità del certificato'),
    source: text(300, 'Provenienza', 'Elenco AgID del 21/11/2026'),
    removedAt: instant('Quando non è stata più riconosciuta').nullable(),
    removalReason: text(500, 'Motivo', 'Revocata').nullable(),
  })
  .meta({ id: 'CertificationAuthority' });

const shown = (a: TrustAnchor): z.input<typeof authority> => ({
  id: a.id,
  name: a.name,
  serial: a.serial,
  fingerprint: a.fingerprint,
  validFrom: a.validFrom.toISOString(),
  validTo: a.validTo.toISOString(),
  source: a.source,
  removedAt: a.removedAt?.toISOString() ?? null,
  removalReason: a.removalReason,
});

export const signatureEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/signature-checks',
    operationId: 'checkSignature',
    tag: TAG,
    summary: 'Verifica le firme di un file, senza conservarlo',
    description: 'File fino a circa 1,4 MB: per quelli più grandi usare la pagina.',
    permission: mayCheckSignatures,
    body: z
      .strictObject({
        fileName: text(300, 'Nome del file', 'convenzione.pdf'),
        file: base64('File firmato'),
        document: base64('Documento, quando la firma è in un file separato').nullable().default(null),
      })
      .meta({ id: 'FileToCheck' }),
    answer: signatureReportShape,
    status: 200,
    handle: async (call) => {
      const { fileName, file, document } = call.body;
      const bytes = Buffer.from(file, 'base64');
      const detached = document ? Buffer.from(document, 'base64') : null;
      const report = await checkSignedFile(call, { fileName, bytes, detached });
      // The same report; the schema only does not say that its lists are not written.
      return report as unknown as z.input<typeof signatureReportShape>;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/certification-authorities',
    operationId: 'listCertificationAuthorities',
    tag: TAG,
    summary: 'Elenca le autorità di certificazione riconosciute dal centro',
    permission: mayViewAuthorities,
    query: z.object({ ...listParameters }),
    answer: listOf(authority).meta({ id: 'CertificationAuthorityList' }),
    handle: (call) => pageOf(call.query, (page) => listTrustAnchors(call, {}, page), shown),
  }),
  endpoint({
    method: 'POST',
    path: '/certification-authorities',
    operationId: 'recogniseCertificationAuthorities',
    tag: TAG,
    summary: 'Riconosce le autorità dei certificati indicati, in formato PEM',
    permission: mayRecogniseAuthorities,
    body: z
      .strictObject({
        certificates: text(1_000_000, 'Uno o più certificati PEM', '-----BEGIN CERTIFICATE-----…'),
        source: text(300, 'Provenienza', 'Elenco AgID del 21/11/2026'),
      })
      .meta({ id: 'NewCertificationAuthorities' }),
    answer: z
      .strictObject({
        added: z.int().min(0).max(1000).meta({ description: 'Riconosciute ora', example: 1 }),
        known: z.int().min(0).max(1000).meta({ description: 'Già riconosciute', example: 0 }),
      })
      .meta({ id: 'RecognisedAuthorities' }),
    handle: (call) =>
      recogniseAuthorities(call, {
        certificates: Buffer.from(call.body.certificates),
        source: call.body.source,
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/certification-authorities/{authority_id}/removal',
    operationId: 'disownCertificationAuthority',
    tag: TAG,
    summary: 'Non riconosce più un’autorità',
    permission: mayRecogniseAuthorities,
    params: z.object({ authority_id: id }),
    body: z
      .strictObject({ reason: text(500, 'Motivo', 'Revocata da AgID') })
      .meta({ id: 'AuthorityRemoval' }),
    answer: authority,
    status: 200,
    handle: async (call) => {
      const anchorId = call.params.authority_id;
      await disownAuthority(call, { anchorId, reason: call.body.reason });
      return shown(await getTrustAnchor(call, anchorId));
    },
  }),
];
