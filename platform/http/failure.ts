import { InvalidInput, NotAllowed, NotFound, NotSignedIn, RuleBroken, TooMany } from '../errors.ts';
import { sentenceFor } from '../messages.ts';

/** An error as HTTP and Italian tell it. */
export interface Failure {
  status: number;
  title: string;
  detail: string;
  /** Sentences by field, for refused input. */
  fields?: Readonly<Record<string, string>>;
  code?: string;
  retryAfter?: number;
}

/** The one place where the domain's errors become HTTP and Italian. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NotFound)
    return {
      status: 404,
      title: 'Pagina non trovata',
      detail: 'Quello che si cerca non esiste, oppure non appartiene a questo centro.',
    };
  if (error instanceof NotAllowed)
    return {
      status: 403,
      title: 'Operazione non consentita',
      detail: 'Il proprio profilo non consente questa operazione.',
      code: error.permission,
    };
  if (error instanceof NotSignedIn)
    return { status: 401, title: 'Accesso richiesto', detail: 'Per proseguire occorre accedere.' };
  if (error instanceof RuleBroken)
    return {
      status: 409,
      title: 'Operazione non possibile',
      detail: sentenceFor(error.code, error.facts),
      code: error.code,
    };
  if (error instanceof InvalidInput)
    return {
      status: 422,
      title: 'Dati non validi',
      detail: 'Alcuni dati non sono validi.',
      fields: error.fields,
    };
  if (error instanceof TooMany)
    return {
      status: 429,
      title: 'Troppi tentativi',
      detail: `Sono stati fatti troppi tentativi non riusciti. Riprovare fra ${waitInWords(error.retryAfter)}.`,
      retryAfter: error.retryAfter,
    };
  return fromFramework(error);
}

/** A wait as it is said: «40 secondi», «1 minuto», «12 minuti». */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 secondo' : `${seconds} secondi`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minuto' : `${minutes} minuti`;
}

function fromFramework(error: unknown): Failure {
  const { statusCode, code, retryAfter } = error as {
    statusCode?: number;
    code?: string;
    retryAfter?: number;
  };
  if (code?.startsWith('FST_CSRF'))
    return {
      status: 403,
      title: 'Pagina scaduta',
      detail: 'Il modulo è rimasto aperto troppo a lungo: tornare indietro, ricaricare la pagina e ripetere.',
    };
  if (statusCode === 404)
    return {
      status: 404,
      title: 'Pagina non trovata',
      detail: 'L’indirizzo non corrisponde ad alcuna pagina.',
    };
  if (statusCode === 405)
    return {
      status: 405,
      title: 'Metodo non ammesso',
      detail: 'L’indirizzo esiste, ma non accetta questo tipo di richiesta.',
    };
  if (statusCode === 413)
    return {
      status: 413,
      title: 'File troppo grande',
      detail: 'Il file supera la dimensione ammessa (40 MB).',
    };
  if (statusCode === 429)
    return {
      status: 429,
      title: 'Troppe richieste',
      detail: 'Sono arrivate troppe richieste: attendere e riprovare.',
      retryAfter: retryAfter ?? 60,
    };
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      title: 'Richiesta non valida',
      detail: 'La richiesta non è scritta correttamente.',
    };
  const state = (error as { code?: string }).code ?? '';
  if (
    /^(08|57P|53)/.test(state) ||
    /ECONNREFUSED|ECONNRESET|Connection terminated/.test(String((error as Error)?.message))
  ) {
    return {
      status: 503,
      title: 'Servizio momentaneamente non disponibile',
      detail: 'La base dati non risponde: riprovare fra qualche istante.',
      retryAfter: 5,
    };
  }
  return {
    status: 500,
    title: 'Errore imprevisto',
    detail:
      'Si è verificato un errore: nessun dato è stato modificato. Riprovare; se l’errore si ripete, segnalarlo al centro.',
  };
}

/** The same as problem+json (RFC 9457). */
export function problemJson(failure: Failure, instance: string): Record<string, unknown> {
  return {
    type: failure.code ? `urn:broletto:problem:${failure.code}` : 'about:blank',
    title: failure.title,
    status: failure.status,
    detail: failure.detail,
    instance,
    ...(failure.fields
      ? { errors: Object.entries(failure.fields).map(([field, message]) => ({ field, message })) }
      : {}),
  };
}
