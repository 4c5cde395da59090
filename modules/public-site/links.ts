import { links } from '../links.ts';

const at = (slug: string, path: string): string => `/centri/${slug}/${path}`;

/** The addresses of the public site of a centre. */
export const siteLinks = {
  home: (slug: string) => links.publicHome(slug),
  members: (slug: string) => at(slug, 'enti-aderenti'),
  membersCsv: (slug: string) => at(slug, 'enti-aderenti.csv'),
  membersMap: (slug: string) => at(slug, 'enti-aderenti/mappa'),
  /** By IPA code; by identifier for the few bodies that have none. */
  member: (slug: string, code: string) => at(slug, `enti-aderenti/${encodeURIComponent(code)}`),
  search: (slug: string) => links.publicSearch(slug),
  conventions: (slug: string) => at(slug, 'convenzioni'),
  tariffs: (slug: string) => at(slug, 'tariffe'),
  estimate: (slug: string, code?: string) =>
    at(slug, `tariffe/calcolo${code ? `?ente=${encodeURIComponent(code)}` : ''}`),
  openData: (slug: string) => at(slug, 'dati-aperti'),
  dataset: (slug: string, name: string, format: 'csv' | 'json') => at(slug, `dati-aperti/${name}.${format}`),
  catalogue: (slug: string, format: 'ttl' | 'jsonld') => at(slug, `dati-aperti/catalogo.${format}`),
  contacts: (slug: string) => at(slug, 'contatti'),
  questions: (slug: string) => at(slug, 'domande-frequenti'),
  report: (slug: string) => at(slug, 'segnalazione-disservizio'),
  reportReceived: (slug: string, number: number) => at(slug, `segnalazione-disservizio/${number}`),
  privacy: (slug: string) => at(slug, 'privacy'),
  legalNotes: (slug: string) => at(slug, 'note-legali'),
  accessibility: (slug: string) => at(slug, 'accessibilita'),
  siteMap: (slug: string) => at(slug, 'mappa-del-sito'),
  siteMapXml: (slug: string) => at(slug, 'sitemap.xml'),
  reports: () => '/segnalazioni',
  reportAtTheDesk: (id: string) => `/segnalazioni/${id}`,
};
