import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { select, textField } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { documentLinks } from '../../links.ts';
import { TYPE_LABELS, typeLabel } from '../../messages.it.ts';
import type { ListedDocument } from '../../queries/list-documents.ts';
import { documentsTable } from './documents-table.ts';

export function listDocumentsView(list: ListQuery, documents: Listed<ListedDocument>): Html {
  const { q, tipo } = list.filters;
  const active = [
    q ? { label: `Cerca: ${q}`, removeHref: list.href({ q: null }) } : null,
    tipo ? { label: typeLabel(tipo), removeHref: list.href({ tipo: null }) } : null,
  ].filter((chip) => chip !== null);
  return html`${listToolbar({
    action: documentLinks.documents(),
    filters: [
      textField({ name: 'q', label: 'Titolo o numero di protocollo', value: q, type: 'search' }),
      select({
        name: 'tipo',
        label: 'Tipo',
        value: tipo,
        emptyLabel: 'Tutti',
        choices: Object.entries(TYPE_LABELS).map(([value, label]) => ({ value, label })),
      }),
    ],
    activeFilters: active,
    clearHref: documentLinks.documents(),
    results: resultsOf(list, documents, ['documento', 'documenti']),
  })}${documentsTable(documents.rows, {
    caption: 'Documenti del centro',
    ...(active.length > 0
      ? {
          empty: emptyState({
            title: 'Nessun documento corrisponde ai filtri',
            text: 'Togliere un filtro oppure cercare con una parte del titolo.',
          }),
        }
      : {}),
  })}${pagesOf(list, documents, 'documenti')}`;
}
