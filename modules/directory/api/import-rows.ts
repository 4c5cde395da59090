import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { chooseRows, discardImport, requestDryRun } from '../commands/request-import-job.ts';
import { rowReason } from '../labels.it.ts';
import { mayEditBodies, mayViewImports } from '../permissions.ts';
import { getImport } from '../queries/get-import.ts';
import { listImportRows } from '../queries/list-import-rows.ts';
import type { Choice } from '../rules/register-import/import-options.ts';
import { dayOf, TAG } from './fields.ts';
import { dryRunSettings, settingsOf } from './import-settings.ts';
import { id, text } from './schemas.ts';

const importParams = z.object({ importId: id });
const started = z.strictObject({ importId: id, jobId: id }).meta({ id: 'DryRunStarted' });
const line = z.int().min(1).max(999_999_999).meta({ description: 'Riga del file', example: 2 });
const values = (description: string) =>
  z
    .record(z.string().max(100), z.unknown())
    .meta({ description, example: { name: 'Adro', istat_code: '017002' } });

const row = z
  .strictObject({
    line,
    bodyId: id.nullable(),
    label: text(1000, 'Come il file chiama l’ente', 'Comune di Adro').nullable(),
    record: values('Dati che si scriverebbero, per colonna').nullable(),
    before: values('Dati di oggi che cambierebbero, per colonna').nullable(),
    candidates: z
      .array(
        z.strictObject({
          id,
          name: text(500, 'Denominazione', 'Adro'),
          codes: text(200, 'Codici', 'c_a060, 017002, BS'),
        }),
      )
      .max(1000)
      .meta({ description: 'Enti fra cui scegliere' }),
    column: text(200, 'Colonna del valore scartato', 'codice_istat').nullable(),
    value: text(100_000, 'Valore scartato', '17').nullable(),
    reason: text(2000, 'Perché è scartata o da scegliere', 'Più enti hanno questo nome.'),
  })
  .meta({ id: 'ImportRow' });

const choices = z
  .strictObject({
    choices: z
      .array(
        z.discriminatedUnion('choice', [
          z.strictObject({
            line,
            choice: z.literal('BODY').meta({ description: 'È questo ente', example: 'BODY' }),
            bodyId: id,
            on: dayOf('Giorno della cessazione, se il file non lo dice').optional(),
          }),
          z.strictObject({
            line,
            choice: z
              .enum(['NEW', 'SKIP', 'NONE'])
              .meta({ description: 'Ente nuovo, riga da saltare, scelta da togliere', example: 'NEW' }),
          }),
        ]),
      )
      .min(1)
      .max(1000)
      .meta({ description: 'Una scelta per riga' }),
  })
  .meta({ id: 'ImportChoices' });

type OneChoice = z.output<typeof choices>['choices'][number];
function asChoice(one: OneChoice): Choice | null {
  if (one.choice === 'BODY') return { bodyId: one.bodyId, ...(one.on ? { on: one.on } : {}) };
  return one.choice === 'NONE' ? null : one.choice;
}

/** The dry run of an import: its rows, what is chosen for them, its repetition, its end. */
export const importRowEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/imports/{importId}/rows',
    operationId: 'listImportRows',
    tag: TAG,
    summary: 'Elenca le righe di un’importazione provata, per esito',
    permission: mayViewImports,
    params: importParams,
    query: z.object({
      ...listParameters,
      outcome: z
        .enum(['NEW', 'CHANGED', 'UNCHANGED', 'REFUSED', 'TO_CHOOSE'])
        .meta({ description: 'Nuove, modificate, invariate, scartate, da scegliere', example: 'TO_CHOOSE' }),
    }),
    answer: listOf(row),
    async handle({ params, query, ...call }) {
      await getImport(call, params.importId);
      return pageOf(
        query,
        (page) => listImportRows(call, params.importId, query.outcome, page),
        (one) => ({
          line: one.line,
          bodyId: one.bodyId,
          label: one.label,
          record: one.record,
          before: one.before,
          candidates: [...one.candidates],
          column: one.column,
          value: one.value,
          reason: rowReason(one.reason),
        }),
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports/{importId}/choices',
    operationId: 'chooseImportRows',
    tag: TAG,
    summary: 'Sceglie a mano per le righe che un codice non decide',
    description: 'La prova ricomincia con queste scelte.',
    permission: mayEditBodies,
    params: importParams,
    body: choices,
    answer: started,
    status: 202,
    async handle({ params, body, ...call }) {
      const chosen = Object.fromEntries(body.choices.map((one) => [one.line, asChoice(one)]));
      const { runId } = await chooseRows(call, params.importId, chosen);
      return { importId: params.importId, jobId: runId };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports/{importId}/dry-runs',
    operationId: 'repeatImportDryRun',
    tag: TAG,
    summary: 'Ripete la prova di un’importazione',
    description: 'Quel che non si dice resta com’è: colonne, territorio, opzioni, scelte.',
    permission: mayEditBodies,
    params: importParams,
    body: dryRunSettings,
    answer: started,
    status: 202,
    async handle({ params, body, ...call }) {
      const as = settingsOf(body, await getImport(call, params.importId));
      const { runId } = await requestDryRun(call, params.importId, as);
      return { importId: params.importId, jobId: runId };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/imports/{importId}/discard',
    operationId: 'discardImport',
    tag: TAG,
    summary: 'Annulla un’importazione non applicata',
    description: 'Il file e la prova restano da leggere; nulla cambia in anagrafe.',
    permission: mayEditBodies,
    params: importParams,
    answer: z.strictObject({ importId: id }).meta({ id: 'ImportDiscarded' }),
    async handle({ params, ...call }) {
      await discardImport(call, params.importId);
      return params;
    },
  }),
];
