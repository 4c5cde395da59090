import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { siteLinks } from '../../links.ts';
import { centreOf } from '../trail.ts';

/** The wording that criterion C.SI.3.4 of the conformity criteria for public websites asks for, to the letter. */
const LICENCE =
  'In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni aggiuntive.';

export function legalNotes(visit: Visit): Html {
  const centre = centreOf(visit);
  return html`<section class="page-section"><h2 class="h3" data-element="legal-notes-section">Licenza dei contenuti</h2><p data-element="legal-notes-body">${LICENCE}</p><p>Il testo della licenza: <a href="https://creativecommons.org/licenses/by/4.0/legalcode.it">Creative Commons Attribuzione 4.0 Internazionale</a>. Attribuzione: «${centre.name}, ${centre.managingBody}».</p></section><section class="page-section"><h2 class="h3">Titolare del sito</h2><p>Il sito è pubblicato da ${centre.name}, gestito da ${centre.managingBody}. I recapiti sono nella pagina <a href="${siteLinks.contacts(centre.slug)}">Contatti</a>.</p></section><section class="page-section"><h2 class="h3">Valore delle informazioni</h2><p>Gli elenchi e i conteggi rispecchiano i registri del centro nel momento in cui la pagina è richiesta. Fanno fede gli atti: convenzioni, deliberazioni, accertamenti e avvisi. I marchi e gli stemmi appartengono ai rispettivi enti.</p></section><section class="page-section"><h2 class="h3">Software</h2><p>Il sito usa Broletto, software libero con licenza EUPL-1.2, riusabile da ogni amministrazione (articoli 68 e 69 del CAD).</p></section>`;
}
