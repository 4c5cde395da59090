import type { Listed, ListQuery } from '#platform/forms/list-query';
import type { Html } from '#platform/html';
import type { ResultsCount } from '#ui/list-toolbar';
import { pagination } from '#ui/pagination';

/** How much of a list its page shows: «51–100 di 205 enti». @param noun singular and plural. */
export const resultsOf = (
  list: ListQuery,
  listed: Listed<unknown>,
  noun: readonly [string, string],
): ResultsCount => ({
  from: listed.total > 0 ? list.offset + 1 : 0,
  to: list.offset + listed.rows.length,
  total: listed.total,
  noun,
});

/** The links to the pages of a list; nothing when there is one page. */
export const pagesOf = (list: ListQuery, listed: Listed<unknown>, noun: string): Html | '' =>
  pagination({
    page: list.page,
    pageCount: Math.ceil(listed.total / list.size),
    href: (number) => list.href({ pagina: number }),
    noun,
  });
