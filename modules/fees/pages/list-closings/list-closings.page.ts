import { formatItalianDate } from '#platform/calendar';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { pagesOf } from '#ui/list-pages';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { CLOSING_STATE_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayPrepareClosings } from '../../permissions.ts';
import { type ListedClosing, listClosings } from '../../queries/year-closings.ts';
import { feesPage } from '../fees-page.ts';

const COLUMNS: readonly Column<ListedClosing>[] = [
  {
    header: 'Anno',
    rowHeader: true,
    cell: (c) =>
      html`<a href="${feesLinks.closing(c.id)}">Quote ${c.year}${c.number > 1 ? html`, chiusura n. ${c.number}` : ''}</a>`,
  },
  {
    header: 'Stato',
    cell: (c) => statusTag(CLOSING_STATE_LABELS[c.state]!.kind, CLOSING_STATE_LABELS[c.state]!.label),
  },
  { header: 'Dovuto', numeric: true, nowrap: true, cell: (c) => formatEuro(c.figures.due) },
  { header: 'Versato', numeric: true, nowrap: true, cell: (c) => formatEuro(c.figures.paid) },
  {
    header: 'Riportato',
    numeric: true,
    nowrap: true,
    cell: (c) => (c.figures.open === 0 ? null : formatEuro(c.figures.open)),
  },
  { header: 'Predisposta', cell: (c) => `${formatItalianDate(c.closedOn)}, ${c.preparedBy}` },
];

/** The closings of the centre, the latest year first. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['anno'], filters: [] });
  const closings = await listClosings(visit, {}, list);
  const prepare = may(visit.actor, mayPrepareClosings)
    ? buttonLink({ label: 'Predisponi la chiusura di un anno', href: feesLinks.newClosing() })
    : '';
  const content = html`${dataTable({
    caption: 'Chiusure delle quote',
    captionHidden: true,
    rows: closings.rows,
    small: 'stack',
    columns: COLUMNS,
    empty: emptyState({
      title: 'Nessun anno è stato chiuso',
      text: 'La chiusura fissa i conti delle quote di un anno terminato: la predispone il referente amministrativo-contabile, la approva il responsabile del centro.',
    }),
  })}${pagesOf(list, closings, 'chiusure')}`;
  return feesPage(visit, 'Chiusura delle quote', content, {
    wide: true,
    heading: { actions: prepare },
  });
}
