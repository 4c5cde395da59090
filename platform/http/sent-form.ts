import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SentFile } from './visit.ts';

/** What came with a form. */
export interface SentForm {
  form: URLSearchParams;
  files: readonly SentFile[];
}

export const NOTHING_SENT: SentForm = { form: new URLSearchParams(), files: [] };

/**
 * The form of a request. It counts only when it comes from one of our pages: the token in it must match the one in the
 * cookie.
 * @throws what the protection against forged requests says (403).
 */
export async function sentForm(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SentForm> {
  const sent = await read(request);
  request.body = sent.form;
  await new Promise<void>((resolve, reject) => {
    app.csrfProtection(request, reply, (error?: Error) => (error ? reject(error) : resolve()));
  });
  return sent;
}

async function read(request: FastifyRequest): Promise<SentForm> {
  if (!request.isMultipart())
    return request.body instanceof URLSearchParams
      ? { form: request.body, files: [] }
      : { form: new URLSearchParams(), files: [] };
  const form = new URLSearchParams();
  const files: SentFile[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') form.append(part.fieldname, String(part.value));
    else {
      const bytes = await part.toBuffer();
      if (part.filename)
        files.push({ field: part.fieldname, name: part.filename, type: part.mimetype, bytes });
    }
  }
  return { form, files };
}
