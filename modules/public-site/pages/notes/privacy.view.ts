import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { section } from '#ui/heading';
import { centreOf } from '../trail.ts';

export function privacyNote(visit: Visit): Html {
  const centre = centreOf(visit);
  const address = centre.certifiedEmail || centre.email;
  return html`<p>Informativa ai sensi degli articoli 13 e 14 del regolamento (UE) 2016/679 su come il sito tratta i dati personali di chi lo visita e di chi lo usa.</p>${section(
    {
      title: 'Titolare del trattamento',
      content: html`<p>${centre.managingBody}, che gestisce ${centre.name}${centre.address ? `, ${centre.address}` : ''}${address ? html`; <a href="mailto:${address}">${address}</a>` : ''}. Allo stesso recapito si può scrivere al responsabile della protezione dei dati.</p>`,
    },
  )}${section({
    title: 'Quali dati e perché',
    content: html`<ul><li><strong>Navigazione.</strong> Le pagine pubbliche non raccolgono dati di chi le visita: il registro tecnico annota la pagina, l’esito e la durata della richiesta, senza indirizzo di rete e senza parole cercate.</li><li><strong>Segnalazioni di disservizio.</strong> Il testo e, se lo si vuole indicare, l’indirizzo di posta per la risposta; del mittente si conserva soltanto un’impronta che cambia ogni giorno, per fermare gli invii in massa. Base giuridica: compito di interesse pubblico (articolo 6, paragrafo 1, lettera e).</li><li><strong>Area riservata.</strong> Nome, indirizzo di posta, ruolo nell’ente e operazioni compiute di chi vi accede per conto di un’amministrazione, per svolgere i procedimenti del centro e documentarli (articolo 6, paragrafo 1, lettere c ed e).</li></ul>`,
  })}${section({
    title: 'Cookie',
    content: html`<p>Il sito usa soltanto cookie tecnici propri, necessari all’accesso e alla sicurezza dei moduli: non occorre il consenso (provvedimento del Garante del 10 giugno 2021). Le pagine di consultazione non ne impostano alcuno. Non vi sono strumenti di tracciamento né contenuti caricati da altri siti.</p>`,
  })}${section({
    title: 'Conservazione e comunicazione',
    content: html`<p>Le segnalazioni si conservano per il tempo necessario a trattarle e a documentarne l’esito; le operazioni dell’area riservata per il tempo previsto dalle norme sugli atti amministrativi. I dati non sono diffusi né trasferiti fuori dall’Unione europea; li trattano il personale autorizzato e i responsabili nominati per la gestione tecnica.</p>`,
  })}${section({
    title: 'Diritti',
    content: html`<p>Chi è interessato può chiedere l’accesso, la rettifica, la cancellazione, la limitazione e opporsi al trattamento (articoli da 15 a 22 del regolamento), e può proporre reclamo al <a href="https://www.garanteprivacy.it">Garante per la protezione dei dati personali</a>.</p>`,
  })}`;
}
