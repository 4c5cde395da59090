import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

export type SortDirection = 'asc' | 'desc';

export interface Sort {
  /** The key by which the list is sorted now. */
  key: string;
  direction: SortDirection;
  /** The address of the same list sorted otherwise. */
  href: (key: string, direction: SortDirection) => string;
}

/** The direction a click asks for: the other one on the sorted column, ascending elsewhere. */
export function nextDirection(sort: Sort, key: string): SortDirection {
  return sort.key === key && sort.direction === 'asc' ? 'desc' : 'asc';
}

/** The header of a sortable column; `aria-sort` on the cell says the present order. */
export function sortLink(sort: Sort, key: string, label: string): Html {
  const sorted = sort.key === key;
  const arrow = sort.direction === 'asc' ? 'arrow-up-triangle' : 'arrow-down-triangle';
  return html`<a class="sort-link${sorted ? ' active' : ''}"${attributes({ href: sort.href(key, nextDirection(sort, key)) })}>${label}${
    sorted ? icon(arrow, { size: 'sm' }) : ''
  }</a>`;
}
