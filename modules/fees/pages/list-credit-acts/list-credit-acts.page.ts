import { romeDate } from '#platform/calendar';
import type { ExportColumn } from '#platform/files/xlsx-write';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { CREDIT_ACT_STATE_LABELS, creditActLabel, MOVEMENT_LABELS } from '../../credit-messages.it.ts';
import { CHANNEL_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { CREDIT_ACT_SORTS, type CreditAct, listCreditActs } from '../../queries/list-credits.ts';
import { CREDIT_ACT_KINDS } from '../../rules/credit.ts';
import { creditActsTable } from '../credit-acts-table.ts';
import { creditTabs } from '../credit-tabs.ts';
import { feesPage } from '../fees-page.ts';

const EXPORT_COLUMNS: readonly ExportColumn<CreditAct>[] = [
  { header: 'Atto', kind: 'text', value: creditActLabel },
  { header: 'Ente che paga', kind: 'text', value: (a) => a.payerName },
  { header: 'Avviso', kind: 'text', value: (a) => `${a.number}/${a.year}` },
  {
    header: 'Avviso pagato',
    kind: 'text',
    value: (a) => (a.toNoticeId ? `${a.toNumber}/${a.toYear}` : null),
  },
  { header: 'Data', kind: 'date', value: (a) => a.doneOn },
  { header: 'Importo (€)', kind: 'euro', value: (a) => a.amountCents },
  {
    header: 'Canale',
    kind: 'text',
    value: (a) => (a.kind === 'REFUND' ? CHANNEL_LABELS[a.channel] : null),
  },
  { header: 'Riferimento', kind: 'text', value: (a) => a.reference },
  { header: 'Motivo', kind: 'text', value: (a) => a.reason },
  {
    header: 'Stato',
    kind: 'text',
    value: (a) => (a.annulment === 'APPROVED' ? 'Annullata' : CREDIT_ACT_STATE_LABELS[a.state].label),
  },
  { header: 'Proposta da', kind: 'text', value: (a) => a.proposedBy },
  { header: 'Proposta il', kind: 'date', value: (a) => romeDate(a.proposedAt) },
  { header: 'Decisa da', kind: 'text', value: (a) => a.decidedBy },
  { header: 'Decisa il', kind: 'date', value: (a) => (a.decidedAt ? romeDate(a.decidedAt) : null) },
];

/** Refunds, offsets and their annulments, those that wait first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: CREDIT_ACT_SORTS,
    defaultDirection: 'desc',
    filters: ['q', 'stato', 'tipo'],
  });
  const { q, stato, tipo } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const acts = await listCreditActs(visit, { words: q, state: stato, kind: tipo }, page);
  if (format)
    return exported(
      { name: `restituzioni-e-compensazioni-${visit.today}`, rows: acts.rows, columns: EXPORT_COLUMNS },
      format,
    );
  const content = html`${creditTabs('acts')}${listToolbar({
    action: feesLinks.creditActs(),
    filters: [
      textField({ name: 'q', label: 'Ente o riferimento', value: q, type: 'search' }),
      select({
        name: 'tipo',
        label: 'Tipo',
        value: tipo,
        emptyLabel: 'Tutti',
        choices: CREDIT_ACT_KINDS.map((value) => ({ value, label: MOVEMENT_LABELS[value] })),
      }),
      select({
        name: 'stato',
        label: 'Stato',
        value: stato,
        emptyLabel: 'Tutti',
        choices: Object.entries(CREDIT_ACT_STATE_LABELS).map(([value, { label }]) => ({ value, label })),
      }),
    ],
    clearHref: feesLinks.creditActs(),
    results: resultsOf(list, acts, ['atto', 'atti']),
    exports: exportLinks(list),
  })}${creditActsTable(visit, acts.rows, {
    caption: 'Restituzioni e compensazioni',
    payer: true,
    sort: list.sorting,
    empty:
      q || stato || tipo
        ? emptyState({ title: 'Nessun atto corrisponde ai filtri', text: 'Togliere un filtro.' })
        : emptyState({
            title: 'Nessun atto',
            text: 'Restituzioni e compensazioni si propongono dalla pagina dell’avviso che ha il credito.',
          }),
  })}${pagesOf(list, acts, 'atti')}`;
  return feesPage(visit, 'Restituzioni e compensazioni', content, {
    wide: true,
    path: [{ label: 'Crediti', href: feesLinks.credits() }],
  });
}
