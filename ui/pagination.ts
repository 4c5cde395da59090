import { type Html, html } from '#platform/html';
import { attributes } from '#ui/attributes';
import { icon } from '#ui/icon';

export interface PaginationOptions {
  /** The page shown, from 1. */
  page: number;
  pageCount: number;
  href: (page: number) => string;
  /** What is paged, for the name of the navigation: "enti". */
  noun?: string;
}

/** Links to the pages of a list. Nothing when there is one page. */
export function pagination(options: PaginationOptions): Html | '' {
  const { page, pageCount, href } = options;
  if (pageCount <= 1) return '';
  return html`<nav class="pagination-wrapper justify-content-center"${attributes({
    'aria-label': options.noun ? `Pagine dell’elenco: ${options.noun}` : 'Pagine dell’elenco',
  })}><ul class="pagination">${step('Pagina precedente', 'chevron-left', page > 1 ? href(page - 1) : undefined, 'prev')}${pagesShown(
    page,
    pageCount,
  ).map((number) =>
    number === 0
      ? html`<li class="page-item page-item-gap"><span class="page-link page-gap">…</span></li>`
      : html`<li class="page-item${number === page ? ' active' : ''}${Math.abs(number - page) > 1 ? ' d-none d-sm-block' : ''}"><a class="page-link"${attributes(
          {
            href: href(number),
            'aria-current': number === page ? 'page' : undefined,
          },
        )}><span class="visually-hidden">Pagina </span>${number}</a></li>`,
  )}${step('Pagina successiva', 'chevron-right', page < pageCount ? href(page + 1) : undefined, 'next')}</ul></nav>`;
}

/**
 * The numbers to show: first, last, and two around the present page; 0 stands for a gap.
 * pagesShown(1, 5) is 1 2 3 4 5; pagesShown(6, 12) is 1 0 4 5 6 7 8 0 12.
 */
export function pagesShown(page: number, pageCount: number): number[] {
  const shown: number[] = [];
  for (let number = 1; number <= pageCount; number++) {
    const near = number === 1 || number === pageCount || Math.abs(number - page) <= 2;
    // A gap of one page is written as that page.
    const lonely = (number === 2 && page === 5) || (number === pageCount - 1 && page === pageCount - 4);
    if (near || lonely) shown.push(number);
    else if (shown.at(-1) !== 0) shown.push(0);
  }
  return shown;
}

function step(
  label: string,
  arrow: 'chevron-left' | 'chevron-right',
  href: string | undefined,
  rel: string,
): Html {
  const inside = html`${icon(arrow, { size: 'sm', className: href ? 'icon-primary' : 'icon-secondary' })}<span class="visually-hidden">${label}</span>`;
  return href
    ? html`<li class="page-item"><a class="page-link"${attributes({ href, rel })}>${inside}</a></li>`
    : html`<li class="page-item disabled"><span class="page-link">${inside}</span></li>`;
}
