import { createServer } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/pool.ts';
import { mountEndpoints } from './api.ts';
import type { Endpoint } from './endpoint.ts';
import { type failureOf, problemJson } from './failure.ts';
import type { Authenticator } from './identity.ts';
import { mountRoutes } from './pages.ts';
import { pageMemory } from './remembered.ts';
import { mountRemembered } from './remembered-pages.ts';
import { securityHeaders } from './security-headers.ts';
import { rememberingSigner } from './signed-cookies.ts';
import type { PageAnswer, Route, Visit } from './visit.ts';

/** A file that the pages load: its address holds the hash of its content, so it is kept for ever. */
export interface StaticFile {
  url: string;
  contentType: string;
  bytes: Buffer;
  brotli(): Buffer | undefined;
}

export interface ServerParts {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  routes: readonly Route[];
  endpoints: readonly Endpoint[];
  staticFiles: readonly StaticFile[];
  authenticator: Authenticator;
  /** The whole document around a page's content. */
  renderPage(answer: PageAnswer, visit: Visit): string;
  /** The content of a page that tells of a failure. */
  renderFailure(failure: ReturnType<typeof failureOf>, visit: Visit): PageAnswer;
  /** Whether the parts on which the product stands answer. */
  health(): Promise<void>;
}

/** Longer than the time after which the usual proxies let go an idle connection. */
const KEEP_ALIVE_MS = 72_000;
const REQUEST_MS = 120_000;

/** The application as an HTTP server, not yet listening. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const secure = parts.config.publicUrl.startsWith('https:');
  const headers = securityHeaders(secure);
  const { authenticator, clock } = parts;
  const memory = pageMemory({ revisionAt: authenticator.revisionAt, clock, headers });
  const app = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.config.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
    requestIdHeader: false,
    serverFactory: (handler) =>
      createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS }, (request, response) =>
        memory.answer(request, response, () => handler(request, response)),
      ),
  }) as unknown as FastifyInstance;
  await app.register(cookie, { secret: rememberingSigner(parts.config.secret) });
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure, signed: true },
    cookieKey: 'broletto-modulo',
    getToken: (request) =>
      (request.body as { get?(name: string): string | null } | undefined)?.get?.('_csrf') ?? undefined,
  });
  await app.register(multipart, {
    limits: { fileSize: 40 * 1024 * 1024, files: 5, fields: 500, fieldSize: 1024 * 1024 },
  });
  await app.register(compress, {
    threshold: 2048,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  });
  // The family RateLimit-Limit, -Remaining, -Reset, with Retry-After when there are too many.
  await app.register(rateLimit, { global: false, enableDraftSpec: true });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body as string)),
  );
  app.addHook('onRequest', async (_request, reply) => {
    for (const [name, value] of headers) reply.header(name, value);
  });
  logRequests(app);
  mountStaticFiles(app, parts.staticFiles);
  mountStatus(app, parts);
  mountRoutes(app, parts, secure);
  mountRemembered(app, parts, memory, secure);
  mountEndpoints(app, parts);
  return app;
}

/** One structured line for each request: no address of a person, no query, no form. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level](
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}

function mountStaticFiles(app: FastifyInstance, files: readonly StaticFile[]): void {
  for (const item of files) {
    app.get(item.url, { compress: false }, (request, reply) => {
      reply
        .type(item.contentType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding');
      const small = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') ? item.brotli() : undefined;
      return small ? reply.header('content-encoding', 'br').send(small) : reply.send(item.bytes);
    });
  }
}

/** /status: 200 when the database answers, 503 with Retry-After otherwise (problem+json). */
function mountStatus(app: FastifyInstance, parts: ServerParts): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    try {
      await parts.health();
      return reply.type('application/problem+json').send(
        JSON.stringify({
          type: 'about:blank',
          title: 'OK',
          status: 200,
          detail: 'Il servizio è attivo.',
          instance: request.url,
        }),
      );
    } catch (error) {
      request.log.error({ err: error }, 'status');
      const failure = {
        status: 503,
        title: 'Servizio non disponibile',
        detail: 'La base dati non risponde.',
      };
      return reply
        .code(503)
        .header('retry-after', '5')
        .type('application/problem+json')
        .send(JSON.stringify(problemJson(failure, request.url)));
    }
  };
  app.get('/status', answer);
  app.get('/api/v1/status', answer);
}
