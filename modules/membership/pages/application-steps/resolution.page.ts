import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import {
  oneOf,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  ticked,
} from '#platform/forms/inputs';
import type { Problems } from '#platform/forms/submit';
import type { Html } from '#platform/html';
import { checkbox, dateField, fieldset, select, textField } from '#ui/field';
import { recordResolution } from '../../commands/record-resolution.ts';
import { ORGAN_LABELS } from '../../labels.it.ts';
import type { ApplicationSheet } from '../../queries/get-application.ts';
import { ORGAN_CHOICES, ORGANS } from './declaration.page.ts';
import { stepPage } from './step-page.ts';

/** The fields of an act of a body: its organ, number, and the dates that say from when it may be used. */
export const actSchema = {
  organo: oneOf(ORGANS, 'Scegliere l’organo che ha deliberato.'),
  numero: requiredText('Indicare il numero della delibera.', 40),
  data: requiredDate('Indicare la data della delibera.'),
  pubblicazione: optionalDate(),
  immediata: ticked(),
  esecutivaDal: optionalDate(),
};

export const actFields = ({ errors, values }: Problems, organHint: string): Html[] => [
  select({
    name: 'organo',
    label: 'Organo che ha deliberato',
    hint: organHint,
    required: true,
    value: values.organo,
    choices: ORGAN_CHOICES,
    emptyLabel: 'Scegliere',
    error: errors.organo,
    width: 'medium',
  }),
  textField({
    name: 'numero',
    label: 'Numero della delibera',
    required: true,
    value: values.numero,
    error: errors.numero,
    width: 'short',
  }),
  dateField({
    name: 'data',
    label: 'Data della delibera',
    required: true,
    value: values.data,
    error: errors.data,
  }),
  fieldset({
    legend: 'Da quando è esecutiva',
    hint: 'Una delibera diventa esecutiva dopo il decimo giorno dalla pubblicazione, salvo che sia dichiarata immediatamente eseguibile (art. 134 TUEL). La data certificata dal segretario prevale.',
    content: [
      dateField({
        name: 'pubblicazione',
        label: 'Inizio della pubblicazione all’albo pretorio',
        value: values.pubblicazione,
        error: errors.pubblicazione,
      }),
      checkbox({
        name: 'immediata',
        label: 'Dichiarata immediatamente eseguibile',
        value: '1',
        checked: values.immediata === '1',
        error: errors.immediata,
      }),
      dateField({
        name: 'esecutivaDal',
        label: 'Data di esecutività certificata dal segretario',
        value: values.esecutivaDal,
        error: errors.esecutivaDal,
      }),
    ],
  }),
];

const schema = z.object({
  ...actSchema,
  statuto: optionalText(200),
  schema: requiredText('Confermare quale versione dello schema è approvata.'),
  firmatario: requiredText('Indicare chi la delibera incarica di sottoscrivere la convenzione.', 200),
  rappresentante: requiredText('Indicare chi rappresenta l’ente nei tavoli del centro.', 200),
});

/** Recording the body's resolution. */
export const resolution = stepPage({
  slug: 'delibera',
  title: 'Registrazione della delibera',
  submitLabel: 'Registra la delibera',
  schema,
  values: (sheet) => ({
    organo: sheet.category === 'COMUNE' ? 'CONSIGLIO' : (sheet.statutoryOrgan ?? ''),
  }),
  fields: (problems, sheet) => [
    ...actFields(problems, organHint(sheet)),
    ...statuteField(problems, sheet),
    select({
      name: 'schema',
      label: 'Schema di convenzione approvato dalla delibera',
      hint: 'La delibera deve approvare proprio la versione a cui si riferisce la convenzione.',
      required: true,
      value: problems.values.schema,
      choices: [
        { value: sheet.templateId, label: sheet.templateLabel },
        { value: 'altra', label: 'Un’altra versione' },
      ],
      emptyLabel: 'Scegliere',
      error: problems.errors.schema,
    }),
    textField({
      name: 'firmatario',
      label: 'Chi sottoscrive la convenzione',
      hint: 'Nome e carica, come nella delibera.',
      required: true,
      value: problems.values.firmatario,
      error: problems.errors.firmatario,
      width: 'long',
    }),
    textField({
      name: 'rappresentante',
      label: 'Rappresentante dell’ente nei tavoli',
      hint: 'Nome e carica, come nella delibera.',
      required: true,
      value: problems.values.rappresentante,
      error: problems.errors.rappresentante,
      width: 'long',
    }),
  ],
  run: async (visit, step, input) => {
    const recorded = await recordResolution(visit, {
      ...step,
      organ: input.organo,
      number: input.numero,
      resolvedOn: input.data,
      publicationStart: input.pubblicazione,
      immediatelyExecutable: input.immediata,
      certifiedExecutiveFrom: input.esecutivaDal,
      templateId: input.schema,
      signatory: input.firmatario,
      boardRepresentative: input.rappresentante,
      statute: input.statuto,
    });
    return recorded.state === 'RESOLVED'
      ? `La delibera è stata registrata: diventa esecutiva il ${formatItalianDate(recorded.executiveFrom)}.`
      : 'La delibera è stata registrata ed è esecutiva: la convenzione può essere firmata.';
  },
});

function organHint(sheet: ApplicationSheet): string {
  if (sheet.category === 'COMUNE') return 'Per un comune: il Consiglio (art. 42 TUEL).';
  return sheet.statutoryOrgan
    ? `Secondo lo statuto dell’ente: ${ORGAN_LABELS[sheet.statutoryOrgan]}.`
    : 'L’organo indicato dallo statuto dell’ente.';
}

/** Asked once for each body that is not a comune; afterwards it is known. */
function statuteField({ errors, values }: Problems, sheet: ApplicationSheet): Html[] {
  if (sheet.category === 'COMUNE' || sheet.statutoryOrgan) return [];
  return [
    textField({
      name: 'statuto',
      label: 'Norma dello statuto che indica l’organo',
      hint: 'Ad esempio «art. 12, comma 2, dello statuto». Si indica una volta sola: il centro la ricorda per gli atti successivi.',
      required: true,
      value: values.statuto,
      error: errors.statuto,
      width: 'long',
    }),
  ];
}
