import type { FastifyInstance, FastifyRequest } from 'fastify';
import { disposition, fail, send, visitOf } from './pages.ts';
import type { PageMemory, Rendered } from './remembered.ts';
import type { ServerParts } from './server.ts';
import type { Answer, Route, Visit } from './visit.ts';

/** Puts the remembered pages on the server: each is made once for a revision of its centre, then sent from memory. */
export function mountRemembered(
  app: FastifyInstance,
  parts: ServerParts,
  memory: PageMemory,
  secure: boolean,
): void {
  for (const route of parts.routes.filter((r) => r.remembered)) mountOne(app, parts, memory, route, secure);
}

function mountOne(
  app: FastifyInstance,
  parts: ServerParts,
  memory: PageMemory,
  route: Route,
  secure: boolean,
): void {
  app.get(route.url, async (request, reply) => {
    let visit: Visit | undefined;
    try {
      const { centre } = request.params as { centre: string };
      let answer: Answer | undefined;
      const hijacked = () => reply.hijack().raw;
      const sent = await memory.make(
        { url: request.raw.url!, slug: centre },
        request.raw,
        hijacked,
        async () => {
          visit = await visitOf(parts, route, withoutCookies(request), reply, null);
          answer = await route.handler(visit);
          return renderedOf(parts, answer, visit);
        },
      );
      if (sent) return reply;
      // Not to be kept, or no such centre: answered as any other page.
      visit ??= await visitOf(parts, route, withoutCookies(request), reply, null);
      answer ??= await route.handler(visit);
      return send(parts, visit, answer, reply, secure);
    } catch (error) {
      return fail(parts, route, request, reply, visit, error, secure);
    }
  });
}

/** The request of anybody: nothing of who asked can get into what others will read. */
function withoutCookies(request: FastifyRequest): FastifyRequest {
  return Object.create(request, { cookies: { value: {} }, ip: { value: '' }, headers: { value: {} } });
}

/** The bytes of an answer that may be kept; null when it is a redirect or a failure. */
function renderedOf(parts: ServerParts, answer: Answer, visit: Visit): Rendered | null {
  if (answer.cookies?.length) return null;
  if (answer.kind === 'page' && answer.status === 200)
    return { type: 'text/html; charset=utf-8', body: Buffer.from(parts.renderPage(answer, visit)) };
  if (answer.kind === 'bytes' && (answer.status ?? 200) === 200)
    return { type: answer.type, body: Buffer.from(answer.body) };
  if (answer.kind === 'file')
    return {
      type: answer.type,
      body: Buffer.from(answer.body),
      headers: { 'content-disposition': disposition(answer) },
    };
  return null;
}
