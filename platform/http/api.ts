import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { romeDate } from '../calendar.ts';
import { type Call, nobody } from '../call.ts';
import { InvalidInput, NotAllowed, NotFound, NotSignedIn } from '../errors.ts';
import { fieldErrors } from '../forms/submit.ts';
import { may } from '../permission.ts';
import type { Endpoint } from './endpoint.ts';
import { failureOf, problemJson } from './failure.ts';
import type { ServerParts } from './server.ts';

const PER_MINUTE = 600;

/** Puts the API on the server: token, centre, permission, schemas, idempotency key, problem+json. */
export function mountEndpoints(app: FastifyInstance, parts: ServerParts): void {
  app.register(async (api) => {
    api.setErrorHandler(async (error, request, reply) => sendProblem(request, reply, error));
    for (const endpoint of parts.endpoints) {
      api.route({
        method: endpoint.method,
        url: `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
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
  });
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const failure = failureOf(error);
  if (failure.status >= 500) request.log.error({ err: error }, 'failure');
  if (failure.status === 401) reply.header('www-authenticate', 'Bearer');
  if (failure.retryAfter) reply.header('retry-after', String(failure.retryAfter));
  return reply
    .code(failure.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemJson(failure, request.url)));
}

async function answer(
  parts: ServerParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call = await callOf(parts, request);
  if (endpoint.permission !== 'everyone') {
    if (!call.actor.accountId && call.actor.grants.length === 0) throw new NotSignedIn();
    if (!may(call.actor, endpoint.permission)) throw new NotAllowed(endpoint.permission.id);
  }
  const valid = {
    ...call,
    params: read(endpoint.params, request.params),
    query: read(endpoint.query, request.query),
    body: endpoint.method === 'GET' ? {} : read(endpoint.body, request.body ?? {}),
  };
  const result = await endpoint.handle(valid as never);
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

function read(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInput(fieldErrors(parsed.error));
  return parsed.data;
}

async function callOf(parts: ServerParts, request: FastifyRequest): Promise<Call> {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const identity = bearer ? await parts.authenticator.token(bearer) : null;
  if (bearer && !identity) throw new NotSignedIn();
  const slug = (request.query as Record<string, string>).centre;
  const centreId = identity?.centreId ?? (await parts.authenticator.centreFor(request.hostname, slug));
  if (!centreId) throw new NotFound('centre');
  const now = parts.clock.now();
  const key = request.headers['idempotency-key'];
  return {
    database: parts.database,
    db: parts.database.forCentre(centreId),
    centreId,
    actor: identity?.actor ?? nobody,
    now,
    today: romeDate(now),
    requestKey: typeof key === 'string' && key.length >= 8 && key.length <= 100 ? key : null,
    ip: request.ip,
  };
}
