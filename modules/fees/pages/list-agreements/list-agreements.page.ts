import { formatItalianDate } from '#platform/calendar';
import { exportAsked, exported, exportLinks } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatDecimalText, formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { checkbox, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { feesLinks } from '../../links.ts';
import { mayRecordAgreements } from '../../permissions.ts';
import { AGREEMENT_SORTS, type Agreement, listAgreements } from '../../queries/list-agreements.ts';
import { feesPage } from '../fees-page.ts';

/** "60%", "33,3333%", "100,00 €" */
export function coverText({ share, amountCents }: Pick<Agreement, 'share' | 'amountCents'>): string {
  if (share === null) return formatEuro(amountCents ?? 0);
  const [whole = '0', fraction = ''] = share.split('.');
  const padded = fraction.padEnd(2, '0');
  const rest = padded.slice(2).replace(/0+$/, '');
  return `${formatDecimalText(`${Number(whole + padded.slice(0, 2))}${rest ? `.${rest}` : ''}`)}%`;
}

/** Who pays for whom, by which act, from when to when. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: AGREEMENT_SORTS, filters: ['q', 'tutti'] });
  const { q, tutti } = list.filters;
  const { format, page } = exportAsked(visit, list);
  const agreements = await listAgreements(
    visit,
    { words: q, ...(tutti ? {} : { inForceOn: visit.today }) },
    page,
  );
  if (format)
    return exported(
      {
        name: `accordi-di-pagamento-${visit.today}`,
        rows: agreements.rows,
        columns: [
          { header: 'Debitore', kind: 'text', value: (a) => a.debtor },
          { header: 'Chi paga', kind: 'text', value: (a) => a.payer },
          { header: 'Quanto', kind: 'text', value: (a) => coverText(a) },
          { header: 'Atto', kind: 'text', value: (a) => a.sourceAct },
          { header: 'Dal', kind: 'date', value: (a) => a.from },
          { header: 'Al', kind: 'date', value: (a) => a.to },
        ],
      },
      format,
    );
  const canRecord = may(visit.actor, mayRecordAgreements);
  const add = canRecord
    ? buttonLink({ label: 'Registra un accordo', href: feesLinks.newAgreement(), icon: 'plus' })
    : '';
  const content = html`<p>Quando un’Unione, una Comunità montana o un altro ente paga in tutto o in parte la quota di un comune, l’accordo stabilisce a chi va l’avviso. Debitore resta il comune.</p>${listToolbar(
    {
      action: feesLinks.agreements(),
      filters: [
        textField({ name: 'q', label: 'Ente', value: q, type: 'search' }),
        checkbox({
          name: 'tutti',
          label: 'Mostra anche gli accordi terminati o futuri',
          value: '1',
          checked: tutti === '1',
        }),
      ],
      activeFilters: q ? [{ label: `Cerca: ${q}`, removeHref: list.href({ q: null }) }] : [],
      results: resultsOf(list, agreements, ['accordo', 'accordi']),
      exports: exportLinks(list),
    },
  )}${dataTable<Agreement>({
    caption: 'Accordi di pagamento',
    captionHidden: true,
    rows: agreements.rows,
    sort: list.sorting,
    small: 'stack',
    columns: [
      { header: 'Debitore', sortKey: 'debitore', rowHeader: true, cell: (a) => a.debtor },
      { header: 'Chi paga', sortKey: 'pagatore', cell: (a) => a.payer },
      { header: 'Quanto', numeric: true, cell: (a) => coverText(a) },
      { header: 'Atto', cell: (a) => a.sourceAct },
      { header: 'Dal', sortKey: 'dal', nowrap: true, cell: (a) => formatItalianDate(a.from) },
      {
        header: 'Al',
        nowrap: true,
        cell: (a) =>
          a.to
            ? html`${formatItalianDate(a.to)}${a.to < visit.today ? html` ${statusTag('neutral', 'Terminato')}` : ''}`
            : 'senza termine',
      },
      ...(canRecord
        ? [
            {
              header: 'Azioni',
              headerHidden: true,
              cell: (a: Agreement) =>
                (a.to === null || a.to > visit.today) && may(visit.actor, mayRecordAgreements, a.debtorId)
                  ? html`<a href="${feesLinks.endAgreement(a.id)}">Termina<span class="visually-hidden"> l’accordo per ${a.debtor}</span></a>`
                  : html``,
            },
          ]
        : []),
    ],
    empty: q
      ? emptyState({
          title: 'Nessun accordo corrisponde',
          text: 'Togliere il filtro o cercare con una parte del nome.',
        })
      : emptyState({
          title: 'Nessun accordo di pagamento',
          text: 'Senza accordi ogni ente paga la propria quota.',
          action: add,
        }),
  })}${pagesOf(list, agreements, 'accordi')}`;
  return feesPage(visit, 'Accordi di pagamento', content, { wide: true, heading: { actions: add } });
}
