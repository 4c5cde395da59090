import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { sentenceFor } from '#platform/messages';
import { formatAmount, formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import type { Notch } from '../../rules/find-notches.ts';
import type { Period } from '../../rules/term-coverage.ts';
import type { TariffValidation } from '../../rules/validate-tariff.ts';

/** What the checks found: what must be mended, where a bigger body pays less, the days without a tariff. */
export function findingsView({ problems, notches }: TariffValidation, gaps: readonly Period[]): Html {
  const clean = problems.length === 0 && notches.length === 0 && gaps.length === 0;
  if (clean)
    return alert({
      kind: 'success',
      text: 'Nessun intervallo scoperto o sovrapposto, e nessun punto in cui un ente più grande paga di meno.',
    });
  return html`${
    problems.length > 0
      ? alert({
          kind: 'danger',
          title: 'Da correggere prima dell’approvazione',
          text: html`<ul class="mb-0">${problems.map((p) => html`<li>${sentenceFor(p.code, p.facts)} <code>${p.path}</code></li>`)}</ul>`,
        })
      : ''
  }${gaps.length > 0 ? gapsAlert(gaps) : ''}${notches.length > 0 ? notchesView(notches) : ''}`;
}

function gapsAlert(gaps: readonly Period[]): Html {
  return alert({
    kind: 'warning',
    title: 'Giorni della convenzione senza tariffa',
    text: html`<ul class="mb-0">${gaps.map((gap) => html`<li>dal ${formatItalianDate(gap.from)} al ${formatItalianDate(gap.to!)}</li>`)}</ul>`,
  });
}

function notchesView(notches: readonly Notch[]): Html {
  const cliffs = notches.filter(({ severity }) => severity === 'CLIFF');
  return html`${alert({
    kind: 'warning',
    title: `Punti in cui un ente più grande paga di meno: ${notches.length}`,
    text: html`<p class="mb-0">La tariffa è applicata alla lettera. ${
      cliffs.length > 0
        ? html`Dove la quota scende a meno della metà si parla di salto: ${cliffs.map(cliffText).join('; ')}.`
        : 'Chi approva ne prende atto.'
    }</p>`,
  })}${dataTable<Notch>({
    caption: 'Punti in cui un ente più grande paga di meno',
    captionHidden: true,
    rows: notches,
    small: 'stack',
    columns: [
      {
        header: 'Soglia',
        rowHeader: true,
        cell: (n) => `da ${formatInteger(n.value)} a ${formatInteger(n.value + 1)} ${unit(n)}`,
      },
      { header: 'Ente', cell: (n) => bodyOf(n) },
      { header: 'Prima', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.before)} €` },
      { header: 'Dopo', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.after)} €` },
      { header: 'Differenza', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.difference)} €` },
      {
        header: 'Tipo',
        cell: (n) =>
          n.severity === 'CLIFF' ? statusTag('danger', 'Salto') : statusTag('warning', 'Scalino'),
      },
    ],
  })}`;
}

const unit = (n: Notch): string =>
  n.variable === 'inhabitants' ? 'abitanti' : n.variable === 'enterprises' ? 'imprese' : n.variable;

const bodyOf = (n: Notch): string =>
  [
    CATEGORY_LABELS[n.body.category],
    n.variable === 'inhabitants' && n.body.enterprises !== undefined
      ? `con ${formatInteger(n.body.enterprises)} imprese`
      : '',
  ]
    .filter(Boolean)
    .join(' ');

const cliffText = (n: Notch): string =>
  `un ente con ${formatInteger(n.value)} ${unit(n)} paga ${formatAmount(n.before)} €, con ${formatInteger(n.value + 1)} ne paga ${formatAmount(n.after)}`;
