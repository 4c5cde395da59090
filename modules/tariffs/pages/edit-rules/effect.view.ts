import { type Html, html } from '#platform/html';
import { formatAmount } from '#platform/money';
import { dataTable } from '#ui/table';
import type { FeeResult } from '../../rules/assess-fee.ts';
import { bodyText } from '../../rules/explain-tariff.ts';
import type { Tariff } from '../../rules/tariff.ts';
import {
  amountText,
  type Example,
  exampleBodies,
  exampleName,
  examplePays,
} from '../show-tariff/worked-examples.ts';

interface Effect extends Example {
  now: FeeResult;
  after: FeeResult | null;
}

/** What some example bodies pay with the rules as they are stored and, when it is tried, with the change on the page. */
export function effectView(stored: Tariff, tried: Tariff | null): Html {
  const rows = exampleBodies(tried ?? stored).map(
    (example): Effect => ({
      ...example,
      now: examplePays(stored, example),
      after: tried && examplePays(tried, example),
    }),
  );
  return html`<aside class="rule-effect" aria-labelledby="effetto"><h2 class="h4" id="effetto">Quanto pagherebbe</h2>${dataTable<Effect>(
    {
      caption: tried ? 'Quota annua adesso e con la modifica' : 'Quota annua con le regole salvate',
      rows,
      rowClass: ({ now, after }) => (after && differs(now, after) ? 'table-warning' : undefined),
      columns: [
        {
          header: 'Ente',
          rowHeader: true,
          cell: (e) =>
            html`${exampleName(e)}<br><span class="fw-normal">${bodyText(e.inhabitants, e.enterprises)}</span>`,
        },
        { header: tried ? 'Adesso' : 'Quota', numeric: true, cell: (e) => amountText(e.now, stored) },
        ...(tried
          ? [
              {
                header: 'Con la modifica',
                numeric: true,
                cell: (e: Effect) => html`${amountText(e.after!, tried)}${difference(e.now, e.after!)}`,
              },
            ]
          : []),
      ],
    },
  )}${tried ? html`<p>È una prova: nulla è stato salvato.</p>` : ''}<p class="form-text">Dove non è detto, gli altri dati valgono 1, classe e regione sono le prime che la tariffa nomina e negli anni di riferimento non era dovuta alcuna quota.</p></aside>`;
}

const differs = (now: FeeResult, after: FeeResult): boolean =>
  now.ok && after.ok ? now.amount !== after.amount : now.ok !== after.ok;

function difference(now: FeeResult, after: FeeResult): Html | '' {
  if (!now.ok || !after.ok || now.amount === after.amount) return '';
  const cents = after.amount - now.amount;
  return html`<br><span class="text-nowrap">(${cents > 0 ? '+' : ''}${formatAmount(cents)} €)</span>`;
}
