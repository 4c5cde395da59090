import { feesLinks } from '#fees';
import { membershipLinks } from '#membership';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { APPLICATION_STATES, ASSESSMENT_STATES } from '../../messages.it.ts';
import type {
  BodyApplication,
  BodyAssessment,
  BodyMembership,
  BodyNotice,
} from '../../queries/body-position.ts';

export function adhesionView(
  visit: Visit,
  memberships: readonly BodyMembership[],
  applications: readonly BodyApplication[],
): Html {
  return html`${section({
    title: 'Adesioni',
    content: dataTable({
      caption: 'Adesioni dell’ente',
      captionHidden: true,
      small: 'stack',
      rows: memberships,
      columns: [
        {
          header: 'Convenzione',
          rowHeader: true,
          cell: (m) => html`<a href="${membershipLinks.member(m.id)}">${m.convention}</a>`,
        },
        {
          header: 'Tipo',
          cell: (m) => (m.kind === 'DIRECT' ? 'Diretta' : `Tramite ${m.via ?? 'forma associativa'}`),
        },
        {
          header: 'Firmata il',
          nowrap: true,
          cell: (m) => (m.signedOn ? formatItalianDate(m.signedOn) : null),
        },
        { header: 'Dal', nowrap: true, cell: (m) => formatItalianDate(m.from) },
        { header: 'Al', nowrap: true, cell: (m) => (m.to ? formatItalianDate(m.to) : null) },
        {
          header: 'Stato',
          cell: (m) =>
            m.from > visit.today
              ? statusTag('info', 'Futura')
              : m.to !== null && m.to < visit.today
                ? statusTag('neutral', 'Cessata')
                : statusTag('success', 'In vigore'),
        },
      ],
      empty: emptyState({
        title: 'Nessuna adesione',
        text: 'L’ente non aderisce al centro: la domanda si presenta dalla sezione Adesioni.',
      }),
    }),
  })}${section({
    title: 'Domande e atti',
    content: dataTable({
      caption: 'Domande di adesione',
      captionHidden: true,
      small: 'stack',
      rows: applications,
      columns: [
        {
          header: 'Domanda',
          rowHeader: true,
          cell: (a) => html`<a href="${membershipLinks.application(a.id)}">n. ${a.number}</a>`,
        },
        { header: 'Convenzione', cell: (a) => a.convention },
        { header: 'Stato', cell: (a) => APPLICATION_STATES[a.state] ?? a.state },
        { header: 'Ultimo passo', nowrap: true, cell: (a) => formatInstant(a.changedAt) },
      ],
      empty: emptyState({
        title: 'Nessuna domanda',
        text: 'Delibere e firme si trovano nella domanda di adesione, quando c’è.',
      }),
    }),
  })}`;
}

export function feesView(assessments: readonly BodyAssessment[], notices: readonly BodyNotice[]): Html {
  return html`${section({
    title: 'Quote accertate',
    content: dataTable({
      caption: 'Quote accertate all’ente',
      captionHidden: true,
      small: 'stack',
      rows: assessments,
      columns: [
        {
          header: 'Anno',
          rowHeader: true,
          cell: (a) =>
            html`<a href="${feesLinks.assessment(a.id)}">${a.year}${a.version > 1 ? `, versione ${a.version}` : ''}</a>`,
        },
        { header: 'Importo', numeric: true, cell: (a) => formatEuro(a.amountCents) },
        { header: 'Stato', cell: (a) => ASSESSMENT_STATES[a.state] ?? a.state },
      ],
      empty: emptyState({
        title: 'Nessuna quota accertata',
        text: 'Le quote si accertano ogni anno dalla sezione Quote.',
      }),
    }),
  })}${section({
    title: 'Avvisi di versamento',
    content: dataTable({
      caption: 'Avvisi indirizzati all’ente',
      captionHidden: true,
      small: 'stack',
      rows: notices,
      columns: [
        {
          header: 'Avviso',
          rowHeader: true,
          cell: (n) => html`<a href="${feesLinks.notice(n.id)}">${n.number}/${n.year}</a>`,
        },
        { header: 'Emesso il', nowrap: true, cell: (n) => formatItalianDate(n.issuedOn) },
        { header: 'Scadenza', nowrap: true, cell: (n) => formatItalianDate(n.dueOn) },
        { header: 'Totale', numeric: true, cell: (n) => formatEuro(n.totalCents) },
        { header: 'Versato', numeric: true, cell: (n) => formatEuro(n.paidCents) },
      ],
      empty: emptyState({
        title: 'Nessun avviso',
        text: 'Se la quota è pagata da un’unione, l’avviso è indirizzato a quella.',
      }),
    }),
  })}`;
}
