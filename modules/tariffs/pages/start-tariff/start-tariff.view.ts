import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { radios } from '#ui/field';
import { form } from '#ui/form';
import { tariffLinks } from '../../links.ts';
import { KIND_LABELS } from '../../messages.it.ts';
import type { ConventionTerm } from '../../queries/find-convention.ts';
import type { ExampleTariff } from '../../queries/list-examples.ts';
import type { Tariff } from '../../rules/tariff.ts';
import { feesOf } from '../../rules/walk-fee.ts';
import { headerFields } from '../draft-tariff/draft-tariff.view.ts';

export interface ShownStart {
  conventions: readonly ConventionTerm[];
  examples: readonly ExampleTariff[];
  problems: Problems;
  hiddenFields: Html;
}

export function startTariffView({ conventions, examples, problems, hiddenFields }: ShownStart): Html {
  const { values, errors } = problems;
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ ...(field ? { field } : {}), message })))}<p>La proposta si salva subito; le sue regole si modificano poi una per una. In alternativa: <a href="${tariffLinks.newFromFormula()}">formula standard</a>, <a href="${tariffLinks.newFromJson()}">JSON</a>, oppure «Copia in una nuova proposta» dalla pagina di una tariffa.</p>${form(
    {
      action: tariffLinks.newFromRules(),
      hiddenFields,
      fields: [
        headerFields({ conventions, problems }),
        radios({
          name: 'start',
          label: 'Da che cosa partire',
          value: values.start,
          error: errors.start,
          required: true,
          choices: [
            { value: 'vuota', label: 'Da una regola vuota', hint: 'Una quota fissa di 0,00 €, da cambiare' },
            ...examples.map(({ key, tariff }) => ({
              value: key,
              label: tariff.name,
              hint: `Mostra: ${kindsOf(tariff)}. Fonte: ${tariff.source}`,
            })),
          ],
        }),
      ],
      submitLabel: 'Salva e scrivi le regole',
      cancelHref: tariffLinks.tariffs(),
    },
  )}`;
}

/** What an example shows, by the kinds of its rules. */
const kindsOf = (tariff: Tariff): string =>
  [...new Set([...feesOf(tariff)].map(({ fee }) => KIND_LABELS[fee.kind]!.toLowerCase()))].join(', ');
