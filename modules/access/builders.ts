import type { FastifyInstance } from 'fastify';
import { newId } from '#platform/ids';
import { seal, unseal } from '#platform/secrets';
import { type House, PASSWORD } from '#test/house';
import { openAccount } from './commands/open-account.ts';
import { newTotpSecret } from './rules/one-time-codes.ts';
import type { Role } from './rules/roles.ts';

/** A person with an account whose password is PASSWORD, and a role in a centre. */
export async function aPerson(
  house: House,
  person: {
    role?: Role;
    body?: string;
    centre?: string;
    email?: string;
    name?: string;
    administrator?: boolean;
  } = {},
): Promise<{ accountId: string; email: string }> {
  const email = person.email ?? `persona-${newId()}@prova.example`;
  const { accountId } = await openAccount(house.system(person.centre), {
    email,
    name: person.name ?? 'Anna Prova',
    password: PASSWORD,
    role: person.role ?? null,
    bodyId: person.body ?? null,
    ...(person.administrator ? { administrator: true } : {}),
  });
  return { accountId, email };
}

/** Turns the second step of an account on; answers the secret of its authenticator. */
export async function withSecondStep(house: House, accountId: string): Promise<string> {
  const secret = newTotpSecret();
  await house.database.owner.query(
    'update access.accounts set totp_secret = $2, totp_confirmed_at = $3 where id = $1',
    [accountId, seal('totp', accountId, secret), house.clock.now()],
  );
  return secret;
}

/** The one-time link of the latest message to an address, as only its recipient would read it. */
export async function linkSentTo(house: House, email: string): Promise<string> {
  const { rows } = await house.database.owner.query(
    'select id, sealed from notifications.messages where recipient = $1 order by queued_at desc, id desc limit 1',
    [email],
  );
  const secrets = JSON.parse(unseal('message', rows[0].id, rows[0].sealed) ?? '{}') as Record<string, string>;
  return new URL(secrets.collegamento ?? '').pathname + new URL(secrets.collegamento ?? '').search;
}

/** A browser whose cookies and origin can be seen and set. */
export class RawBrowser {
  readonly app: FastifyInstance;
  readonly jar: Record<string, string> = {};
  readonly origin: string;
  constructor(app: FastifyInstance, origin = '192.0.2.1') {
    this.app = app;
    this.origin = origin;
  }

  async get(url: string) {
    return this.#keep(
      await this.app.inject({ method: 'GET', url, cookies: this.jar, remoteAddress: this.origin }),
    );
  }

  async post(url: string, form: Record<string, string>, from = url) {
    const opened = await this.get(from);
    const token = /name="_csrf" value="([^"]*)"/.exec(opened.payload)?.[1] ?? '';
    return this.#keep(
      await this.app.inject({
        method: 'POST',
        url,
        cookies: this.jar,
        remoteAddress: this.origin,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf: token, _richiesta: newId(), ...form }).toString(),
      }),
    );
  }

  signIn(email: string, password: string = PASSWORD, more: Record<string, string> = {}) {
    return this.post('/accedi', { email, password, ...more });
  }

  #keep<R extends { cookies: readonly { name: string; value: string }[] }>(response: R): R {
    for (const cookie of response.cookies) {
      if (cookie.value === '') delete this.jar[cookie.name];
      else this.jar[cookie.name] = cookie.value;
    }
    return response;
  }
}
