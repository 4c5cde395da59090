import { z } from 'zod';
import { optionalText, requiredText } from '#platform/forms/inputs';
import { textArea } from '#ui/field';
import { rejectApplication } from '../../commands/reject-application.ts';
import { withdrawApplication } from '../../commands/withdraw-application.ts';
import { stepPage } from './step-page.ts';

/** Rejecting an application. */
export const rejection = stepPage({
  slug: 'rigetto',
  title: 'Rigetto della domanda',
  lead: 'Il rigetto è definitivo. L’ente potrà presentare una nuova domanda.',
  submitLabel: 'Respingi la domanda',
  danger: true,
  schema: z.object({ motivo: requiredText('Indicare il motivo del rigetto.', 2000) }),
  fields: ({ errors, values }) =>
    textArea({
      name: 'motivo',
      label: 'Motivo del rigetto',
      required: true,
      value: values.motivo,
      error: errors.motivo,
    }),
  run: async (visit, step, input) => {
    await rejectApplication(visit, { ...step, reason: input.motivo });
    return 'La domanda è stata respinta.';
  },
});

/** The body takes its application back. */
export const withdrawal = stepPage({
  slug: 'ritiro',
  title: 'Ritiro della domanda',
  lead: 'La domanda può essere ritirata fino alla firma della convenzione. L’ente potrà presentarne una nuova.',
  submitLabel: 'Ritira la domanda',
  danger: true,
  schema: z.object({ motivo: optionalText(2000) }),
  fields: ({ errors, values }) =>
    textArea({ name: 'motivo', label: 'Motivo (facoltativo)', value: values.motivo, error: errors.motivo }),
  run: async (visit, step, input) => {
    await withdrawApplication(visit, { ...step, reason: input.motivo });
    return 'La domanda è stata ritirata.';
  },
});
