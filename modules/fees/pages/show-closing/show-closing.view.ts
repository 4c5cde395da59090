import { formatInstant, formatItalianDate } from '#platform/calendar';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { hidden, textField } from '#ui/field';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { dataTable } from '#ui/table';
import { tabs } from '#ui/tabs';
import { timeline } from '#ui/timeline';
import { MOVEMENT_LABELS } from '../../credit-messages.it.ts';
import { CLOSING_ACT_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayApproveClosings, mayPrepareClosings } from '../../permissions.ts';
import type { Closing, closingStatement, LaterMovement, ListedCarried } from '../../queries/year-closings.ts';
import type { ClosingRow } from '../../rules/closing-figures.ts';
import { inForce } from '../../rules/year-closing.ts';
import { asidePagination } from './aside-lists.ts';

interface Shown {
  closing: Closing;
  statement: Awaited<ReturnType<typeof closingStatement>>;
  holds: boolean;
  list: ListQuery;
  side: ClosingRow['side'];
  rows: Listed<ClosingRow>;
  carried: Listed<ListedCarried>;
  later: Listed<LaterMovement>;
}

export function showClosingView(visit: Visit, shown: Shown): Html {
  const { closing } = shown;
  return html`${actions(visit, closing)}${statementTable(shown)}${carriedSection(shown)}${
    inForce(closing.state) || shown.later.total > 0 ? laterSection(shown) : ''
  }${rowsSection(shown)}${section({
    title: 'Atti della chiusura',
    content: html`${timeline(
      closing.acts.map((act) => ({
        title: CLOSING_ACT_LABELS[act.act]!,
        when: formatInstant(act.doneAt),
        datetime: act.doneAt.toISOString(),
        actor: act.doneBy,
        detail: act.reason ?? undefined,
      })),
    )}<p>Impronta degli importi (SHA-256): <code class="text-break">${closing.digest}</code></p>`,
  })}${
    shown.holds
      ? ''
      : alert({
          kind: 'danger',
          text: 'Gli importi conservati non corrispondono all’impronta della chiusura: avvisare chi amministra l’installazione.',
        })
  }`;
}

function actions(visit: Visit, { id, state }: Closing): Html {
  const waits = state === 'PREPARED' || state === 'REOPENING_PROPOSED';
  return buttonGroup([
    waits && may(visit.actor, mayApproveClosings)
      ? buttonLink({
          label: state === 'PREPARED' ? 'Decidi sulla chiusura' : 'Decidi sulla riapertura',
          href: feesLinks.closingAct(id, 'decisione'),
        })
      : '',
    state === 'PREPARED' && may(visit.actor, mayPrepareClosings)
      ? buttonLink({
          label: 'Ritira la chiusura',
          href: feesLinks.closingAct(id, 'ritiro'),
          kind: 'secondary',
        })
      : '',
    state === 'CLOSED' && may(visit.actor, mayPrepareClosings)
      ? buttonLink({
          label: 'Proponi la riapertura',
          href: feesLinks.closingAct(id, 'riapertura'),
          kind: 'secondary',
        })
      : '',
    buttonLink({ label: 'Rendiconto (PDF)', href: feesLinks.closingPdf(id), kind: 'secondary' }),
  ]);
}

/** Frozen, later, now: the three always add up while the year is closed. */
function statementTable({ closing, statement }: Shown): Html {
  const { figures: f } = closing;
  const { later, now } = statement;
  const closed = inForce(closing.state);
  const line = (label: string, frozen: number, current: number, moved: number) => ({
    label,
    frozen,
    moved,
    current,
  });
  const lines = [
    line('Richiesto con avvisi', f.noticed, now.noticed, 0),
    line('Rettifiche', f.corrected, now.corrected, later.corrected),
    line('Dovuto', f.due, now.due, later.corrected),
    line('Versato', f.paid, now.paid, later.paid),
    line('Da versare', f.open, now.open, now.open - f.open),
    line('Crediti degli enti', f.credit, now.credit, now.credit - f.credit),
  ];
  const title = 'Conti dell’anno';
  return section({
    title,
    content: html`${
      closed
        ? ''
        : html`<p>Gli importi sono quelli della predisposizione: questa chiusura non è in vigore.</p>`
    }${dataTable({
      caption: title,
      captionHidden: true,
      rows: lines,
      small: 'stack',
      columns: [
        { header: 'Voce', rowHeader: true, cell: (l) => l.label },
        { header: 'Alla chiusura', numeric: true, nowrap: true, cell: (l) => formatEuro(l.frozen) },
        ...(closed
          ? [
              {
                header: 'Successivi alla chiusura',
                numeric: true,
                nowrap: true,
                cell: (l: (typeof lines)[number]) => (l.moved === 0 ? null : formatEuro(l.moved)),
              },
              {
                header: 'Ora',
                numeric: true,
                nowrap: true,
                cell: (l: (typeof lines)[number]) => formatEuro(l.current),
              },
            ]
          : []),
      ],
    })}<p>Accertato: ${formatEuro(f.assessed)} per ${formatInteger(f.assessedBodies)} ${f.assessedBodies === 1 ? 'ente' : 'enti'}; ${f.notices === 1 ? 'un avviso' : `${formatInteger(f.notices)} avvisi`}.${
      f.missing > 0 ? ` Enti senza quota per dati mancanti: ${formatInteger(f.missing)}.` : ''
    }</p>`,
  });
}

const CARRIED = { OPEN: 'Da versare', CREDIT: 'Credito dell’ente' } as const;

function carriedSection({ list, carried }: Shown): Html {
  return section({
    id: 'riportati',
    title: 'Riportati oltre la chiusura',
    content: html`${dataTable<ListedCarried>({
      caption: 'Importi riportati oltre la chiusura',
      captionHidden: true,
      rows: carried.rows,
      small: 'stack',
      columns: [
        {
          header: 'Avviso',
          rowHeader: true,
          cell: (c) => html`<a href="${feesLinks.notice(c.noticeId)}">n. ${c.number}/${c.year}</a>`,
        },
        { header: 'Ente che paga', cell: (c) => c.payerName },
        { header: 'Riporto', cell: (c) => CARRIED[c.kind] },
        { header: 'Importo', numeric: true, nowrap: true, cell: (c) => formatEuro(c.amount) },
        {
          header: 'Ora',
          numeric: true,
          nowrap: true,
          cell: (c) => (c.now < 0 ? `credito ${formatEuro(-c.now)}` : formatEuro(c.now)),
        },
        { header: 'Motivo', cell: (c) => c.reason },
      ],
      empty: emptyState({
        title: 'Nulla è riportato',
        text: 'Alla chiusura non restavano importi da versare né crediti.',
      }),
    })}${asidePagination(list, 'riportati', carried.total, 'importi riportati')}`,
  });
}

function laterSection({ list, later }: Shown): Html {
  return section({
    id: 'movimenti',
    title: 'Successivi alla chiusura',
    content: html`${dataTable<LaterMovement>({
      caption: 'Movimenti successivi alla chiusura',
      captionHidden: true,
      rows: later.rows,
      small: 'stack',
      columns: [
        { header: 'Data', nowrap: true, cell: (m) => formatItalianDate(m.on) },
        {
          header: 'Movimento',
          rowHeader: true,
          cell: (m) => (m.kind === 'CORRECTION' ? 'Rettifica' : MOVEMENT_LABELS[m.kind]),
        },
        {
          header: 'Avviso',
          cell: (m) =>
            html`<a href="${feesLinks.notice(m.noticeId)}">n. ${m.number}/${m.year}</a>, ${m.payerName}`,
        },
        { header: 'Importo', numeric: true, nowrap: true, cell: (m) => formatEuro(m.amount) },
        { header: 'Indicazioni', cell: (m) => m.what || null },
        { header: 'Registrato da', cell: (m) => m.recordedBy },
      ],
      empty: emptyState({
        title: 'Nessun movimento dopo la chiusura',
        text: 'I versamenti degli importi riportati e le rettifiche approvate compariranno qui.',
      }),
    })}${asidePagination(list, 'movimenti', later.total, 'movimenti successivi')}`,
  });
}

function rowsSection({ closing, list, side, rows }: Shown): Html {
  const { q } = list.filters;
  return section({
    title: 'Importi alla chiusura, ente per ente',
    content: html`${tabs({
      label: 'Importi alla chiusura',
      tabs: [
        { label: 'Per ente che paga', href: list.href({ vista: null }), current: side === 'PAYER' },
        { label: 'Per debitore', href: list.href({ vista: 'debitori' }), current: side === 'DEBTOR' },
      ],
    })}${listToolbar({
      action: feesLinks.closing(closing.id),
      hiddenFields: side === 'DEBTOR' ? hidden('vista', 'debitori') : '',
      filters: textField({ name: 'q', label: 'Ente', value: q, type: 'search' }),
      activeFilters: q ? [{ label: `Cerca: ${q}`, removeHref: list.href({ q: null }) }] : [],
      results: resultsOf(list, rows, ['ente', 'enti']),
      exports: exportLinks(list),
    })}${dataTable<ClosingRow>({
      caption: 'Importi alla chiusura',
      captionHidden: true,
      rows: rows.rows,
      small: 'stack',
      columns: [
        { header: 'Ente', rowHeader: true, cell: (r) => r.name },
        { header: 'Richiesto', numeric: true, nowrap: true, cell: (r) => formatEuro(r.noticed) },
        {
          header: 'Rettifiche',
          numeric: true,
          nowrap: true,
          cell: (r) => (r.corrected === 0 ? null : formatEuro(r.corrected)),
        },
        { header: 'Versato', numeric: true, nowrap: true, cell: (r) => formatEuro(r.paid) },
        {
          header: 'Da versare',
          numeric: true,
          nowrap: true,
          cell: (r) =>
            r.credit > 0 ? `credito ${formatEuro(r.credit)}` : r.open === 0 ? null : formatEuro(r.open),
        },
      ],
      empty: emptyState({ title: 'Nessun ente corrisponde', text: 'Togliere il filtro.' }),
    })}${pagesOf(list, rows, 'enti')}`,
  });
}
