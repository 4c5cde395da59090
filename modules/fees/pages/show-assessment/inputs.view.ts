import { CATEGORY_LABELS } from '#directory';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import type { Description } from '#ui/description-list';

import type { Assessment } from '../../queries/list-assessments.ts';
import type { MemberInputs } from '../../rules/assess-member.ts';
import { quantityLabels, standingDay } from '../../rules/run-terms.ts';

/** Where a datum comes from and when it was recorded; old assessments may not say when. */
const origin = (source: string, recordedAt: string, on?: string): Html =>
  html`<span class="text-secondary">– ${on ? `al ${formatItalianDate(on)}, ` : ''}fonte: ${source || 'non indicata'}${recordedAt ? `, registrato il ${formatInstant(new Date(recordedAt))}` : ''}</span>`;

/** What was read of the body and frozen with its fee, each datum with its source and when it was recorded. */
export function inputItems({
  inputs,
  populationOn: on,
  year,
  effectiveFrom,
  ...run
}: Assessment): Description[] {
  const figure = (value: MemberInputs['population']) =>
    value
      ? html`${formatInteger(value.value)} ${origin(value.source, value.recordedAt, on)}`
      : 'Non richiesti dalla tariffa per questo ente';
  const labels = quantityLabels(run);
  const standing = formatItalianDate(standingDay(year, effectiveFrom));
  return [
    { term: 'Categoria', value: CATEGORY_LABELS[inputs.category] },
    { term: 'Abitanti', value: figure(inputs.population) },
    { term: 'Imprese attive', value: figure(inputs.enterprises) },
    ...Object.entries(inputs.others ?? {}).map(([name, { value, source, recordedAt }]) => ({
      term: labels[name] ?? name,
      value: html`${formatDecimalText(value)} ${origin(source, recordedAt, on)}`,
    })),
    ...(inputs.bodyClass
      ? [
          {
            term: 'Classe',
            value: inputs.classGiven
              ? html`${inputs.bodyClass} <span class="text-secondary">– al ${standing}, ${inputs.classGiven.act}, registrata il ${formatInstant(new Date(inputs.classGiven.recordedAt))}</span>`
              : inputs.bodyClass,
          },
        ]
      : []),
    ...(inputs.wholeAssociation === undefined
      ? []
      : [
          {
            term: 'Tutti i comuni associati aderiscono',
            value: html`${inputs.wholeAssociation ? 'Sì' : 'No'} <span class="text-secondary">– al ${standing}</span>`,
          },
        ]),
    ...Object.entries(inputs.referenceFees ?? {}).map(([referenceYear, cents]) => ({
      term: `Quota ${referenceYear}`,
      value: cents === null ? 'Non dovuta' : formatEuro(cents),
    })),
  ];
}
