import { z } from 'zod';
import { oneOf, requiredDate } from '#platform/forms/inputs';
import { dateField, select } from '#ui/field';
import { declareAdhesion } from '../../commands/declare-adhesion.ts';
import { ORGAN_LABELS } from '../../labels.it.ts';
import { DECLARATION_LASTS } from '../../rules/declared-adhesion.ts';
import { stepPage } from './step-page.ts';

export const ORGANS = ['CONSIGLIO', 'ASSEMBLEA', 'GIUNTA', 'CONSIGLIO_DIRETTIVO', 'OTHER'] as const;
export const ORGAN_CHOICES = ORGANS.map((value) => ({ value, label: ORGAN_LABELS[value]! }));

/** The body declares in which session its organ will formalise the adhesion. */
export const declaration = stepPage({
  slug: 'dichiarazione',
  title: 'Dichiarazione di prossima adesione',
  lead: `L’ente dichiara che formalizzerà l’adesione in una prossima seduta. Può così chiedere servizi, che saranno erogati solo dopo la firma. La dichiarazione decade ${DECLARATION_LASTS} giorni dopo la data indicata.`,
  submitLabel: 'Registra la dichiarazione',
  schema: z.object({
    organo: oneOf(ORGANS, 'Scegliere l’organo che delibererà.'),
    seduta: requiredDate('Indicare la data prevista della seduta.'),
  }),
  values: (sheet) => ({
    organo: sheet.category === 'COMUNE' ? 'CONSIGLIO' : (sheet.statutoryOrgan ?? ''),
  }),
  fields: ({ errors, values }) => [
    select({
      name: 'organo',
      label: 'Organo che delibererà',
      required: true,
      value: values.organo,
      choices: ORGAN_CHOICES,
      emptyLabel: 'Scegliere',
      error: errors.organo,
      width: 'medium',
    }),
    dateField({
      name: 'seduta',
      label: 'Data prevista della seduta',
      hint: 'Se è noto solo il mese, indicarne l’ultimo giorno.',
      required: true,
      value: values.seduta,
      error: errors.seduta,
    }),
  ],
  run: async (visit, step, input) => {
    await declareAdhesion(visit, { ...step, organ: input.organo, declaredFor: input.seduta });
    return 'La dichiarazione è stata registrata.';
  },
});
