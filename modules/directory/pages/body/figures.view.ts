import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { barChart } from '#ui/chart';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import type { ShownBody } from '../../queries/get-body.ts';
import type { ListedFigure } from '../../queries/list-body-figures.ts';

const COLUMNS: readonly Column<ListedFigure>[] = [
  { header: 'Al', rowHeader: true, nowrap: true, cell: (f) => formatItalianDate(f.on) },
  {
    header: 'Valore',
    numeric: true,
    cell: (f) => (f.superseded ? html`<s>${formatInteger(f.value)}</s>` : formatInteger(f.value)),
  },
  {
    header: 'Stato',
    cell: (f) =>
      f.superseded
        ? statusTag('neutral', 'Corretto da un dato successivo')
        : f.provisional
          ? statusTag('warning', 'Provvisorio')
          : statusTag('success', 'Valido'),
  },
  { header: 'Fonte', cell: (f) => f.source },
  { header: 'Registrato', cell: (f) => `${formatInstant(f.recordedAt)}, ${f.recordedBy}` },
];

export function figuresView(body: ShownBody, figures: readonly ListedFigure[]): Html {
  return html`<p class="text-secondary">I dati si aggiungono e non si cancellano: una correzione è un dato successivo per la stessa data. Le quote già accertate non cambiano.</p>${part(
    body,
    'Popolazione residente',
    'abitanti',
    figures.filter((f) => f.kind === 'population'),
  )}${part(
    body,
    'Imprese attive',
    'imprese',
    figures.filter((f) => f.kind === 'enterprises'),
  )}`;
}

const CHARTED = 12;

function part(body: ShownBody, title: string, noun: string, figures: readonly ListedFigure[]): Html {
  const valid = figures.filter((f) => !f.superseded);
  const chart =
    valid.length > 1
      ? barChart({
          title: `${title} nel tempo`,
          description: `${title} di ${body.name} alle date di riferimento, dalla meno alla più recente.`,
          bars: valid
            .slice(0, CHARTED)
            .reverse()
            .map((f) => ({
              label: formatItalianDate(f.on),
              value: f.value,
              text: `${formatInteger(f.value)} ${noun}`,
            })),
          labelHeader: 'Data',
          valueHeader: title,
          id: `grafico-${noun}`,
        })
      : '';
  return section({
    title,
    content: html`${dataTable({
      caption: `${title}, dato per dato`,
      captionHidden: true,
      columns: COLUMNS,
      rows: figures,
      small: 'stack',
      empty: emptyState({
        title: 'Nessun dato',
        text: 'Importare il registro oppure aggiungere il dato a mano: senza, la quota non si può accertare.',
      }),
    })}${chart}`,
  });
}
