import { directoryLinks } from '#directory';
import type { ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { emptyState } from '#ui/empty-state';
import { numberField, select } from '#ui/field';
import { section } from '#ui/heading';
import { choropleth } from '#ui/map';
import { pagination } from '#ui/pagination';
import { type Column, dataTable } from '#ui/table';
import type { Drawing, MapArea } from '../../queries/map-areas.ts';
import type { Theme, ThemeName } from './map-themes.ts';

export interface MapPage {
  list: ListQuery;
  drawing: Drawing | null;
  areas: readonly MapArea[];
  themes: Partial<Record<ThemeName, Theme>>;
  chosen: ThemeName;
  year: number;
}

export function mapView(shown: MapPage): Html {
  const { drawing, areas, themes, chosen } = shown;
  const theme = themes[chosen]!;
  return html`${themeForm(shown)}${
    drawing
      ? drawn(drawing, areas, theme)
      : alert({
          kind: 'info',
          title: 'La mappa non c’è ancora',
          text: html`Importare i confini dei comuni in formato TopoJSON da <a href="${directoryLinks.newImport()}">Importazioni</a>; intanto i dati sono nella tabella.`,
        })
  }${table(shown, theme)}`;
}

function themeForm({ themes, chosen, year }: MapPage): Html {
  return html`<form class="list-filters" method="get" action="${directoryLinks.map()}" role="search" aria-label="Tema della mappa"><div class="list-filters-fields">${select(
    {
      name: 'tema',
      label: 'Colora per',
      value: chosen,
      submitOnChange: true,
      choices: Object.entries(themes).map(([value, one]) => ({ value, label: one!.label })),
    },
  )}${chosen === 'quota' ? numberField({ name: 'anno', label: 'Anno della quota', value: year, maxlength: 4 }) : ''}<div class="list-filters-submit"><button class="btn btn-primary" type="submit">Mostra</button></div></div></form>`;
}

function drawn(drawing: Drawing, areas: readonly MapArea[], theme: Theme): Html {
  const byCode = new Map(areas.map((area) => [area.istatCode, area]));
  return html`${choropleth({
    title: theme.legend,
    description: `${theme.description} Gli stessi dati sono nella tabella sotto la mappa.`,
    topology: drawing.topology,
    object: drawing.objectName,
    classes: theme.classes,
    legendTitle: theme.legend,
    classify: (code) => {
      const area = byCode.get(code);
      return area ? theme.classOf(area) : undefined;
    },
    label: (code) => {
      const area = byCode.get(code);
      return area ? `${area.name}: ${theme.figure(area)}` : `Comune ${code}: non in anagrafe`;
    },
    href: (code) => {
      const area = byCode.get(code);
      return area ? directoryLinks.body(area.id) : undefined;
    },
  })}<p class="text-secondary">${drawing.note ? html`${drawing.note} ` : ''}Fonte: ${drawing.source}.</p>`;
}

function table({ list, areas, chosen }: MapPage, theme: Theme): Html {
  const columns: readonly Column<MapArea>[] = [
    {
      header: 'Comune',
      rowHeader: true,
      cell: (area) => html`<a href="${directoryLinks.body(area.id)}">${area.name}</a>`,
    },
    { header: 'Codice ISTAT', nowrap: true, cell: (area) => area.istatCode },
    {
      header: theme.legend,
      cell: (area) => {
        const index = theme.classOf(area);
        return index === undefined ? 'Dato non disponibile' : theme.classes[index]!.label;
      },
    },
    {
      header: 'Abitanti',
      numeric: true,
      cell: (area) => (area.inhabitants === null ? null : formatInteger(area.inhabitants)),
    },
    ...(chosen === 'quota' ? [{ header: 'Dato', cell: (area: MapArea) => theme.figure(area) }] : []),
  ];
  return section({
    title: 'I dati della mappa in tabella',
    content: html`${dataTable({
      caption: `${theme.label}, comune per comune`,
      captionHidden: true,
      columns,
      rows: areas.slice(list.offset, list.offset + list.size),
      small: 'stack',
      empty: emptyState({ title: 'Nessun comune in anagrafe', text: 'Importare l’elenco dei comuni ISTAT.' }),
    })}${pagination({ page: list.page, pageCount: Math.ceil(areas.length / list.size), href: (number) => list.href({ pagina: number }), noun: 'comuni' })}`,
  });
}
