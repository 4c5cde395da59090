import { type Html, type HtmlValue, html, htmlMemory } from '#platform/html';
import { type AttributeValue, attributes } from '#ui/attributes';
import { icon } from '#ui/icon';
import type { Centre, FooterLinks } from '#ui/layout';

const DEFAULT_LINKS: FooterLinks = {
  contacts: '/contatti',
  faq: '/domande-frequenti',
  reportInefficiency: '/segnala-disservizio',
  privacy: '/privacy',
  legalNotes: '/note-legali',
  accessibility: '/accessibilita',
  siteMap: '/mappa-del-sito',
};

const made = htmlMemory();

/** The footer of a centre; that of a centre that is given again, the very same, is remembered. */
export function siteFooter(centre: Centre, container: string): Html {
  return made(centre, container, () => footerOf(centre, container));
}

/** The footer with the links that the conformity criteria for public websites look for by `data-element`. */
function footerOf(centre: Centre, container: string): Html {
  const links = { ...DEFAULT_LINKS, ...centre.footerLinks };
  const { contact } = centre;
  return html`<footer class="it-footer" id="pie-di-pagina" tabindex="-1"><div class="it-footer-main"><div class="${container}"><div class="it-brand-wrapper"><a${attributes(
    {
      href: centre.homeUrl,
    },
  )}>${centre.logoUrl ? html`<img class="brand-logo" alt=""${attributes({ src: centre.logoUrl })}>` : icon('pa')}<span class="it-brand-text"><span class="footer-title">${centre.name}</span><span class="footer-tagline">${centre.managingBody}</span></span></a></div><div class="row footer-columns"><div class="col-md-6 col-lg-4"><h2 class="footer-heading">Contatti</h2><p>${lines(
    [centre.name, contact.address, contact.taxCode && `Codice fiscale ${contact.taxCode}`],
  )}</p><p>${lines([
    contact.phone &&
      html`Telefono <a${attributes({ href: `tel:${contact.phone.replace(/[^+0-9]/g, '')}` })}>${contact.phone}</a>`,
    contact.email && html`E-mail <a${attributes({ href: `mailto:${contact.email}` })}>${contact.email}</a>`,
    contact.pec && html`PEC <a${attributes({ href: `mailto:${contact.pec}` })}>${contact.pec}</a>`,
  ])}</p></div><div class="col-md-6 col-lg-4"><h2 class="footer-heading">Assistenza</h2><ul class="footer-list">${[
    footerLink(links.contacts, 'Contatti e orari', { 'data-element': 'contacts' }),
    footerLink(links.faq, 'Leggi le FAQ (domande frequenti)', { 'data-element': 'faq' }),
    footerLink(links.reportInefficiency, 'Segnala un disservizio', { 'data-element': 'report-inefficiency' }),
  ]}</ul></div><div class="col-md-6 col-lg-4"><h2 class="footer-heading">Trasparenza</h2><ul class="footer-list">${[
    footerLink(links.privacy, 'Informativa sulla privacy', { 'data-element': 'privacy-policy-link' }),
    footerLink(links.legalNotes, 'Note legali', { 'data-element': 'legal-notes' }),
    footerLink(links.accessibility, 'Dichiarazione di accessibilità', {
      'data-element': 'accessibility-link',
    }),
  ]}</ul></div></div></div></div><div class="it-footer-small-prints"><div class="${container}"><ul class="it-footer-small-prints-list list-inline mb-0"><li class="list-inline-item"><a${attributes(
    {
      href: links.siteMap,
    },
  )}>Mappa del sito</a></li><li class="list-inline-item"><a${attributes({ href: links.legalNotes })}>Licenza dei contenuti: CC BY 4.0</a></li></ul></div></div></footer>`;
}

const footerLink = (href: string, label: string, more: Record<string, AttributeValue>) =>
  html`<li><a${attributes({ href, ...more })}>${label}</a></li>`;

function lines(parts: readonly (HtmlValue | undefined)[]): HtmlValue[] {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.map((part, index) => html`${index > 0 ? html`<br>` : ''}${part}`);
}
