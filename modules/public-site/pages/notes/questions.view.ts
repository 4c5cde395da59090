import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { details } from '#ui/details';
import { siteLinks } from '../../links.ts';
import { centreOf } from '../trail.ts';

export function questionsNote(visit: Visit): Html {
  const { slug } = centreOf(visit);
  const questions: readonly (readonly [string, Html])[] = [
    [
      'Quali enti possono aderire?',
      html`Comuni, Unioni di comuni, Comunità montane e gli altri enti pubblici ammessi dalla convenzione. Un comune può aderire direttamente oppure attraverso la forma associativa di cui fa parte. Le convenzioni in vigore sono nella pagina <a href="${siteLinks.conventions(slug)}">Convenzioni</a>.`,
    ],
    [
      'Da quando è valida la deliberazione di adesione?',
      html`Da quando è esecutiva: dopo il decimo giorno dalla pubblicazione all’albo, oppure subito se è stata dichiarata immediatamente eseguibile con il voto della maggioranza dei componenti (articolo 134 del decreto legislativo 267/2000).`,
    ],
    [
      'Si può firmare la convenzione a mano e inviarne la scansione?',
      html`No. Gli accordi fra amministrazioni si firmano con firma digitale, con altra firma elettronica qualificata o con firma elettronica avanzata, a pena di nullità (articolo 15, comma 2-bis, della legge 241/1990).`,
    ],
    [
      'Quanto costa aderire?',
      html`Dipende dalla convenzione e dalla tariffa approvata. Il conto per ciascun ente, spiegato passo per passo, è nella pagina <a href="${siteLinks.estimate(slug)}">Quanto paga il mio ente</a>.`,
    ],
    [
      'Se l’Unione paga la quota, chi è il debitore?',
      html`La quota è sempre accertata per ciascun comune: l’Unione o la Comunità montana può pagarla per conto del comune, se lo prevede un atto, ma il debitore resta il comune.`,
    ],
    [
      'La disdetta di un servizio fa venir meno l’adesione?',
      html`No. La disdetta chiude il singolo servizio; per uscire dalla convenzione serve il recesso, con il preavviso che la convenzione stabilisce.`,
    ],
    [
      'I dati del sito si possono riusare?',
      html`Sì, con licenza CC BY 4.0: si vedano i <a href="${siteLinks.openData(slug)}">dati aperti</a>.`,
    ],
  ];
  return html`<p>Se la risposta non è qui, rivolgersi ai <a href="${siteLinks.contacts(slug)}">contatti del centro</a>.</p>${questions.map(([summary, content]) => details({ summary, content: html`<p class="mb-0">${content}</p>` }))}`;
}
