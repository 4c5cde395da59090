import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredDate, requiredText } from '#platform/forms/inputs';
import { dateField, textField } from '#ui/field';
import { regulariseMembership } from '../../commands/regularise-membership.ts';
import { membershipLinks } from '../../links.ts';
import { actFields, actSchema } from '../application-steps/resolution.page.ts';
import { memberStep } from './step-page.ts';

/** The comune adheres by a resolution of its own. */
export const regularisation = memberStep({
  slug: 'regolarizzazione',
  title: 'Regolarizzazione',
  lead: (sheet) =>
    `Il comune adotta una propria delibera e firma la convenzione: l’adesione derivata termina e ne comincia una diretta, fino al ${formatItalianDate(sheet.termTo)}. Termine: ${sheet.regulariseBy ? formatItalianDate(sheet.regulariseBy) : 'non previsto'}.`,
  submitLabel: 'Regolarizza l’adesione',
  schema: z.object({
    ...actSchema,
    firmataIl: requiredDate('Indicare quando le due parti hanno firmato la convenzione.'),
    firmatario: requiredText('Indicare chi ha sottoscritto la convenzione per il comune.', 200),
    rappresentante: requiredText('Indicare chi rappresenta il comune nei tavoli.', 200),
  }),
  values: () => ({ organo: 'CONSIGLIO' }),
  fields: (problems) => [
    ...actFields(problems, 'Per un comune: il Consiglio (art. 42 TUEL).'),
    dateField({
      name: 'firmataIl',
      label: 'Convenzione firmata digitalmente dalle due parti il',
      required: true,
      value: problems.values.firmataIl,
      error: problems.errors.firmataIl,
    }),
    textField({
      name: 'firmatario',
      label: 'Firmatario per il comune',
      required: true,
      value: problems.values.firmatario,
      error: problems.errors.firmatario,
      width: 'long',
    }),
    textField({
      name: 'rappresentante',
      label: 'Rappresentante del comune nei tavoli',
      required: true,
      value: problems.values.rappresentante,
      error: problems.errors.rappresentante,
      width: 'long',
    }),
  ],
  run: async (visit, membershipId, input) => {
    const made = await regulariseMembership(visit, {
      membershipId,
      organ: input.organo,
      number: input.numero,
      resolvedOn: input.data,
      publicationStart: input.pubblicazione,
      immediatelyExecutable: input.immediata,
      certifiedExecutiveFrom: input.esecutivaDal,
      signatory: input.firmatario,
      boardRepresentative: input.rappresentante,
      signedOn: input.firmataIl,
    });
    return {
      to: membershipLinks.member(made.membershipId),
      text: 'L’adesione è regolarizzata: il comune è ora aderente in proprio.',
    };
  },
});
