import type { ListQuery } from '#platform/forms/list-query';
import type { Html } from '#platform/html';
import { pagination } from '#ui/pagination';

/** The lists that stand beside the one of the bodies, each with a page of its own in the address. */
export const ASIDE = ['riportati', 'movimenti'] as const;
type Aside = (typeof ASIDE)[number];

const SIZE = 25;
const LAST_PAGE = 2000;

const pageOf = (list: ListQuery, name: Aside): number =>
  Math.min(Math.max(Number.parseInt(list.filters[name] ?? '1', 10) || 1, 1), LAST_PAGE);

/** Which rows of a list beside are asked. */
export const asidePage = (list: ListQuery, name: Aside): { size: number; offset: number } => ({
  size: SIZE,
  offset: (pageOf(list, name) - 1) * SIZE,
});

/** The pages of a list beside; the others keep theirs, and the browser goes back to the list. */
export const asidePagination = (list: ListQuery, name: Aside, total: number, noun: string): Html | '' =>
  pagination({
    page: pageOf(list, name),
    pageCount: Math.ceil(total / SIZE),
    href: (number) =>
      `${list.href({ [name]: number === 1 ? null : number, pagina: list.page > 1 ? list.page : null })}#${name}`,
    noun,
  });
