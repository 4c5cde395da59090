import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { dataTable } from '#ui/table';
import { documentLinks } from '../../links.ts';
import { typeLabel } from '../../messages.it.ts';
import type { ListedDocument } from '../../queries/list-documents.ts';

/** "84 kB" */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}

/** Documents with their link and download, for any page that shows those of a thing. */
export function documentsTable(
  documents: readonly ListedDocument[],
  options: { caption: string; empty?: Html } = { caption: 'Documenti' },
): Html {
  return dataTable<ListedDocument>({
    caption: options.caption,
    captionHidden: true,
    small: 'stack',
    rows: documents,
    empty:
      options.empty ??
      emptyState({
        title: 'Nessun documento',
        text: 'I documenti compaiono qui quando vengono generati o ricevuti.',
        icon: 'files',
      }),
    columns: [
      {
        header: 'Documento',
        rowHeader: true,
        cell: (d) => html`<a href="${documentLinks.document(d.id)}">${d.title}</a>`,
      },
      { header: 'Tipo', cell: (d) => typeLabel(d.type) },
      { header: 'Data e ora', nowrap: true, cell: (d) => formatInstant(d.createdAt) },
      {
        header: 'Protocollo',
        nowrap: true,
        cell: (d) =>
          d.registryNumber ? `${d.registryNumber} del ${formatItalianDate(d.registryDate!)}` : null,
      },
      { header: 'Dimensione', numeric: true, nowrap: true, cell: (d) => sizeText(d.size) },
      {
        header: 'Scarica',
        headerHidden: true,
        cell: (d) =>
          buttonLink({
            label: 'Scarica',
            kind: 'secondary',
            size: 'sm',
            icon: 'download',
            about: d.title,
            href: documentLinks.download(d.id),
          }),
      },
    ],
  });
}
