import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { optionalDate, optionalText, requiredDate, requiredText } from '#platform/forms/inputs';
import { dateField, textArea, textField } from '#ui/field';
import { announceWithdrawal } from '../../commands/announce-withdrawal.ts';
import { excludeMember } from '../../commands/exclude-member.ts';
import { markToRegularise } from '../../commands/mark-to-regularise.ts';
import { membershipLinks } from '../../links.ts';
import { ARREARS_MONTHS, HEARING_DAYS } from '../../rules/exclusion.ts';
import { REGULARISE_DAYS } from '../../rules/membership-lifecycle.ts';
import { memberStep } from './step-page.ts';

/** The body announces that it will leave. */
export const withdrawal = memberStep({
  slug: 'recesso',
  title: 'Comunicazione di recesso',
  lead: () =>
    'Il recesso riguarda l’intera adesione. Per rinunciare a un singolo servizio si usa la disdetta del servizio, che non tocca l’adesione.',
  submitLabel: 'Comunica il recesso',
  danger: true,
  schema: z.object({ motivo: requiredText('Indicare il motivo del recesso.', 2000) }),
  fields: ({ errors, values }) =>
    textArea({
      name: 'motivo',
      label: 'Motivo del recesso',
      required: true,
      value: values.motivo,
      error: errors.motivo,
    }),
  run: async (visit, membershipId, input) => {
    const { withdrawalId } = await announceWithdrawal(visit, { membershipId, reason: input.motivo });
    return {
      to: membershipLinks.withdrawal(withdrawalId),
      text: 'Il recesso è stato comunicato: ora serve la delibera dell’ente.',
    };
  },
});

/** A comune has left the association through which it is a member. */
export const departure = memberStep({
  slug: 'uscita',
  title: 'Uscita dall’associazione',
  lead: (sheet) =>
    `Il comune è aderente tramite ${sheet.viaName ?? 'l’associazione'}. Dopo l’uscita ha ${REGULARISE_DAYS} giorni per adottare una propria delibera, altrimenti l’adesione decade.`,
  submitLabel: 'Registra l’uscita',
  danger: true,
  schema: z.object({ uscita: requiredDate('Indicare l’ultimo giorno nell’associazione.') }),
  fields: ({ errors, values }) =>
    dateField({
      name: 'uscita',
      label: 'Ultimo giorno nell’associazione',
      required: true,
      value: values.uscita,
      error: errors.uscita,
    }),
  run: async (visit, membershipId, input) => {
    const { regulariseBy } = await markToRegularise(visit, { membershipId, on: input.uscita });
    return {
      to: membershipLinks.member(membershipId),
      text: `L’uscita è stata registrata: il comune può regolarizzare entro il ${formatItalianDate(regulariseBy)}.`,
    };
  },
});

/** The strategic board has excluded the body. */
export const exclusion = memberStep({
  slug: 'esclusione',
  title: 'Esclusione dell’ente',
  lead: () =>
    `L’esclusione è possibile per morosità di oltre ${ARREARS_MONTHS} mesi o per inadempimento, su proposta del tavolo tecnico e per decisione del tavolo strategico, trascorsi ${HEARING_DAYS} giorni dall’avvio dell’audizione dell’ente.`,
  submitLabel: 'Registra l’esclusione',
  danger: true,
  schema: z.object({
    scadenza: optionalDate(),
    inadempimento: optionalText(2000),
    proposta: requiredText('Indicare l’atto con cui il tavolo tecnico propone l’esclusione.', 300),
    audizione: requiredDate('Indicare da quando l’ente è stato invitato a farsi sentire.'),
    decisione: requiredText('Indicare l’atto con cui il tavolo strategico decide l’esclusione.', 300),
    decisaIl: requiredDate('Indicare la data della decisione.'),
  }),
  fields: ({ errors, values }) => [
    dateField({
      name: 'scadenza',
      label: 'Scadenza del più vecchio importo non pagato',
      hint: 'In caso di morosità, nel formato gg/mm/aaaa.',
      value: values.scadenza,
      error: errors.scadenza,
    }),
    textArea({
      name: 'inadempimento',
      label: 'Inadempimento',
      hint: 'In alternativa alla morosità.',
      rows: 3,
      value: values.inadempimento,
      error: errors.inadempimento,
    }),
    textField({
      name: 'proposta',
      label: 'Proposta del tavolo tecnico',
      hint: 'Numero e data dell’atto.',
      required: true,
      value: values.proposta,
      error: errors.proposta,
      width: 'long',
    }),
    dateField({
      name: 'audizione',
      label: 'Avvio dell’audizione dell’ente',
      required: true,
      value: values.audizione,
      error: errors.audizione,
    }),
    textField({
      name: 'decisione',
      label: 'Decisione del tavolo strategico',
      hint: 'Numero dell’atto.',
      required: true,
      value: values.decisione,
      error: errors.decisione,
      width: 'long',
    }),
    dateField({
      name: 'decisaIl',
      label: 'Data della decisione',
      required: true,
      value: values.decisaIl,
      error: errors.decisaIl,
    }),
  ],
  run: async (visit, membershipId, input) => {
    const { lastDay } = await excludeMember(visit, {
      membershipId,
      arrearsSince: input.scadenza,
      breach: input.inadempimento,
      proposal: input.proposta,
      hearingOpenedOn: input.audizione,
      decision: input.decisione,
      decidedOn: input.decisaIl,
    });
    return {
      to: membershipLinks.member(membershipId),
      text: `L’esclusione è stata registrata: l’adesione cessa il ${formatItalianDate(lastDay)}.`,
    };
  },
});
