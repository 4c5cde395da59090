import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { hidden, select, textArea } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { CLOSING_STATE_LABELS, obstacleSentences } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayRecordPayments } from '../../permissions.ts';
import type { ListedClosing } from '../../queries/year-closings.ts';
import type { ClosingTotals } from '../../rules/closing-figures.ts';
import type { ClosingFacts, Obstacle } from '../../rules/year-closing.ts';

interface Prepared {
  years: readonly number[];
  facts: ClosingFacts;
  obstacles: readonly { obstacle: Obstacle; count: number }[];
  totals: ClosingTotals;
  known: ListedClosing | null;
  problems: Problems;
}

export function prepareClosingView(visit: Visit, prepared: Prepared): Html {
  const { facts, known, obstacles } = prepared;
  const what = known
    ? alert({
        kind: 'info',
        text: html`Per le quote ${facts.year} c’è già una chiusura: <a href="${feesLinks.closing(known.id)}">${CLOSING_STATE_LABELS[known.state]!.label}</a>.`,
      })
    : obstacles.length > 0
      ? html`${alert({
          kind: 'warning',
          title: `Le quote ${facts.year} non si possono ancora chiudere`,
          text: html`<ul>${obstacles.map(
            (one) => html`<li>${obstacleSentences([one])[0]} ${whereToMend(one.obstacle, facts.year)}</li>`,
          )}</ul>`,
        })}${reconcileAll(visit, facts)}`
      : closingForm(visit, prepared);
  return html`${chooser(prepared)}${figures(prepared)}${section({ title: 'Chiusura', content: what })}`;
}

function chooser({ years, facts }: Prepared): Html {
  return html`<form class="list-filters" method="get" action="${feesLinks.newClosing()}" aria-label="Anno da chiudere"><div class="list-filters-fields">${select(
    {
      name: 'anno',
      label: 'Quote dell’anno',
      value: String(facts.year),
      choices: years.map((year) => ({ value: String(year), label: String(year) })),
      submitOnChange: true,
    },
  )}<div class="list-filters-submit"><button class="btn btn-primary" type="submit">Mostra</button></div></div></form>`;
}

function whereToMend(obstacle: Obstacle, year: number): Html | '' {
  const where: Partial<Record<Obstacle, [href: string, label: string]>> = {
    OPEN_RUNS: [`${feesLinks.runs()}?anno=${year}`, 'Apri gli accertamenti'],
    CORRECTIONS_WAITING: [`${feesLinks.corrections()}?stato=PROPOSED`, 'Apri le rettifiche'],
    CREDIT_ACTS_WAITING: [`${feesLinks.creditActs()}?stato=PROPOSED`, 'Apri gli atti sui crediti'],
    BANK_FILES_PLANNED: [feesLinks.bankFiles(), 'Apri i file della banca'],
    PAID_NOT_RECONCILED: [`${feesLinks.notices()}?anno=${year}&stato=PAID`, 'Apri gli avvisi pagati'],
  };
  const found = where[obstacle];
  return found ? html`<a href="${found[0]}">${found[1]}</a>` : '';
}

function reconcileAll(visit: Visit, facts: ClosingFacts): Html | '' {
  if (facts.unreconciled === 0 || !may(visit.actor, mayRecordPayments)) return '';
  return form({
    action: feesLinks.reconcileYear(),
    hiddenFields: html`${visit.hiddenFields()}${hidden('anno', facts.year)}`,
    fields: html`<p>Se i versamenti corrispondono al giornale di cassa del tesoriere, gli avvisi pagati si possono riconciliare tutti insieme: dopo, i loro versamenti non si modificano più.</p>`,
    submitLabel:
      facts.unreconciled === 1
        ? 'Riconcilia l’avviso pagato'
        : `Riconcilia i ${formatInteger(facts.unreconciled)} avvisi pagati`,
  });
}

function figures({ totals: t }: Prepared): Html {
  return section({
    title: 'I conti come sono ora',
    content: descriptionList(
      [
        { term: 'Accertato', value: `${formatEuro(t.assessed)} (${formatInteger(t.assessedBodies)} enti)` },
        {
          term: 'Richiesto con avvisi',
          value: `${formatEuro(t.noticed)} (${formatInteger(t.notices)} avvisi)`,
        },
        { term: 'Rettifiche', value: formatEuro(t.corrected) },
        { term: 'Dovuto', value: formatEuro(t.due) },
        { term: 'Versato', value: formatEuro(t.paid) },
        { term: 'Da versare, da riportare', value: formatEuro(t.open) },
        { term: 'Crediti degli enti, da riportare', value: formatEuro(t.credit) },
        t.missing > 0 && {
          term: 'Enti senza quota per dati mancanti',
          value: `${formatInteger(t.missing)}: dopo la chiusura non si potranno accertare senza riaprire l’anno`,
        },
      ],
      { compact: true },
    ),
  });
}

function closingForm(visit: Visit, { facts, totals, problems }: Prepared): Html {
  const { values, errors } = problems;
  return form({
    action: feesLinks.newClosing(),
    hiddenFields: html`${visit.hiddenFields()}${hidden('anno', facts.year)}`,
    fields: [
      html`<p>La chiusura fissa questi importi, ente per ente. Dopo l’approvazione l’anno non accetta nuovi accertamenti; gli importi riportati si potranno ancora versare e rettificare, e compariranno come «successivi alla chiusura».</p>`,
      totals.open > 0
        ? textArea({
            name: 'residui',
            label: `Motivo del riporto degli importi da versare (${formatEuro(totals.open)})`,
            hint: 'Per esempio: versamenti annunciati, diffide inviate il 12/01/2027.',
            required: true,
            rows: 2,
            value: values.residui,
            error: errors.residui,
          })
        : '',
      totals.credit > 0
        ? textArea({
            name: 'crediti',
            label: `Motivo del riporto dei crediti degli enti (${formatEuro(totals.credit)})`,
            hint: html`Per esempio: da restituire con il primo mandato utile. Si possono anche restituire o compensare prima: <a href="${feesLinks.credits()}">apri i crediti</a>.`,
            required: true,
            rows: 2,
            value: values.crediti,
            error: errors.crediti,
          })
        : '',
    ],
    submitLabel: 'Predisponi la chiusura',
    cancelHref: feesLinks.closings(),
  });
}
