import { BadConfiguration } from '#platform/config';
import { RestoreRefused } from '#platform/database/restore';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { sentenceFor } from '#platform/messages';

/** What the shell is told, after sysexits: refused by the rules, wrong use, an accident, no database, configuration. */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  unexpected: 70,
  unreachable: 75,
  configuration: 78,
} as const;

/** The command was written wrongly: a value that cannot be, a file that is not there. */
export class WrongUse extends Error {}

/** What was asked is refused, with the reason in Italian. */
export class Refused extends Error {}

const UNREACHABLE =
  /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|timeout exceeded|Connection terminated/;

/** The sentence and the exit code of an error. */
export function explain(error: unknown): { sentence: string; code: number } {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof WrongUse) return { sentence: message, code: EXIT.usage };
  if (error instanceof Refused || error instanceof RestoreRefused)
    return { sentence: message, code: EXIT.refused };
  if (error instanceof RuleBroken)
    return { sentence: sentenceFor(error.code, error.facts), code: EXIT.refused };
  if (error instanceof InvalidInput)
    return {
      sentence: [
        'Alcuni dati non sono validi:',
        ...Object.entries(error.fields).map(([field, text]) => `  ${field}: ${text}`),
      ].join('\n'),
      code: EXIT.refused,
    };
  if (error instanceof NotFound)
    return { sentence: 'Quello che si cerca non esiste in questo centro.', code: EXIT.refused };
  if (error instanceof NotAllowed) return { sentence: 'L’operazione non è consentita.', code: EXIT.refused };
  if (error instanceof BadConfiguration) return { sentence: message, code: EXIT.configuration };
  if (UNREACHABLE.test(`${code} ${message}`) || /^(08|57P)/.test(code))
    return {
      sentence: 'La base dati non risponde: controllare DATABASE_URL e che il server sia attivo.',
      code: EXIT.unreachable,
    };
  if (code === '28P01' || code === '28000')
    return {
      sentence: 'La base dati rifiuta utente o password: controllare DATABASE_URL.',
      code: EXIT.configuration,
    };
  if (code === '3D000')
    return { sentence: 'La base dati indicata in DATABASE_URL non esiste.', code: EXIT.configuration };
  if (code === 'ENOENT')
    return { sentence: `Il file non esiste: ${(error as { path?: string }).path}`, code: EXIT.usage };
  return {
    sentence: error instanceof Error ? (error.stack ?? message) : String(error),
    code: EXIT.unexpected,
  };
}
