/** What the forms of this room's acts have in common: the reason, and the decision of a second person. */
import { z } from 'zod';
import { oneOf, optionalText, requiredText } from '#platform/forms/inputs';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Crumb } from '#platform/http/visit';
import { type Cents, formatEuro } from '#platform/money';
import { radios, textArea } from '#ui/field';
import { feesLinks } from '../links.ts';
import type { Notice } from '../queries/list-notices.ts';

/** A second person approves, or rejects and says why. */
export const decisionInput = z.object({
  esito: oneOf(['APPROVA', 'RESPINGI'], 'Scegliere se approvare o respingere.'),
  motivo: optionalText(),
});
export const DECISION_FIELDS = Object.keys(decisionInput.shape);

/** The fields of `decisionInput`. @param approval what approving does: «Approva: la riga entra nell’avviso». */
export const decisionFields = ({ values, errors }: Problems, approval: string): readonly Html[] => [
  radios({
    name: 'esito',
    label: 'Decisione',
    required: true,
    value: values.esito,
    error: errors.esito,
    choices: [
      { value: 'APPROVA', label: approval },
      { value: 'RESPINGI', label: 'Respingi' },
    ],
  }),
  textArea({
    name: 'motivo',
    label: 'Motivo',
    hint: 'Obbligatorio per respingere.',
    rows: 2,
    value: values.motivo,
    error: errors.motivo,
  }),
];

/** An act that only asks why. */
export const reasonInput = z.object({ motivo: requiredText('Indicare il motivo.') });

/** The field `motivo`, which must be filled in. */
export const reasonField = ({ values, errors }: Problems): Html =>
  textArea({
    name: 'motivo',
    label: 'Motivo',
    required: true,
    rows: 3,
    value: values.motivo,
    error: errors.motivo,
  });

/** The way to a page about a notice. */
export const pathToNotice = (notice: { id: string; number: number; year: number }): readonly Crumb[] => [
  { label: 'Avvisi', href: feesLinks.notices() },
  { label: `Avviso n. ${notice.number}/${notice.year}`, href: feesLinks.notice(notice.id) },
];

/** How much the payer of a notice has to its credit. @param free what no act that waits takes of it, in cents. */
export const creditOf = ({ payerName, balance }: Notice, free: Cents): Html =>
  html`${payerName} ha un credito di <strong>${formatEuro(balance.overpaid)}</strong> su questo avviso${
    free === balance.overpaid
      ? ''
      : html`; <strong>${formatEuro(free)}</strong> non impegnati da altri atti in attesa`
  }.`;
