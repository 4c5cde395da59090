import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import type { DryRunSettings } from '../commands/request-import-job.ts';
import { REGISTER_LABELS } from '../labels.it.ts';
import type { ShownImport } from '../queries/get-import.ts';
import { matchColumns } from '../rules/register-files/recognise-register.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import { REGISTER_KINDS } from '../rules/register-files/register-kinds.ts';
import { PROVINCES, REGIONS } from '../rules/register-import/provinces.ts';
import { text } from './schemas.ts';

/* How a file is to be read: its register, its columns, the part of the territory, the data that it does not say. */

const KINDS = Object.keys(REGISTER_LABELS) as [RegisterKindName, ...RegisterKindName[]];
export const kind = z.enum(KINDS).meta({ description: 'Registro', example: 'istat-comuni' });

const ABBREVIATIONS = PROVINCES.map((province) => province.abbreviation) as [string, ...string[]];
export const territory = z
  .discriminatedUnion('scope', [
    z.strictObject({ scope: z.enum(['all', 'known']) }),
    z.strictObject({ scope: z.literal('region'), region: z.enum(REGIONS as [string, ...string[]]) }),
    z.strictObject({
      scope: z.literal('provinces'),
      provinces: z.array(z.enum(ABBREVIATIONS)).min(1).max(120),
    }),
    z.strictObject({
      scope: z.literal('list'),
      codes: z.array(z.string().min(2).max(40)).min(1).max(20_000),
    }),
  ])
  .meta({ description: 'Che parte del file caricare', example: { scope: 'provinces', provinces: ['BS'] } });

/** What an import is read with, in what is sent with a file and with a new dry run. */
export const options = {
  kind: kind.optional(),
  territory: territory.optional(),
  referenceDate: z.iso
    .date()
    .optional()
    .meta({ description: 'Data dei dati che non ne hanno una', example: '2025-12-31' }),
  source: text(200, 'Fonte da scrivere accanto ai dati', 'ISTAT').optional(),
};

/** A column is named by its number in the file, from 1. */
const column = z.int().min(1).max(1000).nullable().meta({ description: 'Colonna, da 1', example: 3 });

export const dryRunSettings = z
  .strictObject({
    ...options,
    columns: z
      .record(z.string().max(60), column)
      .optional()
      .meta({ description: 'Colonna di ogni campo, o nessuna', example: { istatCode: 3, name: null } }),
    effectiveOn: z.iso
      .date()
      .optional()
      .meta({ description: 'Decorrenza di nomi e codici cambiati', example: '2026-01-01' }),
    topologyObject: text(100, 'Oggetto di un TopoJSON che ne ha più d’uno', 'comuni').optional(),
    note: text(300, 'Frase sotto la mappa', 'Confini al 1º gennaio 2026').optional(),
  })
  .meta({ id: 'DryRunSettings' });

/** The columns of a file and which field each gives. */
export const columnsAnswer = {
  header: z
    .array(text(1000, 'Intestazione', 'Codice ISTAT'))
    .max(1000)
    .meta({ description: 'Intestazioni, in ordine' }),
  fields: z
    .array(
      z
        .strictObject({
          field: text(60, 'Campo', 'istatCode'),
          label: text(200, 'Nome del campo', 'codice ISTAT'),
          required: z.boolean().meta({ description: 'Senza, il file non si legge', example: false }),
          column,
        })
        .meta({ id: 'ImportField' }),
    )
    .max(100)
    .meta({ description: 'Campi del registro, e la colonna che dà ciascuno' }),
  columnProblems: z
    .array(text(2000, 'Che cosa manca', 'Manca la colonna del codice ISTAT.'))
    .max(200)
    .meta({ description: 'Che cosa impedisce di leggere le righe' }),
};

/** The columns of an import as they are matched now, by themselves and by hand. */
export function columnsOf(one: Pick<ShownImport, 'kind' | 'reading' | 'mapping'>) {
  const { columnOf, missing, ambiguous } = matchColumns(one.kind, one.reading.header, one.mapping);
  return {
    header: one.reading.header,
    fields: REGISTER_KINDS[one.kind].columns.map(({ field, label, required }) => ({
      field,
      label,
      required: required ?? false,
      column: columnOf[field] === undefined ? null : columnOf[field] + 1,
    })),
    columnProblems: [...missing, ...ambiguous].map(({ reason }) => reason),
  };
}

/**
 * The settings of a new dry run.
 * @throws InvalidInput for a field that the register has not, or a column that the file has not.
 */
export function settingsOf(
  { columns = {}, kind, ...options }: z.output<typeof dryRunSettings>,
  one: Pick<ShownImport, 'kind' | 'reading'>,
): DryRunSettings {
  const fields: readonly { field: string }[] = REGISTER_KINDS[kind ?? one.kind].columns;
  const { length } = one.reading.header;
  for (const [field, number] of Object.entries(columns)) {
    if (!fields.some((known) => known.field === field))
      throw new InvalidInput({
        columns: `Campo non previsto: ${field}. Quelli previsti sono: ${fields.map((known) => known.field).join(', ')}.`,
      });
    if (number !== null && number > length)
      throw new InvalidInput({ columns: `La colonna ${number} non c’è: il file ne ha ${length}.` });
  }
  const mapping = Object.entries(columns).map(([field, number]) => [field, number && number - 1]);
  return { ...(kind ? { kind } : {}), mapping: Object.fromEntries(mapping), options };
}
