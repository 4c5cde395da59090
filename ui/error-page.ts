import { type Html, type HtmlValue, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { icon } from '#ui/icon';

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

const TEXTS: Record<ErrorStatus, { title: string; text: string }> = {
  400: {
    title: 'La richiesta non è corretta',
    text: 'Tornare alla pagina precedente e ripetere l’operazione. Se il problema continua, contattare l’assistenza.',
  },
  401: {
    title: 'È necessario accedere',
    text: 'La pagina è riservata. Accedere con le proprie credenziali e ripetere l’operazione.',
  },
  403: {
    title: 'Operazione non consentita',
    text: 'Il profilo con cui si è effettuato l’accesso non permette questa operazione. Se è necessaria per il proprio ufficio, chiedere l’abilitazione al responsabile del centro.',
  },
  404: {
    title: 'Pagina non trovata',
    text: 'L’indirizzo può essere errato, oppure la pagina è stata spostata o rimossa. Verificare l’indirizzo o ripartire dalla pagina iniziale.',
  },
  409: {
    title: 'I dati sono cambiati nel frattempo',
    text: 'Un altro utente ha modificato gli stessi dati, oppure l’operazione è già stata eseguita. Tornare alla pagina precedente, aggiornarla e verificare la situazione prima di ripetere.',
  },
  413: {
    title: 'Il file è troppo grande',
    text: 'Ridurre la dimensione del file e ripetere l’invio.',
  },
  422: {
    title: 'I dati inseriti non sono validi',
    text: 'Tornare alla pagina precedente e correggere i dati indicati. Nulla è stato registrato.',
  },
  429: {
    title: 'Troppe richieste',
    text: 'Attendere qualche minuto e riprovare.',
  },
  500: {
    title: 'Si è verificato un errore',
    text: 'L’errore è stato registrato e sarà esaminato. Nulla è stato salvato: riprovare tra qualche minuto. Se il problema continua, contattare l’assistenza indicando il codice riportato sotto.',
  },
  503: {
    title: 'Servizio momentaneamente non disponibile',
    text: 'È in corso un intervento di manutenzione. Riprovare tra qualche minuto.',
  },
};

/** The title of an error page, for `layout`. */
export function errorTitle(status: ErrorStatus): string {
  return TEXTS[status].title;
}

export interface ErrorPageOptions {
  status: ErrorStatus;
  /** The Italian sentence of a broken rule, when there is one: it stands before the general advice. */
  message?: string;
  homeHref: string;
  /** The page from which the operation can be repeated. */
  backHref?: string;
  /** The code of the request in the log. */
  requestId?: string;
  contact?: HtmlValue;
}

/** The content of an error page (its h1 is `errorTitle`): what happened and what to do next, in plain words. */
export function errorPage(options: ErrorPageOptions): Html {
  return html`<div class="error-page">${icon(options.status >= 500 ? 'warning-circle' : 'info-circle', { size: 'xl', className: 'icon-primary' })}<div>${
    options.message ? html`<p class="lead">${options.message}</p>` : ''
  }<p>${TEXTS[options.status].text}</p>${
    options.requestId
      ? html`<p>Codice della richiesta: <span class="code">${options.requestId}</span></p>`
      : ''
  }${options.contact ? html`<p>${options.contact}</p>` : ''}<div class="button-row">${
    options.backHref ? buttonLink({ label: 'Torna indietro', href: options.backHref }) : ''
  }${buttonLink({
    label: 'Vai alla pagina iniziale',
    href: options.homeHref,
    kind: options.backHref ? 'secondary' : 'primary',
  })}</div></div></div>`;
}
