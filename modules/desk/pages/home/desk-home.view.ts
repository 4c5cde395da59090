import { feesLinks } from '#fees';
import { membershipLinks } from '#membership';
import { formatItalianDate } from '#platform/calendar';
import type { Listed } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro, formatInteger } from '#platform/money';
import { emptyState } from '#ui/empty-state';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { deskLinks } from '../../links.ts';
import type { ListedAct } from '../../queries/list-acts.ts';
import type { CentreFigures } from '../../queries/sum-up-centre.ts';
import { actsTable } from '../acts/acts.view.ts';

const WAITING: Readonly<Record<string, string>> = {
  DRAFT: 'In compilazione',
  PENDING_DECLARED: 'Adesione dichiarata, delibera attesa',
  SUBMITTED: 'Da controllare',
  INTEGRATION_REQUESTED: 'In attesa di integrazione dall’ente',
  AWAITING_RESOLUTION: 'In attesa della delibera',
  RESOLVED: 'Delibera non ancora esecutiva',
  READY_TO_SIGN: 'Da firmare',
  SIGNED: 'Firmate, con decorrenza futura',
};

/** @param acts the first that wait for a decision; null for who does not follow them. */
export function deskHomeView(visit: Visit, figures: CentreFigures, acts: Listed<ListedAct> | null): Html {
  return html`${figureTiles([
    {
      figure: formatInteger(figures.members),
      label: 'enti aderenti',
      note: `al ${formatItalianDate(visit.today)}`,
      href: membershipLinks.members(),
    },
    {
      figure: percent(figures.memberComuni, figures.comuni),
      label: 'dei comuni aderisce',
      note: `${formatInteger(figures.memberComuni)} di ${formatInteger(figures.comuni)} comuni`,
    },
    {
      figure: percent(figures.memberInhabitants, figures.inhabitants),
      label: 'della popolazione coperta',
      note: `${formatInteger(figures.memberInhabitants)} di ${formatInteger(figures.inhabitants)} abitanti`,
    },
    ...(figures.year === null
      ? []
      : [
          {
            figure: percent(figures.paidCents, figures.noticedCents),
            label: `delle quote ${figures.year} riscosso`,
            note: `${formatEuro(figures.paidCents)} di ${formatEuro(figures.noticedCents)}`,
            href: feesLinks.situation(),
          },
          {
            figure: formatEuro(figures.overdueCents),
            label: 'scaduto e non versato',
            note: `${formatInteger(figures.overdueNotices)} avvisi`,
            href: `${feesLinks.notices()}?stato=OVERDUE`,
          },
        ]),
  ])}${acts ? actsSection(acts) : ''}${section({
    title: 'Domande di adesione in corso',
    content: dataTable({
      caption: 'Domande di adesione per stato',
      captionHidden: true,
      rows: inOrderOfWork(figures.waiting),
      columns: [
        {
          header: 'Stato',
          rowHeader: true,
          cell: (row) =>
            html`<a href="${membershipLinks.applications()}?stato=${row.state}">${WAITING[row.state] ?? row.state}</a>`,
        },
        { header: 'Domande', numeric: true, cell: (row) => formatInteger(row.count) },
      ],
      empty: emptyState({
        title: 'Nessuna domanda in corso',
        text: 'Quando un ente presenta una domanda di adesione, compare qui.',
      }),
    }),
  })}`;
}

function actsSection({ rows, total }: Listed<ListedAct>): Html {
  return section({
    title: 'Atti da decidere',
    content: html`${actsTable(
      rows,
      emptyState({
        title: 'Nessun atto attende una decisione',
        text: 'Quando qualcuno chiede un atto che un’altra persona deve decidere, compare qui.',
      }),
    )}${total === 0 ? '' : html`<p><a href="${deskLinks.acts()}">Tutti gli atti da decidere (${formatInteger(total)})</a></p>`}`,
  });
}

/** As the work goes, from the draft to the signature. */
function inOrderOfWork(waiting: CentreFigures['waiting']): CentreFigures['waiting'] {
  const states = Object.keys(WAITING);
  return [...waiting].sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '0 %' : `${(Math.round((part * 1000) / whole) / 10).toLocaleString('it-IT')} %`;
