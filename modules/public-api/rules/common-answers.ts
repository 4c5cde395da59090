import type { JsonSchema } from './json-schema.ts';

const header = (description: string, most: number, example: number) => ({
  description,
  schema: { type: 'integer', format: 'int32', minimum: 0, maximum: most, examples: [example] },
});

/** Headers of the limit, one family (draft-ietf-httpapi-ratelimit-headers), on every answer. */
export const RATE_LIMIT_HEADERS = {
  'RateLimit-Limit': header('Richieste ammesse in un minuto.', 100_000, 600),
  'RateLimit-Remaining': header('Richieste ancora ammesse nel minuto in corso.', 100_000, 599),
  'RateLimit-Reset': header('Secondi fino all’inizio del minuto successivo.', 3600, 42),
  'Cache-Control': {
    description: 'Le risposte non si conservano.',
    schema: { type: 'string', maxLength: 100, examples: ['no-store'] },
  },
};

const RETRY_AFTER = { 'Retry-After': header('Secondi da attendere prima di riprovare.', 86_400, 60) };

/** RFC 9457. */
export const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'Un problema, secondo RFC 9457.',
  additionalProperties: false,
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      maxLength: 300,
      description: 'Codice del problema; about:blank quando basta lo stato.',
      examples: ['urn:broletto:problem:fees.payment-exceeds-balance'],
    },
    title: { type: 'string', maxLength: 300, description: 'Titolo.', examples: ['Operazione non possibile'] },
    status: {
      type: 'integer',
      format: 'int32',
      minimum: 100,
      maximum: 599,
      description: 'Stato HTTP.',
      examples: [409],
    },
    detail: {
      type: 'string',
      maxLength: 4000,
      description: 'Che cosa è successo e come rimediare.',
      examples: ['L’importo supera il residuo dell’avviso.'],
    },
    instance: {
      type: 'string',
      format: 'uri-reference',
      maxLength: 4000,
      description: 'Indirizzo richiesto.',
      examples: ['/api/v1/payments'],
    },
    errors: {
      type: 'array',
      minItems: 0,
      maxItems: 1000,
      description: 'Una frase per ciascun campo non valido.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', maxLength: 300, description: 'Campo.', examples: ['importo'] },
          message: {
            type: 'string',
            maxLength: 2000,
            description: 'Che cosa non va.',
            examples: ['Indicare un importo.'],
          },
        },
      },
    },
  },
};

const problem = (description: string, headers: Record<string, unknown> = {}) => ({
  description,
  headers: { ...RATE_LIMIT_HEADERS, ...headers },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The answers that any operation may give when it does not succeed, by component name. */
export const PROBLEM_ANSWERS = {
  BadRequest: problem('Il corpo non è JSON scritto correttamente.'),
  Unauthorized: problem('Il codice di accesso manca, è scaduto o è stato revocato.', {
    'WWW-Authenticate': {
      description: 'Come autenticarsi.',
      schema: { type: 'string', maxLength: 100, examples: ['Bearer'] },
    },
  }),
  Forbidden: problem('Il profilo o gli ambiti del codice non consentono l’operazione.'),
  NotFound: problem('La risorsa non esiste, oppure è di un altro centro.'),
  Conflict: problem('Una regola del dominio non consente l’operazione.'),
  PayloadTooLarge: problem('Il corpo della richiesta è troppo grande.'),
  UnsupportedMediaType: problem('Il corpo della richiesta non è JSON.'),
  UnprocessableContent: problem('Alcuni dati o parametri non sono validi.'),
  TooManyRequests: problem('Troppe richieste nel minuto.', RETRY_AFTER),
  ServiceUnavailable: problem('Il servizio è momentaneamente non disponibile.', RETRY_AFTER),
  UnexpectedProblem: problem('Un problema imprevisto.'),
};

export const answerRef = (name: keyof typeof PROBLEM_ANSWERS) => ({ $ref: `#/components/responses/${name}` });
