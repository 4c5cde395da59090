import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { romeDate } from '../calendar.ts';
import { type Call, nobody } from '../call.ts';
import { InvalidInput, NotAllowed, NotFound, NotSignedIn } from '../errors.ts';
import { fieldErrors } from '../forms/submit.ts';
import { may } from '../permission.ts';
import { type Endpoint, publishEndpoints } from './endpoint.ts';
import { type Failure, failureOf, problemJson } from './failure.ts';
import { type Identity, madeForWhoAsks, NOBODY, type Recognised } from './identity.ts';
import type { ServerParts } from './server.ts';

// What a schema of the API refuses without a sentence of its own is said in Italian.
z.config(z.locales.it());

/** Requests a minute of one token, or of one address without a token. */
export const PER_MINUTE = 600;
/** The largest JSON body, in bytes. */
export const LARGEST_BODY = 2 * 1024 * 1024;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Puts the API on the server: token, centre, permission, schemas, idempotency key, problem+json. */
export function mountEndpoints(app: FastifyInstance, parts: ServerParts): void {
  publishEndpoints(parts.endpoints);
  app.register(async (api) => {
    acceptJsonOnly(api);
    api.setErrorHandler(async (error, request, reply) => sendProblem(request, reply, error));
    const methodsOf = new Map<string, Set<string>>();
    for (const endpoint of parts.endpoints) {
      const url = `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      methodsOf.set(url, (methodsOf.get(url) ?? new Set()).add(endpoint.method));
      api.route({
        method: endpoint.method,
        url,
        bodyLimit: endpoint.largestBody ?? LARGEST_BODY,
        config: {
          rateLimit: {
            max: PER_MINUTE,
            timeWindow: '1 minute',
            keyGenerator: (request: FastifyRequest) => request.headers.authorization ?? request.ip,
          },
        },
        handler: (request, reply) =>
          answer(parts, endpoint, request, reply).catch((error) => sendProblem(request, reply, error)),
      });
    }
    for (const [url, methods] of methodsOf) refuseOtherMethods(api, url, methods);
  });
}

/** A form or a text is not taken for JSON: 415. */
function acceptJsonOnly(api: FastifyInstance): void {
  api.removeAllContentTypeParsers();
  const parse = api.getDefaultJsonParser('error', 'error');
  api.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, body, done) => (body === '' ? done(null, undefined) : parse(request, body as string, done)),
  );
}

/** The address exists and the method does not: 405, saying which do (RFC 9110, 15.5.6). */
function refuseOtherMethods(api: FastifyInstance, url: string, methods: ReadonlySet<string>): void {
  const allowed = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].join(', ');
  api.route({
    method: METHODS.filter((method) => !methods.has(method)),
    url,
    handler: (request, reply) =>
      sendProblem(request, reply.header('allow', allowed), Object.assign(new Error(), { statusCode: 405 })),
  });
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const failure = inWordsOfTheApi(failureOf(error));
  if (failure.status >= 500) request.log.error({ err: error }, 'failure');
  if (failure.status === 401) reply.header('www-authenticate', 'Bearer');
  if (failure.retryAfter) reply.header('retry-after', String(failure.retryAfter));
  return reply
    .code(failure.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemJson(failure, request.url)));
}

/** What pages say of files and forms is said otherwise to a program. */
function inWordsOfTheApi(failure: Failure): Failure {
  switch (failure.status) {
    case 400:
      return {
        ...failure,
        detail: 'Il corpo della richiesta non è un documento JSON scritto correttamente.',
      };
    case 401:
      return {
        ...failure,
        detail:
          'Occorre un codice di accesso valido nell’intestazione Authorization: Bearer <codice>. Si crea nel profilo, alla voce Codici per programmi.',
      };
    case 404:
      return { ...failure, title: 'Risorsa non trovata' };
    case 413:
      return {
        ...failure,
        title: 'Richiesta troppo grande',
        detail: `Il corpo della richiesta supera ${LARGEST_BODY / 1024 / 1024} MB.`,
      };
    case 415:
      return {
        ...failure,
        title: 'Formato non ammesso',
        detail: 'Il corpo della richiesta deve essere JSON, con Content-Type: application/json.',
      };
    default:
      return failure;
  }
}

async function answer(
  parts: ServerParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const result = await madeForWhoAsks(recognised(parts, request), endpoint.method === 'GET', (...who) =>
    resultFor(who, parts, endpoint, request, reply),
  );
  reply.header('cache-control', 'no-store').code(endpoint.status);
  if (endpoint.status === 204) return reply.send();
  if (endpoint.binary) {
    const { file, name } = result as { file: Buffer; name: string };
    return reply
      .type(endpoint.binary)
      .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}"`)
      .send(file);
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(endpoint.answer.parse(result)));
}

async function resultFor(
  [identity, certain]: [Identity | null, (() => Promise<void>)?],
  parts: ServerParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const call = await callOf(parts, endpoint, request, identity);
  if (endpoint.permission !== 'everyone') {
    if (!call.actor.accountId && call.actor.grants.length === 0) throw new NotSignedIn();
    if (!may(call.actor, endpoint.permission)) throw new NotAllowed(endpoint.permission.id);
  }
  const valid = {
    ...call,
    ...(certain ? { certain } : {}),
    onReplay: () => reply.header('idempotency-replayed', 'true'),
    params: read(endpoint.params, request.params),
    query: readQuery(endpoint, request.query as Record<string, unknown>),
    body: endpoint.method === 'GET' ? {} : read(endpoint.body, request.body ?? {}),
  };
  return endpoint.handle(valid as never);
}

function read(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInput(fieldErrors(parsed.error));
  return parsed.data;
}

/** The parameters of the address; one that the operation does not know is refused, so that a slip is not taken for «no filter». */
function readQuery(endpoint: Endpoint, sent: Readonly<Record<string, unknown>>): unknown {
  const { centre: _, ...query } = sent;
  const known = Object.keys(endpoint.query?.shape ?? {});
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new InvalidInput(
      Object.fromEntries(
        unknown.map((name) => [
          name.slice(0, 100),
          `Parametro non previsto.${known.length > 0 ? ` Quelli previsti sono: ${known.join(', ')}.` : ''}`,
        ]),
      ),
    );
  return read(endpoint.query, known.includes('centre') ? sent : query);
}

const requestKey = z
  .string()
  .min(8)
  .max(100)
  .regex(/^[\x21-\x7e]+$/);

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];

function recognised({ authenticator }: ServerParts, request: FastifyRequest): Recognised {
  const bearer = bearerOf(request);
  return bearer ? authenticator.token(bearer) : NOBODY;
}

async function callOf(
  parts: ServerParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  identity: Identity | null,
): Promise<Call> {
  if (bearerOf(request) && !identity) throw new NotSignedIn();
  const slug = (request.query as Record<string, string>).centre;
  const centreId = identity?.centreId ?? (await parts.authenticator.centres()).at(request.hostname, slug);
  if (!centreId) throw new NotFound('centre');
  const now = parts.clock.now();
  return {
    database: parts.database,
    db: parts.database.forCentre(centreId),
    centreId,
    actor: identity?.actor ?? nobody,
    now,
    today: romeDate(now),
    ...(identity?.revision ? { revision: identity.revision } : {}),
    requestKey: endpoint.method === 'GET' ? null : keyOf(request),
    ip: request.ip,
  };
}

function keyOf(request: FastifyRequest): string | null {
  const sent = request.headers['idempotency-key'];
  if (sent === undefined) return null;
  const key = requestKey.safeParse(sent);
  if (!key.success)
    throw new InvalidInput({ 'Idempotency-Key': 'Deve avere da 8 a 100 caratteri, senza spazi.' });
  return key.data;
}
