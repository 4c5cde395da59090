import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { absoluteUrl } from '#platform/installation';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { listAllMembers } from '../../queries/list-members.ts';
import { siteMapXml } from '../../rules/site-map-xml.ts';
import { sitePages } from '../../rules/site-pages.ts';
import { centreOf, trail } from '../trail.ts';

/** All the pages of the site, by section. */
export function show(visit: Visit): Answer {
  const pages = sitePages(centreOf(visit).slug);
  const sections = [...new Set(pages.map((p) => p.section))];
  return page(
    'Mappa del sito',
    html`${sections.map((title) =>
      section({
        title,
        content: html`<ul>${pages.filter((p) => p.section === title).map((p) => html`<li><a href="${p.href}">${p.title}</a>: ${p.about}</li>`)}</ul>`,
      }),
    )}`,
    {
      breadcrumb: trail(visit, { label: 'Mappa del sito' }),
      description: `Tutte le pagine del sito di ${centreOf(visit).name}.`,
    },
  );
}

/** The same pages and those of the members, for search engines (sitemaps.org). */
export async function xml(visit: Visit): Promise<Answer> {
  const { slug } = centreOf(visit);
  const members = await listAllMembers(visit);
  const paths = [
    ...sitePages(slug).map((p) => p.href),
    ...members.map((m) => siteLinks.member(slug, m.ipaCode ?? m.bodyId)),
  ];
  return {
    kind: 'bytes',
    type: 'application/xml; charset=utf-8',
    body: siteMapXml(paths.map(absoluteUrl)),
    cache: 'no-cache',
  };
}

/** What search engines may read, and where the maps of the centres' sites are. */
export async function robots(visit: Visit): Promise<Answer> {
  const maps = visit.centre ? `\nSitemap: ${absoluteUrl(siteLinks.siteMapXml(visit.centre.slug))}` : '';
  return {
    kind: 'bytes',
    type: 'text/plain; charset=utf-8',
    body: `User-agent: *\nAllow: /centri/\nAllow: /api\nDisallow: /${maps}\n`,
    cache: 'public, max-age=3600',
  };
}
