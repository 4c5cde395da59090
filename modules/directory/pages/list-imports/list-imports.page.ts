import { formatInstant } from '#platform/calendar';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { pagesOf } from '#ui/list-pages';
import { statusTag } from '#ui/status-tag';
import { type Column, dataTable } from '#ui/table';
import { IMPORT_STATES, REGISTER_LABELS } from '../../labels.it.ts';
import { directoryLinks } from '../../links.ts';
import { mayEditBodies } from '../../permissions.ts';
import { type ListedImport, listImports } from '../../queries/list-imports.ts';

const COLUMNS: readonly Column<ListedImport>[] = [
  {
    header: 'Registro',
    rowHeader: true,
    cell: (i) => html`<a href="${directoryLinks.import(i.id)}">${REGISTER_LABELS[i.kind]}</a>`,
  },
  { header: 'File', cell: (i) => i.fileName },
  {
    header: 'Stato',
    cell: (i) => statusTag(IMPORT_STATES[i.state].kind, IMPORT_STATES[i.state].label),
  },
  { header: 'Nuove', numeric: true, cell: (i) => (i.counts ? formatInteger(i.counts.new) : null) },
  { header: 'Modificate', numeric: true, cell: (i) => (i.counts ? formatInteger(i.counts.changed) : null) },
  { header: 'Caricato il', nowrap: true, cell: (i) => formatInstant(i.uploadedAt) },
  { header: 'Da', cell: (i) => i.uploadedBy },
];

/** The imports of the centre, each with where it is. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: [] });
  const imports = await listImports(visit, list);
  const start = may(visit.actor, mayEditBodies)
    ? buttonLink({ label: 'Carica un registro', href: directoryLinks.newImport(), icon: 'upload' })
    : '';
  const content = html`${dataTable({
    caption: 'Importazioni dei registri',
    captionHidden: true,
    columns: COLUMNS,
    rows: imports.rows,
    small: 'stack',
    empty: emptyState({
      title: 'Nessun registro è stato importato',
      text: 'Cominciare dall’elenco dei comuni ISTAT, poi IndicePA e la popolazione residente.',
      action: start,
    }),
  })}${pagesOf(list, imports, 'importazioni')}`;
  return page('Importazioni dei registri', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Enti', href: directoryLinks.bodies() },
      { label: 'Importazioni' },
    ],
    heading: {
      lead: 'Ogni file passa prima da una prova, che mostra che cosa cambierebbe; poi si applica tutto insieme o nulla.',
      actions: start,
    },
    wide: true,
  });
}
