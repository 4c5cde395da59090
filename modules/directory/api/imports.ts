import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { requestApplication, requestDryRun } from '../commands/request-import-job.ts';
import { LARGEST_FILE, uploadRegister } from '../commands/upload-register.ts';
import { mayEditBodies, mayViewImports } from '../permissions.ts';
import { getImport, type ShownImport } from '../queries/get-import.ts';
import { listImports } from '../queries/list-imports.ts';
import { columnsAnswer, columnsOf, kind, options } from './import-settings.ts';
import { id, instant, text, whole } from './schemas.ts';

const state = z
  .enum(['UPLOADED', 'PLANNING', 'PLANNED', 'APPLYING', 'APPLIED', 'DISCARDED', 'FAILED'])
  .meta({ description: 'Stato', example: 'PLANNED' });
const counts = z
  .strictObject({
    rows: whole('Righe lette', 205),
    new: whole('Nuove', 3),
    changed: whole('Modificate', 12),
    unchanged: whole('Invariate', 190),
    refused: whole('Scartate', 0),
    toChoose: whole('Da scegliere', 0),
    outside: whole('Fuori territorio', 0),
  })
  .meta({ id: 'ImportCounts' });
const listed = z
  .strictObject({
    id,
    kind,
    fileName: text(200, 'Nome del file', 'comuni.csv'),
    state,
    counts: counts.nullable(),
    uploadedAt: instant('Caricato'),
    appliedAt: instant('Applicato').nullable(),
  })
  .meta({ id: 'ListedImport' });
const shown = z
  .strictObject({
    ...listed.shape,
    problem: text(5000, 'Perché non è riuscita', 'L’anagrafe è cambiata dopo la prova.').nullable(),
    stale: z.boolean().meta({ description: 'L’anagrafe è cambiata dopo la prova', example: false }),
    ...columnsAnswer,
  })
  .meta({ id: 'Import' });
const started = z.strictObject({ importId: id, jobId: id }).meta({ id: 'StartedImport' });

/** Base64 of the largest file, and what stands around it. */
const LARGEST_BODY = Math.ceil((LARGEST_FILE * 4) / 3) + 100_000;

const upload = z
  .strictObject({
    fileName: text(200, 'Nome del file', 'comuni.csv').min(1),
    content: z
      .base64()
      .min(1)
      .max(Math.ceil(LARGEST_FILE / 3) * 4)
      .meta({
        description: 'Il file in base64: CSV, XLSX o TopoJSON, al massimo 30 MB',
        example: 'Y29kaWNl',
      }),
    ...options,
  })
  .meta({ id: 'NewImport' });

const asListed = (
  one: Pick<ShownImport, 'id' | 'kind' | 'fileName' | 'state' | 'counts' | 'uploadedAt' | 'appliedAt'>,
): z.input<typeof listed> => ({
  id: one.id,
  kind: one.kind,
  fileName: one.fileName,
  state: one.state,
  counts: one.counts,
  uploadedAt: one.uploadedAt.toISOString(),
  appliedAt: one.appliedAt?.toISOString() ?? null,
});

/** Imports of registers as JSON: the file, its dry run, its application. */
export const importEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/imports',
    operationId: 'listImports',
    tag: 'Anagrafe',
    summary: 'Elenca le importazioni',
    permission: mayViewImports,
    query: z.object(listParameters),
    answer: listOf(listed),
    handle: ({ query, ...call }) => pageOf(query, (page) => listImports(call, page), asListed),
  }),
  endpoint({
    method: 'GET',
    path: '/imports/{importId}',
    operationId: 'getImport',
    tag: 'Anagrafe',
    summary: 'Mostra un’importazione',
    description: 'Lo stato, i conteggi della prova, le colonne e i campi abbinati.',
    permission: mayViewImports,
    params: z.object({ importId: id }),
    answer: shown,
    async handle({ params, ...call }) {
      const one = await getImport(call, params.importId);
      return {
        ...asListed(one),
        problem: one.problem,
        stale: one.stale,
        ...columnsOf(one),
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports',
    operationId: 'createImport',
    tag: 'Anagrafe',
    summary: 'Carica un registro e ne comincia la prova',
    description:
      'Le colonne si riconoscono da sole; per abbinarle a mano si ripete la prova. La prova non modifica nulla.',
    permission: mayEditBodies,
    body: upload,
    answer: started,
    status: 202,
    largestBody: LARGEST_BODY,
    async handle({ body, ...call }) {
      const { importId } = await uploadRegister(call, {
        bytes: Buffer.from(body.content, 'base64'),
        fileName: body.fileName,
        ...(body.kind ? { kind: body.kind } : {}),
        options: {
          ...(body.territory ? { territory: body.territory } : {}),
          ...(body.referenceDate ? { referenceDate: body.referenceDate } : {}),
          ...(body.source ? { source: body.source } : {}),
        },
      });
      const { runId } = await requestDryRun(call, importId);
      return { importId, jobId: runId };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports/{importId}/applications',
    operationId: 'applyImport',
    tag: 'Anagrafe',
    summary: 'Applica un’importazione provata',
    description: 'Tutto o nulla. Se l’anagrafe è cambiata dopo la prova, va ripetuta la prova.',
    permission: mayEditBodies,
    params: z.object({ importId: id }),
    answer: started,
    status: 202,
    async handle({ params, ...call }) {
      const { runId } = await requestApplication(call, params.importId);
      return { importId: params.importId, jobId: runId };
    },
  }),
];
