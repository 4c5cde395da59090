import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable, type TableOptions } from '#ui/table';
import { CREDIT_ACT_STATE_LABELS, creditActLabel } from '../credit-messages.it.ts';
import { feesLinks } from '../links.ts';
import { mayFollowFees } from '../permissions.ts';
import type { CreditAct } from '../queries/list-credits.ts';

/** «Approvata», with what became of it later. */
export function creditActState(act: CreditAct): Html {
  const { kind, label } = CREDIT_ACT_STATE_LABELS[act.state];
  if (act.annulment === 'APPROVED') return statusTag('neutral', 'Annullata');
  return html`${statusTag(kind, label)}${act.annulment === 'PROPOSED' ? html` <span class="text-secondary">annullamento da approvare</span>` : ''}`;
}

/** «n. 3/2026», or «n. 3/2026, sull’avviso n. 7/2027». */
export const noticesOf = (act: CreditAct): Html =>
  html`<a href="${feesLinks.notice(act.noticeId)}">n. ${act.number}/${act.year}</a>${
    act.toNoticeId
      ? html`, sull’avviso <a href="${feesLinks.notice(act.toNoticeId)}">n. ${act.toNumber}/${act.toYear}</a>`
      : ''
  }`;

/** Refunds, offsets and annulments as a table; who proposed them is of interest to the centre alone. */
export function creditActsTable(
  visit: Visit,
  acts: readonly CreditAct[],
  options: Pick<TableOptions<CreditAct>, 'caption'> &
    Partial<Pick<TableOptions<CreditAct>, 'sort' | 'empty'>> & { payer: boolean },
): Html {
  const desk = may(visit.actor, mayFollowFees);
  const columns: readonly (Column<CreditAct> | null)[] = [
    {
      header: 'Atto',
      rowHeader: true,
      cell: (a) =>
        html`<a href="${feesLinks.creditAct(a.id)}">${creditActLabel(a)}<span class="visually-hidden"> di ${formatEuro(a.amountCents)} sull’avviso n. ${a.number}/${a.year}</span></a>`,
    },
    options.payer ? { header: 'Ente che paga', sortKey: 'ente', cell: (a) => a.payerName } : null,
    { header: 'Avviso', cell: noticesOf },
    { header: 'Data', nowrap: true, cell: (a) => formatItalianDate(a.doneOn) },
    { header: 'Riferimento', cell: (a) => a.reference || null },
    { header: 'Motivo', cell: (a) => a.reason },
    {
      header: 'Importo',
      sortKey: 'importo',
      numeric: true,
      nowrap: true,
      cell: (a) => formatEuro(a.amountCents),
    },
    desk
      ? {
          header: 'Proposta da',
          sortKey: 'data',
          cell: (a) => `${a.proposedBy}, ${formatInstant(a.proposedAt)}`,
        }
      : null,
    { header: 'Stato', cell: creditActState },
  ];
  return dataTable({
    caption: options.caption,
    captionHidden: true,
    rows: acts,
    small: 'stack',
    columns: columns.filter((column) => column !== null),
    ...(options.sort ? { sort: options.sort } : {}),
    ...(options.empty ? { empty: options.empty } : {}),
  });
}
