import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { sentenceFor } from '#platform/messages';
import { formatAmount, formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { explainTariff } from '../../rules/explain-tariff.ts';
import { CATEGORY_LABELS, labelOf } from '../../rules/fee-inputs.ts';
import type { Notch } from '../../rules/find-notches.ts';
import { regionName } from '../../rules/region-code.ts';
import { ruleNumbers } from '../../rules/rule-numbers.ts';
import { ruleOfProblem } from '../../rules/rule-path.ts';
import type { Tariff } from '../../rules/tariff.ts';
import type { Period } from '../../rules/term-coverage.ts';
import type { TariffValidation } from '../../rules/validate-tariff.ts';
import { conditionsOf, feesOf, rowsOf } from '../../rules/walk-fee.ts';

/** What the checks found: what must be mended, where a bigger body pays less, the days without a tariff. */
export function findingsView(
  { problems, notches, bounded }: TariffValidation,
  gaps: readonly Period[],
  tariff: Tariff,
): Html {
  const clean = problems.length === 0 && notches.length === 0 && gaps.length === 0 && !bounded;
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
          text: html`<ul class="mb-0">${problems.map((p) => html`<li>${whereText(p.path, tariff)}: ${sentenceFor(p.code, p.facts)}</li>`)}</ul>`,
        })
      : ''
  }${bounded ? boundedAlert() : ''}${gaps.length > 0 ? gapsAlert(gaps) : ''}${notches.length > 0 ? notchesView(notches, tariff) : ''}`;
}

/** "Regola 1.2", as the page of the rules numbers it. */
function whereText(path: string, tariff: Tariff): string {
  const rules = new Set([...feesOf(tariff)].map((rule) => rule.path));
  const number = ruleNumbers(explainTariff(tariff)).get(ruleOfProblem(path, rules));
  if (number === undefined) return 'Dati usati';
  return number === '' ? 'Tutta la tariffa' : `Regola ${number}`;
}

const boundedAlert = (): Html =>
  alert({
    kind: 'warning',
    title: 'Controlli parziali',
    text: 'La tariffa distingue troppi casi perché siano provati tutti: i punti elencati sono veri, ma potrebbero essercene altri. Semplificare le regole per un controllo completo.',
  });

/** So many rows a person may still read; the number in the title is of all. */
const MOST_SHOWN = 200;

function gapsAlert(gaps: readonly Period[]): Html {
  return alert({
    kind: 'warning',
    title: 'Giorni della convenzione senza tariffa',
    text: html`<ul class="mb-0">${gaps.map((gap) => html`<li>dal ${formatItalianDate(gap.from)} al ${formatItalianDate(gap.to!)}</li>`)}</ul>`,
  });
}

function notchesView(notches: readonly Notch[], tariff: Tariff): Html {
  const cliffs = notches.filter(({ severity }) => severity === 'CLIFF');
  return html`${alert({
    kind: 'warning',
    title: `Punti in cui un ente più grande paga di meno: ${notches.length}`,
    text: html`<p class="mb-0">La tariffa è applicata alla lettera. ${
      cliffs.length > 0
        ? html`Dove la quota scende a meno della metà si parla di salto: ${cliffs
            .slice(0, 5)
            .map((n) => cliffText(n, tariff))
            .join('; ')}${cliffs.length > 5 ? ` e altri ${cliffs.length - 5}` : ''}.`
        : 'Chi approva ne prende atto.'
    }</p>`,
  })}${notches.length > MOST_SHOWN ? html`<p>Ne sono elencati i primi ${MOST_SHOWN}, in ordine di dato e di soglia.</p>` : ''}${dataTable<Notch>(
    {
      caption: 'Punti in cui un ente più grande paga di meno',
      captionHidden: true,
      rows: notches.slice(0, MOST_SHOWN),
      small: 'stack',
      columns: [
        {
          header: 'Soglia',
          rowHeader: true,
          cell: (n) => `da ${formatInteger(n.value)} a ${formatInteger(n.value + 1)} ${unit(n, tariff)}`,
        },
        { header: 'Ente', cell: (n) => bodyOf(n, tariff) },
        { header: 'Prima', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.before)} €` },
        { header: 'Dopo', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.after)} €` },
        { header: 'Differenza', numeric: true, nowrap: true, cell: (n) => `${formatAmount(n.difference)} €` },
        {
          header: 'Tipo',
          cell: (n) =>
            n.severity === 'CLIFF' ? statusTag('danger', 'Salto') : statusTag('warning', 'Scalino'),
        },
      ],
    },
  )}`;
}

const unit = (n: Notch, tariff: Tariff): string =>
  n.variable === 'enterprises' ? 'imprese' : `${labelOf(tariff, n.variable)}`.toLowerCase();

/** The body that meets the threshold, with all that the tariff tells apart. */
function bodyOf({ body, variable }: Notch, tariff: Tariff): string {
  const used = quantitiesOf(tariff);
  const quantity = (name: string, value: unknown, text: string): string =>
    name !== variable && used.has(name) && value !== undefined ? `${text}` : '';
  return [
    CATEGORY_LABELS[body.category],
    body.bodyClass ? `classe ${body.bodyClass}` : '',
    body.region ? regionName(body.region) : '',
    body.wholeAssociation ? 'associazione intera' : '',
    quantity('inhabitants', body.inhabitants, `con ${formatInteger(body.inhabitants ?? 0)} abitanti`),
    quantity('enterprises', body.enterprises, `con ${formatInteger(body.enterprises ?? 0)} imprese`),
    ...tariff.variables.map(({ name, label }) =>
      quantity(
        name,
        body.others?.[name],
        `${label.toLowerCase()}: ${formatInteger(Number(body.others?.[name]))}`,
      ),
    ),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The quantities that the rules look at: of the others nothing needs to be said. */
const quantitiesOf = (tariff: Tariff): ReadonlySet<string> =>
  new Set([
    ...[...feesOf(tariff)].flatMap(({ fee }) => {
      const counted = fee.kind === 'RATE' ? fee.per : rowsOf(fee)?.variable;
      return counted ? [counted] : [];
    }),
    ...conditionsOf(tariff).flatMap(({ ranges = [] }) => ranges.map(({ of }) => of)),
  ]);

const cliffText = (n: Notch, tariff: Tariff): string =>
  `un ente con ${formatInteger(n.value)} ${unit(n, tariff)} paga ${formatAmount(n.before)} €, con ${formatInteger(n.value + 1)} ne paga ${formatAmount(n.after)}`;
