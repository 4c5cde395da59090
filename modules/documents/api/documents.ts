import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { registerDocument } from '../commands/register-document.ts';
import { mayRegisterDocuments, mayViewDocuments } from '../permissions.ts';
import { getDocument, readDocument } from '../queries/get-document.ts';
import { type ListedDocument, listDocuments } from '../queries/list-documents.ts';
import { signatureEndpoints } from './signatures.ts';

const id = z.uuid().meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });
const shape = {
  id,
  type: text(100, 'Tipo', 'payment-notice'),
  title: text(500, 'Titolo', 'Avviso di versamento n. 12/2027'),
  subject: text(100, 'Che cosa riguarda', 'payment-notice'),
  subjectId: id,
  fileName: text(300, 'Nome del file', 'avviso-12-2027.pdf'),
  mediaType: text(200, 'Tipo del file', 'application/pdf'),
  size: z.int().min(1).max(1e10).meta({ description: 'Byte', example: 36147 }),
  registryNumber: text(50, 'Numero di protocollo', '123/2027').nullable(),
  registryDate: z.iso.date().nullable().meta({ description: 'Data di protocollo', example: '2027-02-28' }),
  createdAt: z.iso
    .datetime()
    .meta({ description: 'Istante di produzione', example: '2027-02-28T09:00:00.000Z' }),
};
const listed = z.strictObject(shape).meta({ id: 'ListedDocument' });

const asListed = (d: ListedDocument): z.input<typeof listed> => ({
  id: d.id,
  type: d.type,
  title: d.title,
  subject: d.subject,
  subjectId: d.subjectId,
  fileName: d.fileName,
  mediaType: d.mediaType,
  size: d.size,
  registryNumber: d.registryNumber,
  registryDate: d.registryDate,
  createdAt: d.createdAt.toISOString(),
});

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/documents',
    operationId: 'listDocuments',
    tag: 'Documenti',
    summary: 'Elenca i documenti del centro, i più recenti per primi',
    permission: mayViewDocuments,
    query: z.object({ ...listParameters, type: text(100, 'Tipo', 'payment-notice').optional() }),
    answer: listOf(listed).meta({ id: 'DocumentList' }),
    handle: ({ query, ...call }) =>
      pageOf(query, (page) => listDocuments(call, { type: query.type }, page), asListed),
  }),
  endpoint({
    method: 'GET',
    path: '/documents/{document_id}',
    operationId: 'getDocument',
    tag: 'Documenti',
    summary: 'Legge i dati di un documento, con la sua impronta',
    permission: mayViewDocuments,
    params: z.object({ document_id: id }),
    answer: z
      .strictObject({
        ...shape,
        hash: text(64, 'Impronta SHA-256 del file', '0'.repeat(64)),
        template: text(100, 'Modello', 'payment-notice').nullable(),
        templateVersion: text(20, 'Versione del modello', '1').nullable(),
      })
      .meta({ id: 'Document' }),
    handle: async (call) => {
      const found = await getDocument(call, call.params.document_id);
      const { bytesHash: hash, template, templateVersion } = found;
      return { ...asListed(found), hash, template, templateVersion };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/documents/{document_id}/file',
    operationId: 'downloadDocument',
    tag: 'Documenti',
    summary: 'Scarica il file di un documento',
    permission: mayViewDocuments,
    params: z.object({ document_id: id }),
    binary: 'application/octet-stream',
    answer: z.any(),
    handle: async (call) => {
      const { document, bytes } = await readDocument(call, call.params.document_id);
      return { file: bytes, name: document.fileName };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/documents/{document_id}/registration',
    operationId: 'registerDocument',
    tag: 'Documenti',
    summary: 'Annota il numero di protocollo che l’ente ha dato a un documento',
    permission: mayRegisterDocuments,
    params: z.object({ document_id: id }),
    body: z.strictObject({
      number: z
        .string()
        .trim()
        .min(1)
        .max(50)
        .meta({ description: 'Numero di protocollo', example: '123/2027' }),
      on: z.iso.date().meta({ description: 'Data di protocollo', example: '2027-02-28' }),
    }),
    answer: z.strictObject({ documentId: id }).meta({ id: 'RegisteredDocument' }),
    handle: async (call) => {
      await registerDocument(call, { documentId: call.params.document_id, ...call.body });
      return { documentId: call.params.document_id };
    },
  }),
  ...signatureEndpoints,
];
