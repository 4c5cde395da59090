import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { centreOf } from '../trail.ts';

export function accessibilityNote(visit: Visit): Html {
  const centre = centreOf(visit);
  return html`<p>${centre.managingBody} si impegna a rendere il sito accessibile, secondo la legge 9 gennaio 2004, n. 4 e la norma UNI CEI EN 301549.</p>${section(
    {
      title: 'Dichiarazione di accessibilità',
      content: centre.accessibilityUrl
        ? html`<p>La dichiarazione è pubblicata sul sito dell’Agenzia per l’Italia digitale: <a href="${centre.accessibilityUrl}">dichiarazione di accessibilità di ${centre.name}</a>.</p>`
        : html`<p>La dichiarazione sul sito dell’Agenzia per l’Italia digitale non è ancora stata pubblicata dal centro.</p>`,
    },
  )}${section({
    title: 'Com’è fatto il sito',
    content: html`<p>Le pagine sono progettate per le regole WCAG 2.2, livello AA: si usano con la sola tastiera, con i lettori di schermo, con il testo ingrandito e senza script. Mappe e grafici hanno accanto gli stessi dati in tabella. I documenti prodotti sono PDF etichettati (PDF/UA).</p>`,
  })}${section({
    title: 'Segnalare un problema di accessibilità',
    content: html`<p>Chi incontra un ostacolo può descriverlo con la <a href="${siteLinks.report(centre.slug)}">segnalazione di disservizio</a> oppure scrivere ai <a href="${siteLinks.contacts(centre.slug)}">contatti del centro</a>. In mancanza di risposta entro trenta giorni ci si può rivolgere al Difensore civico per il digitale presso l’Agenzia per l’Italia digitale.</p>`,
  })}`;
}
