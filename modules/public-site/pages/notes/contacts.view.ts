import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { centreOf } from '../trail.ts';

export function contactsNote(visit: Visit): Html {
  const centre = centreOf(visit);
  const mail = (address: string) => address && html`<a href="mailto:${address}">${address}</a>`;
  return html`${descriptionList([
    { term: 'Centro', value: centre.name },
    { term: 'Ente gestore', value: centre.managingBody },
    { term: 'Sede', value: centre.address },
    {
      term: 'Telefono',
      value: centre.phone && html`<a href="tel:${centre.phone.replace(/[^+\d]/g, '')}">${centre.phone}</a>`,
    },
    { term: 'Posta elettronica', value: mail(centre.email) },
    { term: 'Posta elettronica certificata', value: mail(centre.certifiedEmail) },
  ])}${section({
    title: 'A chi rivolgersi',
    content: html`<ul><li>Per aderire o avere informazioni sulle convenzioni: si vedano le <a href="${siteLinks.home(centre.slug)}#come-aderire">istruzioni</a>, oppure si scriva al centro.</li><li>Per un disservizio del sito o di un servizio: <a href="${siteLinks.report(centre.slug)}">segnalazione di disservizio</a>.</li><li>Per le comunicazioni fra amministrazioni: la posta elettronica certificata.</li></ul>`,
  })}`;
}
