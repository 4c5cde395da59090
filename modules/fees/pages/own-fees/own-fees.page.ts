import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { page } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { confinedTo, may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import {
  ALLOCATION_KIND_LABELS,
  ALLOCATION_STATE_LABELS,
  balanceInWords,
} from '../../allocation-words.it.ts';
import { MOVEMENT_LABELS } from '../../credit-messages.it.ts';
import { channelOf, NOTICE_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayViewFees, mayViewPayments } from '../../permissions.ts';
import { listOwnShares, type OwnShare } from '../../queries/cost-allocations.ts';
import { type ListedAssessment, listAssessments } from '../../queries/list-assessments.ts';
import { listCreditActs } from '../../queries/list-credits.ts';
import { type ListedNotice, listNotices } from '../../queries/list-notices.ts';
import { listPayments } from '../../queries/list-payments.ts';
import { creditActsTable } from '../credit-acts-table.ts';

/** What a member body owes and has paid, for its mayor: the notices to pay first, then the fees year by year. */
export async function show(visit: Visit): Promise<Answer> {
  const recent = { sort: 'anno', direction: 'desc' as const, size: 100, offset: 0 };
  const several = (confinedTo(visit.actor, mayViewFees)?.length ?? 2) > 1;
  const notices = await listNotices(visit, {}, { ...recent, sort: 'numero' });
  const fees = await listAssessments(visit, {}, recent);
  const payments = may(visit.actor, mayViewPayments)
    ? await listPayments(visit, {}, { ...recent, sort: 'data', size: 20 })
    : null;
  const acts = payments ? await listCreditActs(visit, {}, { ...recent, sort: 'data', size: 20 }) : null;
  const open = notices.rows.filter((notice) => notice.paidCents < notice.totalCents);
  const shares = await listOwnShares(visit, { size: 100, offset: 0 });
  const content = html`${headline(open)}${creditLine(notices.rows)}${noticesPart(notices.rows, several)}${feesPart(fees.rows, several)}${allocationsPart(shares, several)}${
    payments && payments.rows.length > 0
      ? section({
          title: 'Ultimi versamenti',
          content: dataTable({
            caption: 'Ultimi versamenti',
            captionHidden: true,
            rows: payments.rows,
            small: 'stack',
            columns: [
              { header: 'Data', rowHeader: true, nowrap: true, cell: (p) => formatItalianDate(p.paidOn) },
              {
                header: 'Avviso',
                nowrap: true,
                cell: (p) => html`<a href="${feesLinks.notice(p.noticeId)}">n. ${p.number}/${p.year}</a>`,
              },
              { header: 'Tipo', cell: (p) => MOVEMENT_LABELS[p.kind] },
              { header: 'Canale', cell: (p) => channelOf(p) },
              { header: 'Importo', numeric: true, nowrap: true, cell: (p) => formatEuro(p.amountCents) },
            ],
          }),
        })
      : ''
  }${
    acts && acts.rows.length > 0
      ? section({
          title: 'Restituzioni e compensazioni',
          content: creditActsTable(visit, acts.rows, {
            caption: 'Restituzioni e compensazioni',
            payer: several,
          }),
        })
      : ''
  }`;
  return page('Quote e versamenti', content, {
    breadcrumb: [{ label: 'Il mio ente', href: '/' }, { label: 'Quote e versamenti' }],
  });
}

/** What there is to do, in one sentence. */
function headline(open: readonly ListedNotice[]): Html {
  const sum = open.reduce((total, notice) => total + notice.totalCents - notice.paidCents, 0);
  if (open.length === 0) return alert({ kind: 'success', text: 'Non risultano importi da versare.' });
  const late = open.filter((notice) => notice.state === 'OVERDUE');
  const first = [...open].sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0]!;
  return late.length > 0
    ? alert({
        kind: 'warning',
        title: `Da versare ${formatEuro(sum)}`,
        text: `${late.length === 1 ? 'Un avviso è scaduto' : `${late.length} avvisi sono scaduti`}: il più vecchio scadeva il ${formatItalianDate(first.dueOn)}.`,
      })
    : alert({
        kind: 'info',
        title: `Da versare ${formatEuro(sum)}`,
        text: `La prima scadenza è il ${formatItalianDate(first.dueOn)}.`,
      });
}

/** What was paid in excess, and what becomes of it. */
function creditLine(notices: readonly ListedNotice[]): Html | '' {
  const inCredit = notices.filter((notice) => notice.paidCents > notice.totalCents);
  if (inCredit.length === 0) return '';
  const sum = inCredit.reduce((total, notice) => total + notice.paidCents - notice.totalCents, 0);
  return alert({
    kind: 'info',
    text: html`L’ente ha un credito di ${formatEuro(sum)} (${inCredit.map(
      (n, i) =>
        html`${i > 0 ? ', ' : ''}<a href="${feesLinks.notice(n.id)}">avviso n. ${n.number}/${n.year}</a>`,
    )}): il centro lo restituisce o lo porta su un altro avviso.`,
  });
}

function noticesPart(notices: readonly ListedNotice[], several: boolean): Html {
  return section({
    title: 'Avvisi di versamento',
    content: dataTable<ListedNotice>({
      caption: 'Avvisi di versamento',
      captionHidden: true,
      rows: notices,
      small: 'stack',
      columns: [
        {
          header: 'Avviso',
          rowHeader: true,
          nowrap: true,
          cell: (n) => html`<a href="${feesLinks.notice(n.id)}">n. ${n.number}/${n.year}</a>`,
        },
        ...(several ? [{ header: 'Ente che paga', cell: (n: ListedNotice) => n.payerName }] : []),
        { header: 'Scadenza', nowrap: true, cell: (n) => formatItalianDate(n.dueOn) },
        { header: 'Dovuto', numeric: true, nowrap: true, cell: (n) => formatEuro(n.totalCents) },
        {
          header: 'Versato',
          numeric: true,
          nowrap: true,
          cell: (n) => (n.paidCents === 0 ? null : formatEuro(n.paidCents)),
        },
        {
          header: 'Stato',
          cell: (n) => statusTag(NOTICE_STATES[n.state]!.kind, NOTICE_STATES[n.state]!.label),
        },
        {
          header: 'Documento',
          headerHidden: true,
          cell: (n) =>
            buttonLink({
              label: 'PDF',
              about: `dell’avviso n. ${n.number}/${n.year}`,
              href: feesLinks.noticePdf(n.id),
              kind: 'secondary',
              size: 'sm',
            }),
        },
      ],
      empty: emptyState({
        title: 'Nessun avviso a carico dell’ente',
        text: 'Quando il centro emette l’avviso di versamento, lo si trova qui e al domicilio digitale. Se la quota è pagata da un’altra forma associativa, l’avviso è a suo carico.',
      }),
    }),
  });
}

function feesPart(fees: readonly ListedAssessment[], several: boolean): Html | '' {
  if (fees.length === 0) return '';
  return section({
    title: 'Quote di adesione',
    content: html`<p>Per ogni anno si può vedere come è calcolata la quota, passo per passo.</p>${dataTable<ListedAssessment>(
      {
        caption: 'Quote di adesione',
        captionHidden: true,
        rows: fees,
        small: 'stack',
        columns: [
          {
            header: 'Anno',
            rowHeader: true,
            cell: (f) =>
              html`<a href="${feesLinks.assessment(f.id)}">${f.year}<span class="visually-hidden">, come si calcola la quota di ${f.name}</span></a>`,
          },
          ...(several ? [{ header: 'Ente', cell: (f: ListedAssessment) => f.name }] : []),
          { header: 'Quota dovuta', numeric: true, nowrap: true, cell: (f) => formatEuro(f.amountCents) },
        ],
      },
    )}`,
  });
}

/** The common costs that are shared: what comes to the body of each, and how it is computed. */
function allocationsPart(shares: readonly OwnShare[], several: boolean): Html | '' {
  if (shares.length === 0) return '';
  return section({
    title: 'Costi ripartiti fra gli enti',
    content: html`<p>Per ogni costo comune si può vedere come è calcolata la quota dell’ente. Il riparto non è un avviso di versamento: l’eventuale richiesta arriva a parte.</p>${dataTable<OwnShare>(
      {
        caption: 'Costi ripartiti fra gli enti',
        captionHidden: true,
        rows: shares,
        small: 'stack',
        columns: [
          {
            header: 'Costo',
            rowHeader: true,
            cell: (s) =>
              html`<a href="${feesLinks.allocationShare(s.allocationId, s.bodyId)}">${s.title}<span class="visually-hidden">, come si calcola la quota${several ? ` di ${s.name}` : ''}</span></a>`,
          },
          ...(several ? [{ header: 'Ente', cell: (s: OwnShare) => s.name }] : []),
          {
            header: 'Riparto',
            cell: (s) => `n. ${s.number}/${s.year}, ${ALLOCATION_KIND_LABELS[s.kind].toLowerCase()}`,
          },
          {
            header: 'Stato',
            cell: (s) =>
              statusTag(ALLOCATION_STATE_LABELS[s.state].kind, ALLOCATION_STATE_LABELS[s.state].label),
          },
          { header: 'Quota', numeric: true, nowrap: true, cell: (s) => formatEuro(s.share) },
          {
            header: 'Conguaglio',
            numeric: true,
            cell: (s) => (s.balance === null ? null : balanceInWords(s.balance)),
          },
        ],
      },
    )}`,
  });
}
