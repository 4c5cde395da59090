import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { applyBankFile, discardBankFile } from '../commands/apply-bank-file.ts';
import { loadBankFile, mapBankFile } from '../commands/load-bank-file.ts';
import { mayRecordPayments, mayViewBankFiles } from '../permissions.ts';
import {
  type BankFile,
  type BankLineRow,
  getBankFile,
  listBankFiles,
  listBankLines,
} from '../queries/list-payments.ts';
import { cents, channel, count, day, id, instant, nothing, one, TAG, text } from './schemas.ts';

const LARGEST_FILE = 10 * 1024 * 1024;
const LARGEST_TEXT = Math.ceil(LARGEST_FILE / 3) * 4;

const outcome = z
  .enum(['MATCHED', 'EXCESS', 'UNKNOWN', 'DOUBLE', 'NEGATIVE', 'UNREADABLE'])
  .meta({ description: 'Che cosa ne è della riga', example: 'MATCHED' });
const column = z
  .int()
  .min(0)
  .max(1000)
  .nullable()
  .meta({ description: 'Colonna del file, da 0; null se non c’è', example: 0 });
const mapping = z
  .strictObject({ date: column, amount: column, description: column, reference: column })
  .meta({ id: 'BankFileColumns' });
const bankFile = z
  .strictObject({
    id,
    fileName: text(255, 'Nome del file', 'movimenti.csv'),
    state: z.enum(['PLANNED', 'APPLIED', 'DISCARDED']).meta({ description: 'Stato', example: 'PLANNED' }),
    lineCount: count,
    applied: count,
    uploadedBy: text(200, 'Chi l’ha caricato', 'Anna Ufficio'),
    uploadedAt: instant,
    mapping,
    planDigest: text(64, 'Impronta degli abbinamenti, da ripetere per confermarli', '9f86d081884c7d65'),
  })
  .meta({ id: 'BankFile' });
const bankLine = z
  .strictObject({
    line: count,
    outcome,
    paidOn: day.nullable(),
    amountCents: cents.nullable(),
    description: text(2000, 'Causale', 'AVVISO 12/2026'),
    reference: text(200, 'Riferimento della banca (TRN)', '0306912345678'),
    noticeId: id.nullable(),
    column: text(200, 'Colonna con l’errore', 'Importo').nullable(),
    reason: text(1000, 'Perché non è abbinata', 'Nessun avviso corrisponde').nullable(),
  })
  .meta({ id: 'BankLine' });

const asFile = (f: BankFile): z.input<typeof bankFile> => ({
  id: f.id,
  fileName: f.fileName,
  state: f.state as 'PLANNED',
  lineCount: f.lineCount,
  applied: f.applied,
  uploadedBy: f.uploadedBy,
  uploadedAt: f.uploadedAt.toISOString(),
  mapping: f.mapping,
  planDigest: f.planDigest,
});
const asLine = (l: BankLineRow): z.input<typeof bankLine> => ({
  line: l.line,
  outcome: l.outcome as 'MATCHED',
  paidOn: l.paidOn,
  amountCents: l.amountCents,
  description: l.description,
  reference: l.reference,
  noticeId: l.noticeId,
  column: l.column,
  reason: l.reason,
});

export const bankFileEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/bank-files',
    operationId: 'listBankFiles',
    tag: TAG,
    summary: 'File della banca caricati',
    permission: mayViewBankFiles,
    query: z.object(listParameters),
    answer: listOf(bankFile),
    handle: (call) => pageOf(call.query, (page) => listBankFiles(call, page), asFile),
  }),
  endpoint({
    method: 'POST',
    path: '/bank-files',
    operationId: 'loadBankFile',
    tag: TAG,
    summary: 'Carica un file della banca e ne propone gli abbinamenti',
    description: 'Non registra nulla: si leggono le righe, poi si conferma con l’impronta degli abbinamenti.',
    permission: mayRecordPayments,
    body: z.strictObject({
      fileName: text(255, 'Nome del file', 'movimenti.csv').min(1),
      content: z
        .base64()
        .min(1)
        .max(LARGEST_TEXT)
        .meta({ description: 'Il file CSV in base64, al massimo 10 MB', example: 'RGF0YTtJbXBvcnRv' }),
    }),
    largestBody: LARGEST_TEXT + 10_000,
    answer: z.strictObject({ fileId: id }).meta({ id: 'LoadedBankFile' }),
    handle: (call) =>
      loadBankFile(call, { name: call.body.fileName, bytes: Buffer.from(call.body.content, 'base64') }),
  }),
  endpoint({
    method: 'GET',
    path: '/bank-files/{id}',
    operationId: 'getBankFile',
    tag: TAG,
    summary: 'Un file della banca',
    permission: mayViewBankFiles,
    params: one,
    answer: bankFile,
    handle: async (call) => asFile(await getBankFile(call, call.params.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/bank-files/{id}/lines',
    operationId: 'listBankFileLines',
    tag: TAG,
    summary: 'Le righe di un file della banca, con il loro abbinamento',
    permission: mayViewBankFiles,
    params: one,
    query: z.object({ ...listParameters, outcome: outcome.optional() }),
    answer: listOf(bankLine),
    handle: async (call) => {
      await getBankFile(call, call.params.id);
      return pageOf(
        call.query,
        (page) => listBankLines(call, call.params.id, call.query.outcome, page),
        asLine,
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bank-files/{id}/columns',
    operationId: 'mapBankFile',
    tag: TAG,
    summary: 'Dice quali sono le colonne di un file della banca',
    permission: mayRecordPayments,
    params: one,
    body: mapping,
    answer: z.strictObject({ fileId: id }).meta({ id: 'MappedBankFile' }),
    handle: async (call) => {
      await mapBankFile(call, { fileId: call.params.id, mapping: call.body });
      return { fileId: call.params.id };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bank-files/{id}/application',
    operationId: 'applyBankFile',
    tag: TAG,
    summary: 'Registra come versamenti le righe abbinate',
    description: 'Se nel frattempo gli abbinamenti sono cambiati non registra nulla, e li propone di nuovo.',
    permission: mayRecordPayments,
    params: one,
    body: z.strictObject({
      digest: text(64, 'L’impronta degli abbinamenti che si sono letti', '9f86d081884c7d65'),
      channel,
      withExcess: z
        .boolean()
        .meta({ description: 'Registra anche le righe che eccedono il dovuto', example: false }),
    }),
    answer: z.strictObject({ applied: count, totalCents: cents }).meta({ id: 'AppliedBankFile' }),
    handle: (call) => applyBankFile(call, { fileId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/bank-files/{id}/discard',
    operationId: 'discardBankFile',
    tag: TAG,
    summary: 'Mette da parte un file della banca senza registrarne nulla',
    permission: mayRecordPayments,
    params: one,
    body: nothing,
    answer: z.strictObject({ fileId: id }).meta({ id: 'DiscardedBankFile' }),
    handle: async (call) => {
      await discardBankFile(call, { fileId: call.params.id });
      return { fileId: call.params.id };
    },
  }),
];
