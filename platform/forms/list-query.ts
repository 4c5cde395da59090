import type { Visit } from '../http/visit.ts';

/** What a list was asked: which page, in which order, with which filters. */
export interface ListQuery {
  page: number;
  size: number;
  offset: number;
  sort: string;
  direction: 'asc' | 'desc';
  /** The filters that are in force, by name; empty ones are left out. */
  filters: Readonly<Record<string, string>>;
  /** The list's address with some of its parameters changed; null removes one. A changed filter goes back to page 1. */
  href(changes: Readonly<Record<string, string | number | null>>): string;
  /** `sort` as ui/table wants it. */
  sorting: { key: string; direction: 'asc' | 'desc'; href(key: string, direction: 'asc' | 'desc'): string };
}

export interface ListRules {
  /** The keys by which the list can be sorted; the first is the default. */
  sorts: readonly [string, ...string[]];
  defaultDirection?: 'asc' | 'desc';
  filters: readonly string[];
  size?: number;
}

/** The deepest page that is answered by number; beyond it a filter is the way. */
const LAST_PAGE = 2000;

/** Reads a list's address; anything unknown in it is taken as not said. */
export function readListQuery(visit: Pick<Visit, 'path' | 'query'>, rules: ListRules): ListQuery {
  const { query, path } = visit;
  const size = rules.size ?? 50;
  const page = Math.min(Math.max(Number.parseInt(query.pagina ?? '1', 10) || 1, 1), LAST_PAGE);
  const sort = rules.sorts.includes(query.ordine ?? '') ? query.ordine! : rules.sorts[0];
  const direction =
    query.verso === 'desc' || query.verso === 'asc' ? query.verso : (rules.defaultDirection ?? 'asc');
  const filters: Record<string, string> = {};
  for (const name of rules.filters) {
    const value = query[name]?.trim().slice(0, 200);
    if (value) filters[name] = value;
  }
  const href = (changes: Readonly<Record<string, string | number | null>>): string => {
    const next: Record<string, string | number | null> = {
      ...filters,
      ordine: query.ordine ? sort : null,
      verso: query.verso ? direction : null,
      pagina: page > 1 ? page : null,
    };
    if (!('pagina' in changes)) next.pagina = null;
    Object.assign(next, changes);
    let text = '';
    for (const name in next) {
      const value = next[name];
      if (value === null || value === undefined || value === '' || (name === 'pagina' && value === 1))
        continue;
      text += `${text ? '&' : ''}${encoded(name)}=${encoded(String(value))}`;
    }
    return text ? `${path}?${text}` : path;
  };
  return {
    page,
    size,
    offset: (page - 1) * size,
    sort,
    direction,
    filters,
    href,
    sorting: { key: sort, direction, href: (key, way) => href({ ordine: key, verso: way }) },
  };
}

const PLAIN = /^[\w.-]*$/;

/** A part of an address as forms send it, where a space is a plus; nearly all need no change. */
const encoded = (text: string): string =>
  PLAIN.test(text) ? text : new URLSearchParams([[text, '']]).toString().slice(0, -1);

/** The rows of a page of a list, and how many there are in all. */
export interface Listed<Row> {
  rows: readonly Row[];
  total: number;
}
