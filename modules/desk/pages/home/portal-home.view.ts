import { directoryLinks } from '#directory';
import { feesLinks } from '#fees';
import { membershipLinks } from '#membership';
import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatEuro } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import type { OwnBody } from '../../queries/sum-up-bodies.ts';

export function portalHomeView(bodies: readonly OwnBody[]): Html {
  return dataTable({
    caption: bodies.length === 1 ? 'Situazione dell’ente' : 'Situazione degli enti per i quali si opera',
    rows: bodies,
    small: 'stack',
    columns: [
      {
        header: 'Ente',
        rowHeader: true,
        cell: (b) => html`<a href="${directoryLinks.body(b.id)}">${b.name}</a>`,
      },
      { header: 'Adesione', cell: membership },
      {
        header: 'Da versare',
        numeric: true,
        cell: (b) =>
          b.owedCents > 0 ? html`<a href="${feesLinks.own()}">${formatEuro(b.owedCents)}</a>` : formatEuro(0),
      },
      {
        header: 'Prossima scadenza',
        nowrap: true,
        cell: (b) => (b.nextDue ? formatItalianDate(b.nextDue) : null),
      },
    ],
    empty: emptyState({
      title: 'Nessun ente',
      text: 'Il profilo non è collegato ad alcun ente: rivolgersi al centro.',
    }),
  });
}

function membership(b: OwnBody): Html {
  if (b.memberSince)
    return html`${statusTag('success', 'Aderente')} dal ${formatItalianDate(b.memberSince)}${b.viaBody ? html` tramite ${b.viaBody}` : ''} <a href="${membershipLinks.member(b.membershipId!)}">Vedi l’adesione</a>`;
  if (b.openApplicationId)
    return html`${statusTag('info', 'Domanda in corso')} <a href="${membershipLinks.application(b.openApplicationId)}">Vedi la domanda</a>`;
  return html`${statusTag('neutral', 'Non aderente')} <a href="${membershipLinks.newApplication()}?ente=${b.id}">Presenta la domanda</a>`;
}
