import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { MOVEMENT_LABELS } from '../../credit-messages.it.ts';
import { CORRECTION_STATES, channelOf, LINE_LABELS, REMINDER_LABELS, VAT_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import {
  mayApproveAssessments,
  mayFollowFees,
  mayRecordPayments,
  mayViewPayments,
} from '../../permissions.ts';
import type { CreditAct } from '../../queries/list-credits.ts';
import type { Notice, NoticeLineRow } from '../../queries/list-notices.ts';
import { creditsPart } from './notice-credits.view.ts';

type DebtorOpen = { debtorId: string; due: number; open: number };

export function showNoticeView(
  visit: Visit,
  notice: Notice,
  debtors: readonly DebtorOpen[],
  acts: readonly CreditAct[],
): Html {
  return html`${headline(notice)}${buttons(visit, notice)}${creditsPart(visit, notice, acts)}${linesPart(visit, notice)}${debtorsPart(notice, debtors)}${
    may(visit.actor, mayViewPayments, notice.payerId) ? paymentsPart(visit, notice) : ''
  }${correctionsPart(visit, notice)}${remindersPart(notice)}${factsPart(notice)}`;
}

function headline({ balance, dueOn, state }: Notice): Html {
  return figureTiles([
    {
      figure: formatEuro(balance.due),
      label: 'Dovuto',
      ...(balance.corrected === 0 ? {} : { note: `${formatEuro(balance.charged)} alla emissione` }),
    },
    { figure: formatEuro(balance.paid), label: 'Versato' },
    balance.overpaid > 0
      ? { figure: formatEuro(balance.overpaid), label: 'Credito dell’ente', kind: 'warning' as const }
      : {
          figure: formatEuro(balance.open),
          label: 'Da versare',
          ...(state === 'OVERDUE' ? { kind: 'danger' as const } : {}),
        },
    { figure: formatItalianDate(dueOn), label: 'Scadenza' },
  ]);
}

function buttons(visit: Visit, notice: Notice): Html {
  const record = may(visit.actor, mayRecordPayments) && notice.reconciledOn === null;
  return buttonGroup([
    record ? buttonLink({ label: 'Registra un versamento', href: feesLinks.payNotice(notice.id) }) : '',
    record && notice.state === 'PAID' && notice.balance.overpaid === 0
      ? postButton({
          label: 'Riconcilia con la tesoreria',
          action: feesLinks.reconcileNotice(notice.id),
          hiddenFields: visit.hiddenFields(),
          kind: 'secondary',
        })
      : '',
    buttonLink({
      label: 'Scarica il PDF',
      href: feesLinks.noticePdf(notice.id),
      kind: 'secondary',
      icon: 'download',
    }),
    buttonLink({ label: 'Scarica i dati (JSON)', href: feesLinks.noticeData(notice.id), kind: 'plain' }),
  ]);
}

function linesPart(visit: Visit, notice: Notice): Html {
  const correct = may(visit.actor, mayRecordPayments) && notice.reconciledOn === null;
  const withVat = notice.lines.some((line) => line.vatCents !== 0);
  return section({
    title: 'Righe',
    content: html`${dataTable<NoticeLineRow>({
      caption: 'Righe dell’avviso',
      captionHidden: true,
      rows: notice.lines,
      small: 'stack',
      totalLabel: 'Totale',
      columns: [
        { header: 'Riga', numeric: true, cell: (l) => l.line },
        {
          header: 'Debitore',
          rowHeader: true,
          cell: (l) =>
            l.assessmentId && l.kind === 'FEE'
              ? html`<a href="${feesLinks.assessment(l.assessmentId)}">${l.debtorName}</a>`
              : l.debtorName,
        },
        {
          header: 'Descrizione',
          cell: (l) =>
            l.kind === 'FEE'
              ? l.description
              : html`${LINE_LABELS[l.kind]} della riga ${l.correctsLine}. ${l.description}`,
        },
        ...(withVat
          ? [
              {
                header: 'IVA',
                numeric: true,
                nowrap: true,
                cell: (l: NoticeLineRow) => formatEuro(l.vatCents),
              },
            ]
          : []),
        {
          header: 'Importo',
          numeric: true,
          nowrap: true,
          cell: (l) => formatEuro(l.netCents),
          total: formatEuro(notice.balance.due),
        },
        ...(correct
          ? [
              {
                header: 'Azioni',
                headerHidden: true,
                cell: (l: NoticeLineRow) =>
                  l.kind === 'FEE'
                    ? html`<a href="${feesLinks.correctLine(notice.id, l.line)}">Rettifica<span class="visually-hidden"> la riga ${l.line}</span></a>`
                    : html``,
              },
            ]
          : []),
      ],
    })}<p class="form-text">Importi ${VAT_LABELS[notice.lines[0]?.vatTreatment ?? 'OUT_OF_SCOPE']}.${withVat ? ' L’IVA è versata dall’ente direttamente all’erario e non entra nel totale.' : ''}</p>`,
  });
}

/** Who remains the debtor when another body pays: needed only when they differ. [trap 12] */
function debtorsPart(notice: Notice, debtors: readonly DebtorOpen[]): Html | '' {
  if (debtors.every((d) => d.debtorId === notice.payerId)) return '';
  const names = new Map(notice.lines.map((line) => [line.debtorId, line.debtorName]));
  return section({
    title: 'Residuo per debitore',
    content: html`<p>L’avviso è pagato da ${notice.payerName}; debitore di ogni quota resta l’ente per cui è dovuta. I versamenti sono ripartiti in proporzione a quanto resta aperto.</p>${dataTable(
      {
        caption: 'Residuo per debitore',
        captionHidden: true,
        rows: debtors,
        columns: [
          { header: 'Debitore', rowHeader: true, cell: (d) => names.get(d.debtorId) },
          { header: 'Dovuto', numeric: true, nowrap: true, cell: (d) => formatEuro(d.due) },
          {
            header: 'Ancora aperto',
            numeric: true,
            nowrap: true,
            cell: (d) => (d.open === 0 ? null : formatEuro(d.open)),
          },
        ],
      },
    )}`,
  });
}

function paymentsPart(visit: Visit, notice: Notice): Html {
  const reverse = may(visit.actor, mayRecordPayments) && notice.reconciledOn === null;
  return section({
    title: 'Versamenti',
    content: dataTable({
      caption: 'Versamenti dell’avviso',
      captionHidden: true,
      rows: notice.payments,
      small: 'stack',
      columns: [
        { header: 'Data', rowHeader: true, nowrap: true, cell: (p) => formatItalianDate(p.paidOn) },
        { header: 'Tipo', cell: (p) => MOVEMENT_LABELS[p.kind] },
        { header: 'Canale', cell: (p) => channelOf(p) },
        { header: 'Riferimento', cell: (p) => p.reference },
        {
          header: 'Note',
          cell: (p) => [p.reason, p.reversed ? 'Stornato' : null].filter(Boolean).join('. ') || null,
        },
        { header: 'Registrato da', cell: (p) => p.recordedBy },
        { header: 'Importo', numeric: true, nowrap: true, cell: (p) => formatEuro(p.amountCents) },
        ...(reverse
          ? [
              {
                header: 'Azioni',
                headerHidden: true,
                cell: (p: Notice['payments'][number]) =>
                  p.creditActId
                    ? html`<a href="${feesLinks.creditAct(p.creditActId)}">Apri l’atto<span class="visually-hidden"> del ${formatItalianDate(p.paidOn)}</span></a>`
                    : p.reversed || p.reversesId
                      ? html``
                      : html`<a href="${feesLinks.reversePayment(p.id)}">Storna<span class="visually-hidden"> il versamento del ${formatItalianDate(p.paidOn)}</span></a>`,
              },
            ]
          : []),
      ],
      empty: emptyState({
        title: 'Nessun versamento',
        text: 'I versamenti si registrano a mano o dal file della banca.',
      }),
    }),
  });
}

function correctionsPart(visit: Visit, notice: Notice): Html | '' {
  if (notice.corrections.length === 0 || !may(visit.actor, mayFollowFees)) return '';
  const decide = may(visit.actor, mayApproveAssessments);
  const waiting = notice.corrections.some((c) => c.state === 'PROPOSED');
  return section({
    title: 'Rettifiche',
    content: html`${waiting ? alert({ kind: 'info', text: 'Una rettifica vale quando la approva una persona diversa da chi l’ha proposta.' }) : ''}${dataTable(
      {
        caption: 'Rettifiche dell’avviso',
        captionHidden: true,
        rows: notice.corrections,
        small: 'stack',
        columns: [
          { header: 'Riga', numeric: true, cell: (c) => c.line },
          { header: 'Motivo', rowHeader: true, cell: (c) => `${c.reversesId ? 'Storno: ' : ''}${c.reason}` },
          { header: 'Importo', numeric: true, nowrap: true, cell: (c) => formatEuro(c.amountCents) },
          { header: 'Proposta da', cell: (c) => `${c.proposedBy}, ${formatInstant(c.proposedAt)}` },
          {
            header: 'Stato',
            cell: (c) =>
              html`${statusTag(CORRECTION_STATES[c.state]!.kind, CORRECTION_STATES[c.state]!.label)}${c.decidedBy ? html` <span class="text-secondary">${c.decidedBy}${c.decisionReason ? `: ${c.decisionReason}` : ''}</span>` : ''}`,
          },
          {
            header: 'Azioni',
            headerHidden: true,
            cell: (c) =>
              c.state === 'PROPOSED' && decide
                ? html`<a href="${feesLinks.decideCorrection(c.id)}">Decidi<span class="visually-hidden"> sulla rettifica della riga ${c.line}</span></a>`
                : c.state === 'APPROVED' &&
                    !c.reversed &&
                    !c.reversesId &&
                    notice.reconciledOn === null &&
                    may(visit.actor, mayRecordPayments)
                  ? html`<a href="${feesLinks.reverseCorrection(c.id)}">Storna<span class="visually-hidden"> la rettifica della riga ${c.line}</span></a>`
                  : html``,
          },
        ],
      },
    )}`,
  });
}

function remindersPart(notice: Notice): Html | '' {
  if (notice.reminders.length === 0) return '';
  return section({
    title: 'Solleciti',
    content: html`<ul>${notice.reminders.map((r) => html`<li>${REMINDER_LABELS[r.step]}, inviato il ${formatItalianDate(r.sentOn)} da ${r.sentBy}</li>`)}</ul>`,
  });
}

function factsPart(notice: Notice): Html {
  return section({
    title: 'Dati dell’avviso',
    content: descriptionList([
      { term: 'Ente che paga', value: notice.payerName },
      { term: 'Codice fiscale', value: notice.payerTaxCode },
      { term: 'Domicilio digitale', value: notice.payerDomicile },
      { term: 'Quote dell’anno', value: String(notice.feeYear) },
      { term: 'Emesso', value: `il ${formatItalianDate(notice.issuedOn)} da ${notice.issuedBy}` },
      { term: 'Scadenza', value: formatItalianDate(notice.dueOn) },
      {
        term: 'Causale del versamento',
        value: `Avviso ${notice.number}/${notice.year} - quota di adesione ${notice.feeYear}`,
      },
      notice.reconciledOn && {
        term: 'Riconciliato',
        value: `il ${formatItalianDate(notice.reconciledOn)} da ${notice.reconciledBy}`,
      },
    ]),
  });
}
