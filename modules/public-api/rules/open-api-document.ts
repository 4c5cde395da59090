import type { z } from 'zod';
import type { Endpoint } from '#platform/http/endpoint';
import { scopeOf } from '#platform/permission';
import { answerRef, PROBLEM, PROBLEM_ANSWERS, RATE_LIMIT_HEADERS } from './common-answers.ts';
import { type JsonSchema, type SchemaCollection, schemaCollection } from './json-schema.ts';

export interface DocumentFacts {
  /** Address of the installation, without a slash at the end. */
  publicUrl: string;
  /** Version of the product, semantic. */
  version: string;
  endpoints: readonly Endpoint[];
}

export interface OpenApiDocument {
  openapi: string;
  info: Record<string, unknown>;
  servers: Record<string, unknown>[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  /** The scope that a token needs. */
  'x-scope'?: string;
  parameters?: Record<string, unknown>[];
  requestBody?: Record<string, unknown>;
  responses: Record<string, Record<string, unknown>>;
}

/**
 * The OpenAPI 3.1 document of the operations, as the Italian guidelines for interoperability want it (ModI; the checks
 * are those that the catalogue of the PDND asks for, each with its test).
 */
export function openApiDocument(facts: DocumentFacts): OpenApiDocument {
  const collection = schemaCollection();
  collection.schemas.Problem = PROBLEM;
  const paths: OpenApiDocument['paths'] = { '/status': { get: statusOperation() } };
  for (const endpoint of facts.endpoints) {
    const methods = { [endpoint.method.toLowerCase()]: operationOf(endpoint, collection) };
    paths[endpoint.path] = { ...paths[endpoint.path], ...methods };
  }
  const secure = facts.publicUrl.startsWith('https:');
  const names = ['Stato', ...new Set(facts.endpoints.map((endpoint) => endpoint.tag))];
  return {
    openapi: '3.1.0',
    info: infoOf(facts),
    servers: [
      {
        url: `${facts.publicUrl}/api/v1`,
        description: secure ? 'Esercizio' : 'Prova, senza cifratura: non per dati veri',
        ...(secure ? {} : { 'x-sandbox': true }),
      },
    ],
    tags: [...new Set(names)].map((name) => ({ name, description: `Operazioni: ${name}.` })),
    paths,
    components: {
      securitySchemes: {
        Bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Codice di accesso creato nel profilo della persona (Codici per programmi), con i soli ambiti che servono.',
        },
      },
      schemas: collection.schemas,
      responses: PROBLEM_ANSWERS,
    },
  };
}

function infoOf({ publicUrl, version }: DocumentFacts): Record<string, unknown> {
  return {
    title: 'Broletto',
    version,
    summary: 'Gestione associata dell’ICT: enti, convenzioni, tariffe, quote, servizi.',
    'x-summary': 'Gestione associata dell’ICT: enti, convenzioni, tariffe, quote, servizi.',
    description:
      'Le stesse operazioni delle pagine, per i programmi degli enti. Gli errori sono application/problem+json (RFC 9457); gli elenchi si scorrono con `cursor`; le richieste che scrivono accettano `Idempotency-Key`, così che ripeterle non le esegua due volte.',
    termsOfService: `${publicUrl}/api#condizioni`,
    contact: { name: 'Broletto', url: `${publicUrl}/api` },
    license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
  };
}

function operationOf(endpoint: Endpoint, collection: SchemaCollection): Operation {
  const open = endpoint.permission === 'everyone';
  const scope = endpoint.permission === 'everyone' ? null : scopeOf(endpoint.permission);
  const writes = endpoint.method !== 'GET';
  const description = [
    endpoint.description ?? `${endpoint.summary}.`,
    scope ? `Ambito richiesto: \`${scope}\`.` : 'Non richiede un ambito.',
  ].join('\n\n');
  const parameters = [
    ...parametersOf(endpoint.params, 'path', collection, endpoint),
    ...parametersOf(endpoint.query, 'query', collection, endpoint),
    ...(open && !endpoint.query?.shape.centre ? [CENTRE] : []),
    ...(writes ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description,
    // An empty requirement: a token is welcome and not needed.
    security: scope ? [{ Bearer: [] }] : [{}, { Bearer: [] }],
    ...(scope ? { 'x-scope': scope } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(writes && endpoint.body
      ? {
          requestBody: {
            required: true,
            description: endpoint.summary,
            content: {
              [endpoint.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json']: {
                schema: collection.add(endpoint.body, 'input', `${endpoint.operationId} body`),
              },
            },
          },
        }
      : {}),
    responses: responsesOf(endpoint, collection),
  };
}

function responsesOf(endpoint: Endpoint, collection: SchemaCollection): Operation['responses'] {
  const writes = endpoint.method !== 'GET';
  const content = endpoint.binary
    ? { [endpoint.binary]: { schema: { type: 'string', format: 'binary', maxLength: 60_000_000 } } }
    : {
        'application/json': {
          schema: collection.add(endpoint.answer, 'output', `${endpoint.operationId} answer`),
        },
      };
  return {
    [endpoint.status]: {
      description: endpoint.status === 204 ? 'Fatto.' : endpoint.summary,
      headers: { ...RATE_LIMIT_HEADERS, ...(writes ? REPLAYED : {}) },
      ...(endpoint.status === 204 ? {} : { content }),
    },
    ...(writes ? { 400: answerRef('BadRequest') } : {}),
    401: answerRef('Unauthorized'),
    403: answerRef('Forbidden'),
    404: answerRef('NotFound'),
    ...(writes
      ? {
          409: answerRef('Conflict'),
          413: answerRef('PayloadTooLarge'),
          415: answerRef('UnsupportedMediaType'),
        }
      : {}),
    422: answerRef('UnprocessableContent'),
    429: answerRef('TooManyRequests'),
    503: answerRef('ServiceUnavailable'),
    default: answerRef('UnexpectedProblem'),
  };
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  collection: SchemaCollection,
  endpoint: Endpoint,
): Record<string, unknown>[] {
  if (!schema) return [];
  const whole = collection.add(schema, 'output', `${endpoint.operationId} ${place}`) as {
    properties?: Record<string, JsonSchema>;
  };
  return Object.entries(whole.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || !(schema.shape[name] as z.ZodType).safeParse(undefined).success,
    description: description ?? name,
    schema: property,
  }));
}

const CENTRE = {
  name: 'centre',
  in: 'query',
  required: false,
  description: 'Sigla del centro nell’indirizzo, quando non c’è un codice di accesso che lo dica.',
  schema: { type: 'string', maxLength: 40, examples: ['brescia'] },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Identificativo della richiesta, scelto da chi la invia: la stessa richiesta ripetuta con lo stesso identificativo è eseguita una volta sola.',
  schema: {
    type: 'string',
    minLength: 8,
    maxLength: 100,
    examples: ['2f6c0f3e-2b1f-4c38-9d3a-2a7f5a0f8f11'],
  },
};

const REPLAYED = {
  'Idempotency-Replayed': {
    description: 'true quando la richiesta era già stata eseguita e questo è il suo primo esito.',
    schema: { type: 'string', enum: ['true'] },
  },
};

function statusOperation(): Operation {
  return {
    operationId: 'getStatus',
    tags: ['Stato'],
    summary: 'Se il servizio è attivo',
    description: 'Risponde 200 quando il servizio e la sua base dati sono attivi.',
    security: [{}],
    responses: {
      200: {
        description: 'Il servizio è attivo.',
        headers: RATE_LIMIT_HEADERS,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      429: answerRef('TooManyRequests'),
      503: answerRef('ServiceUnavailable'),
      default: answerRef('UnexpectedProblem'),
    },
  };
}
