import type { FastifyInstance } from 'fastify';
import { openAccount, type Role, tokenHash } from '#access';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

/** Asks the API, by a path under /api/v1; what is sent and answered is JSON. */
export type Program = (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  idempotencyKey?: string,
  // biome-ignore lint/suspicious/noExplicitAny: each operation answers its own shape, told by its schema
) => Promise<{ status: number; type: string; body: any }>;

/** A token of a new person of the centre of the call, good for a day. */
export async function tokenOf(
  call: Call,
  role: Role,
  scopes: readonly string[],
  bodyId: string | null = null,
): Promise<string> {
  const { accountId } = await openAccount(call, {
    email: `${newId()}@prova.example`,
    name: `Programma ${role}`,
    password: 'parola-di-prova-lunga',
    role,
    bodyId,
  });
  const token = `brl_${newId()}`;
  await sql`insert into access.api_tokens (centre_id, id, account_id, label, token_hash, scopes, created_at, expires_at)
    values (${call.centreId}, ${newId()}, ${accountId}, 'Prova', ${tokenHash(token)}, ${scopes}, ${call.now}, ${new Date(call.now.getTime() + 86_400_000)})`.execute(
    call.db,
  );
  return token;
}

/** Whoever asks the API with a token. */
export const programOf =
  (app: FastifyInstance, token: string): Program =>
  async (method, path, body, key) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}`, ...(key ? { 'idempotency-key': key } : {}) },
      ...(body ? { payload: body } : {}),
    });
    const type = String(answer.headers['content-type']);
    return { status: answer.statusCode, type, body: /json/.test(type) ? answer.json() : answer.rawPayload };
  };
