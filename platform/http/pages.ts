import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { romeDate } from '../calendar.ts';
import { nobody } from '../call.ts';
import { NotAllowed, NotFound, NotSignedIn } from '../errors.ts';
import { type Html, html } from '../html.ts';
import { isId, newId } from '../ids.ts';
import { may } from '../permission.ts';
import { failureOf } from './failure.ts';
import { type Identity, madeForWhoAsks, NOBODY, type Recognised } from './identity.ts';
import { pageBytes } from './page-bytes.ts';
import { NOTHING_SENT, type SentForm, sentForm } from './sent-form.ts';
import type { ServerParts } from './server.ts';
import type { Answer, CentreFace, Entrance, FileAnswer, Flash, Route, Visit } from './visit.ts';

const FLASH_COOKIE = 'broletto-esito';
export const NO_CENTRE = '00000000-0000-0000-0000-000000000000';

/** Puts the rooms' pages on the server: session, centre, entrance, forged requests, answer, failure; the same for all. */
export function mountRoutes(app: FastifyInstance, parts: ServerParts, secure: boolean): void {
  for (const route of parts.routes) {
    if (route.remembered) continue;
    app.route({
      method: route.method,
      url: route.url,
      handler: async (request, reply) => {
        let visit: Visit | undefined;
        try {
          const sent = route.method === 'POST' ? await sentForm(app, request, reply) : NOTHING_SENT;
          const answer = await madeForWhoAsks(
            recognised(parts, request),
            route.method === 'GET',
            async (identity, certain) => {
              visit = undefined;
              visit = await visitOf(parts, route, request, reply, identity, sent);
              if (certain) visit.certain = certain;
              admit(visit, route.entrance);
              return route.handler(visit);
            },
          );
          return send(parts, visit!, answer, reply, secure);
        } catch (error) {
          return fail(parts, route, request, reply, visit, error, secure);
        }
      },
    });
  }
  mountFailures(app, parts, secure);
}

function mountFailures(app: FastifyInstance, parts: ServerParts, secure: boolean): void {
  app.setNotFoundHandler(async (request, reply) => {
    const route = { face: 'public', entrance: 'everyone' } as unknown as Route;
    return fail(parts, route, request, reply, undefined, new NotFound('page', request.url), secure);
  });
  app.setErrorHandler(async (error, request, reply) => {
    const route = { face: 'public', entrance: 'everyone' } as unknown as Route;
    return fail(parts, route, request, reply, undefined, error, secure);
  });
}

function recognised({ authenticator }: ServerParts, request: FastifyRequest): Recognised {
  const cookie = request.cookies[authenticator.cookieName];
  return cookie ? authenticator.session(cookie) : NOBODY;
}

/** The call that a request is, of somebody recognised or of anybody; its centre and form read. */
export async function visitOf(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  identity: Identity | null,
  { form, files }: SentForm = NOTHING_SENT,
): Promise<Visit> {
  const params = (request.params ?? {}) as Record<string, string>;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const { centreId, centre } = await centreOf(parts, route, request, identity);
  if (params.centre && !centre) throw new NotFound('centre', params.centre);
  const now = parts.clock.now();
  const key = form.get('_richiesta');
  return {
    database: parts.database,
    db: centreId ? parts.database.forCentre(centreId) : parts.database.installation,
    centreId: centreId ?? NO_CENTRE,
    actor:
      identity && (identity.centreId === centreId || !centreId || identity.actor.administrator)
        ? identity.actor
        : identity
          ? { ...identity.actor, grants: [] }
          : nobody,
    now,
    today: romeDate(now),
    ...(identity?.revision && identity.centreId === centreId ? { revision: identity.revision } : {}),
    requestKey: key && isId(key) ? key : null,
    ip: request.ip,
    method: route.method,
    path: request.url.split('?')[0]!,
    url: request.url,
    params,
    query: Object.fromEntries(query),
    queryAll: (name) => query.getAll(name),
    form: Object.fromEntries(form),
    formAll: (name) => form.getAll(name),
    files,
    face: route.face ?? 'public',
    centre,
    signedIn: identity !== null,
    sessionId: identity?.sessionId ?? null,
    flash: readFlash(request),
    hiddenFields: hiddenFieldsOf(reply),
    wantsFragment: request.headers['hx-request'] === 'true',
    cookies: request.cookies,
    userAgent: request.headers['user-agent'] ?? '',
  };
}

/** The hidden fields of a form: one token for all the forms of a page, a key of its own for each. */
function hiddenFieldsOf(reply: FastifyReply): () => Html {
  let token: string | null = null;
  return () => {
    token ??= reply.generateCsrf();
    return html`<input type="hidden" name="_csrf" value="${token}"><input type="hidden" name="_richiesta" value="${newId()}">`;
  };
}

/**
 * The centre of a request: at the desk and in the portal the one of the session, which the session's own revision
 * spares asking again; else that of the address, of the host or of who looks.
 */
async function centreOf(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  identity: Identity | null,
): Promise<{ centreId: string | null; centre: CentreFace | null }> {
  const { authenticator } = parts;
  const slug = (request.params as Record<string, string> | undefined)?.centre;
  const own = identity?.centreId ?? null;
  if (own && identity?.revision && route.face !== 'public')
    return { centreId: own, centre: await authenticator.faceAt(own, identity.revision) };
  const centres = await authenticator.centres();
  const centreId = centres.at(request.hostname, slug) ?? (slug ? null : own);
  return { centreId, centre: centreId ? centres.face(centreId) : null };
}

/** Whether the entrance lets the visitor in. */
export function admit(visit: Visit, entrance: Entrance): void {
  if (entrance === 'everyone') return;
  if (!visit.signedIn) throw new NotSignedIn();
  if (entrance === 'signed-in') return;
  if (entrance === 'administrator') {
    if (visit.actor.administrator) return;
    throw new NotAllowed('administrator');
  }
  if (!may(visit.actor, entrance)) throw new NotAllowed(entrance.id);
}

function readFlash(request: FastifyRequest): Flash | null {
  const raw = request.cookies[FLASH_COOKIE];
  if (!raw) return null;
  const opened = request.unsignCookie(raw);
  if (!opened.valid || !opened.value) return null;
  try {
    return JSON.parse(opened.value) as Flash;
  } catch {
    return null;
  }
}

/** Sends what a page answered. */
export function send(
  parts: ServerParts,
  visit: Visit,
  answer: Answer,
  reply: FastifyReply,
  secure: boolean,
): FastifyReply {
  const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure };
  for (const change of answer.cookies ?? []) {
    if (change.value === null) reply.clearCookie(change.name, options);
    else
      reply.setCookie(change.name, change.value, {
        ...options,
        ...(change.maxAge ? { maxAge: change.maxAge } : {}),
      });
  }
  // A drawing is a document too: opened by itself it runs nothing, whatever is in it.
  if (answer.kind === 'bytes' && answer.type === 'image/svg+xml')
    reply.header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'");
  if (answer.kind === 'bytes')
    return reply
      .code(answer.status ?? 200)
      .type(answer.type)
      .header('cache-control', answer.cache)
      .send(answer.body);
  reply.header('cache-control', 'no-store');
  if (answer.kind === 'redirect') {
    if (answer.flash)
      reply.setCookie(FLASH_COOKIE, JSON.stringify(answer.flash), { ...options, signed: true, maxAge: 60 });
    return reply.redirect(answer.to, 303);
  }
  if (answer.kind === 'file') return sendFile(answer, reply);
  reply.type('text/html; charset=utf-8');
  if (answer.kind === 'fragment') return reply.send(answer.content.toString());
  if (visit.flash) reply.clearCookie(FLASH_COOKIE, options);
  return reply.code(answer.status).send(pageBytes(parts.renderPage(answer, visit)));
}

function sendFile(answer: FileAnswer, reply: FastifyReply): FastifyReply {
  return reply.type(answer.type).header('content-disposition', disposition(answer)).send(answer.body);
}

/** `Content-Disposition` of a file, with its true name and a plain one (RFC 6266). */
export function disposition(answer: FileAnswer): string {
  const plain = answer.name.replace(/[^\w.-]+/g, '_');
  return `${answer.inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(answer.name)}`;
}

/** Sends what the failure looks like to whoever asked: page, redirect to the sign-in, problem+json. */
export async function fail(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  known: Visit | undefined,
  error: unknown,
  secure: boolean,
): Promise<FastifyReply> {
  const failure = failureOf(error);
  if (failure.status >= 500) request.log.error({ err: error }, 'failure');
  if (failure.retryAfter) reply.header('retry-after', String(failure.retryAfter));
  if (failure.status === 401 && request.method === 'GET')
    return reply.redirect(`/accedi?dopo=${encodeURIComponent(request.url)}`, 303);
  if (request.url.startsWith('/api/')) {
    const { problemJson } = await import('./failure.ts');
    return reply
      .code(failure.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemJson(failure, request.url)));
  }
  let visit = known;
  try {
    visit ??= await visitOf(
      parts,
      { ...route, method: 'GET' },
      request,
      reply,
      await recognised(parts, request).truth,
    );
  } catch {
    visit = bareVisit(parts, request, reply);
  }
  const page = parts.renderFailure(failure, visit);
  return send(parts, visit, { ...page, status: failure.status }, reply, secure);
}

/** What is left of a visit when even its centre cannot be read: enough to say so. */
function bareVisit(parts: ServerParts, request: FastifyRequest, _reply: FastifyReply): Visit {
  const now = parts.clock.now();
  return {
    database: parts.database,
    db: parts.database.installation,
    centreId: NO_CENTRE,
    actor: nobody,
    now,
    today: romeDate(now),
    requestKey: null,
    ip: request.ip,
    method: 'GET',
    path: request.url.split('?')[0]!,
    url: request.url,
    params: {},
    query: {},
    queryAll: () => [],
    form: {},
    formAll: () => [],
    files: [],
    face: 'public',
    centre: null,
    signedIn: false,
    sessionId: null,
    flash: null,
    hiddenFields: () => html``,
    wantsFragment: false,
    cookies: {},
    userAgent: '',
  };
}
