import { escapeText } from '#platform/html';

/** The addresses a file of sitemaps.org may hold. */
const MOST = 50_000;

/** A site map (sitemaps.org 0.9) of absolute addresses. */
export function siteMapXml(addresses: readonly string[]): string {
  const urls = addresses.slice(0, MOST).map((address) => `<url><loc>${escapeText(address)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}
