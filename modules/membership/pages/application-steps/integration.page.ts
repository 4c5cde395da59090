import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredText } from '#platform/forms/inputs';
import { textArea } from '#ui/field';
import { integrateApplication } from '../../commands/integrate-application.ts';
import { requestIntegration } from '../../commands/request-integration.ts';
import { INTEGRATION_DAYS, MOST_INTEGRATIONS } from '../../rules/application-guards.ts';
import { stepPage } from './step-page.ts';

/** Asking the body to complete its application. */
export const request = stepPage({
  slug: 'integrazione',
  title: 'Richiesta di integrazione',
  lead: `L’ente ha ${INTEGRATION_DAYS} giorni per rispondere. L’integrazione può essere chiesta al massimo ${MOST_INTEGRATIONS} volte.`,
  submitLabel: 'Invia la richiesta',
  schema: z.object({ richiesta: requiredText('Scrivere che cosa manca nella domanda.', 2000) }),
  fields: ({ errors, values }) =>
    textArea({
      name: 'richiesta',
      label: 'Che cosa deve essere integrato',
      required: true,
      value: values.richiesta,
      error: errors.richiesta,
    }),
  run: async (visit, step, input) => {
    const { dueOn } = await requestIntegration(visit, { ...step, request: input.richiesta });
    return `La richiesta è stata registrata: l’ente può rispondere entro il ${formatItalianDate(dueOn)}.`;
  },
});

/** The body's answer to it. */
export const answer = stepPage({
  slug: 'risposta',
  title: 'Risposta alla richiesta di integrazione',
  submitLabel: 'Invia la risposta',
  schema: z.object({ risposta: requiredText('Scrivere la risposta alla richiesta del centro.', 2000) }),
  fields: ({ errors, values }, sheet) =>
    textArea({
      name: 'risposta',
      label: 'Risposta',
      hint: sheet.integrationRequest ? `Richiesta del centro: ${sheet.integrationRequest}` : undefined,
      required: true,
      value: values.risposta,
      error: errors.risposta,
    }),
  run: async (visit, step, input) => {
    await integrateApplication(visit, { ...step, answer: input.risposta });
    return 'La risposta è stata registrata e la domanda torna all’esame del centro.';
  },
});
