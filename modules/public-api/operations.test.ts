import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { newId } from '#platform/ids';
import { scopeOf } from '#platform/permission';
import { aHouse } from '#test/house';
import { allEndpoints } from '../building.ts';

const address = (path: string): string => `/api/v1${path.replaceAll(/\{\w+\}/g, newId())}`;

describe('every operation of the API', () => {
  const house = aHouse();
  let app: FastifyInstance;
  before(async () => {
    app = await house.server();
  });
  const ask = (method: string, url: string, headers: Record<string, string> = {}, payload?: string) =>
    app.inject({ method: method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }) });
  const problemOf = (answer: { headers: Record<string, unknown>; payload: string }) => {
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    const problem = JSON.parse(answer.payload);
    for (const member of ['type', 'title', 'status', 'detail', 'instance'])
      assert.ok(member in problem, member);
    return problem;
  };
  /** A token of a person of the centre, with the scopes. */
  const token = (role: 'CM' | 'AO' | 'TC', scopes: readonly string[]): Promise<string> =>
    house.token(role, scopes, role === 'TC' ? { body: house.body.ALFA! } : {});

  it('asks who is there: without a token 401, unless it is for everybody', async () => {
    for (const endpoint of allEndpoints()) {
      if (endpoint.permission === 'everyone') continue;
      const answer = await ask(endpoint.method, address(endpoint.path));
      assert.equal(answer.statusCode, 401, `${endpoint.method} ${endpoint.path}`);
      assert.equal(problemOf(answer).status, 401);
      assert.equal(answer.headers['www-authenticate'], 'Bearer');
    }
  });

  it('refuses a token that nobody knows', async () => {
    for (const endpoint of allEndpoints())
      assert.equal(
        (await ask(endpoint.method, address(endpoint.path), { authorization: 'Bearer brl_inventato' }))
          .statusCode,
        401,
        endpoint.path,
      );
  });

  it('wants its own scope: a token with another one gets 403, whatever the role', async () => {
    const scopes = [
      ...new Set(allEndpoints().flatMap((e) => (e.permission === 'everyone' ? [] : [scopeOf(e.permission)]))),
    ];
    const bearer = await token('CM', ['access:read']);
    for (const endpoint of allEndpoints()) {
      if (endpoint.permission === 'everyone' || scopeOf(endpoint.permission) === 'access:read') continue;
      const answer = await ask(endpoint.method, address(endpoint.path), {
        authorization: `Bearer ${bearer}`,
      });
      assert.equal(answer.statusCode, 403, `${endpoint.method} ${endpoint.path} (${scopes.length} scopes)`);
      problemOf(answer);
    }
  });

  it('answers 405 with Allow to a method that it has not', async () => {
    for (const endpoint of allEndpoints()) {
      const methods = allEndpoints()
        .filter((e) => e.path === endpoint.path)
        .map((e) => e.method);
      if (methods.includes('PUT')) continue;
      const answer = await ask('PUT', address(endpoint.path));
      assert.equal(answer.statusCode, 405, endpoint.path);
      for (const method of methods) assert.ok(String(answer.headers.allow).split(', ').includes(method));
      problemOf(answer);
    }
  });

  it('tells the limit in one family of headers', async () => {
    const answer = await ask('GET', '/api/v1/me');
    for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'])
      assert.match(String(answer.headers[name]), /^\d+$/, name);
    assert.ok(!Object.keys(answer.headers).some((name) => name.startsWith('x-ratelimit')));
  });

  it('answers lists that are of their own schema, and refuses a parameter that it does not know', async () => {
    const reads = allEndpoints().filter(
      (e) => e.method === 'GET' && !e.path.includes('{') && e.permission !== 'everyone',
    );
    for (const endpoint of reads) {
      const scope = scopeOf(endpoint.permission as Exclude<typeof endpoint.permission, 'everyone'>);
      const bearer = await token('CM', [scope]);
      const headers = { authorization: `Bearer ${bearer}` };
      const answer = await ask('GET', address(endpoint.path), headers);
      if (answer.statusCode === 422) continue; // It wants parameters of its own.
      if (answer.statusCode === 404 && endpoint.binary) continue; // There is no such file yet.
      assert.equal(answer.statusCode, 200, `${endpoint.path}: ${answer.payload.slice(0, 300)}`);
      if (!endpoint.binary) {
        const sent = JSON.parse(answer.payload);
        assert.ok(endpoint.answer.safeParse(sent).success, `${endpoint.path} does not answer what it says`);
      }
      const slip = await ask('GET', `${address(endpoint.path)}?limite=5`, headers);
      assert.equal(slip.statusCode, 422, endpoint.path);
      assert.match(problemOf(slip).errors[0].message, /non previsto/);
    }
  });

  it('says of an identifier that nobody knows that it is not there, and never fails on it', async () => {
    const own = new Map<string, string>();
    const wrong: string[] = [];
    for (const endpoint of allEndpoints()) {
      if (endpoint.permission === 'everyone' || !endpoint.path.includes('{')) continue;
      const role = endpoint.permission.roles.CM ? 'CM' : 'AO';
      const scope = scopeOf(endpoint.permission);
      const key = `${role} ${scope}`;
      const bearer = own.get(key) ?? (await token(role, [scope]));
      own.set(key, bearer);
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
      const answer = await ask(
        endpoint.method,
        address(endpoint.path),
        headers,
        endpoint.method === 'GET' ? undefined : '{}',
      );
      const what = `${endpoint.method} ${endpoint.path}: ${answer.statusCode} ${answer.payload.slice(0, 200)}`;
      const expected = endpoint.method === 'GET' && !endpoint.query ? [404] : [404, 403, 409, 422];
      if (expected.includes(answer.statusCode)) problemOf(answer);
      else wrong.push(what);
    }
    assert.deepEqual(wrong, []);
  });

  it('takes JSON alone, well written and not too large', async () => {
    const writes = allEndpoints().filter((e) => e.method === 'POST' && e.body);
    for (const endpoint of writes.slice(0, 5)) {
      const url = address(endpoint.path);
      const as = (type: string, payload: string) => ask('POST', url, { 'content-type': type }, payload);
      assert.equal((await as('text/plain', 'ciao')).statusCode, 415, endpoint.path);
      assert.equal((await as('application/x-www-form-urlencoded', 'a=1')).statusCode, 415, endpoint.path);
      for (const broken of ['{', '{"a":', '[1,', '{"__proto__":{"x":1}}'])
        assert.equal(problemOf(await as('application/json', broken)).status, 400, broken);
      const tooMuch = endpoint.largestBody ?? 2 * 1024 * 1024;
      const large = await as('application/json', JSON.stringify({ testo: 'a'.repeat(tooMuch) }));
      assert.equal(problemOf(large).status, 413);
    }
  });

  it('refuses an Idempotency-Key that is none', async () => {
    const endpoint = allEndpoints().find((e) => e.method === 'POST');
    if (!endpoint) return;
    const answer = await ask(
      'POST',
      address(endpoint.path),
      { 'idempotency-key': 'breve', 'content-type': 'application/json' },
      '{}',
    );
    assert.equal(problemOf(answer).status, 422);
  });

  it('is described in a document and on a page in Italian', async () => {
    const document = await ask('GET', '/api/v1/openapi.json');
    assert.equal(document.statusCode, 200);
    const { paths } = JSON.parse(document.payload);
    for (const endpoint of allEndpoints())
      assert.ok(paths[endpoint.path]?.[endpoint.method.toLowerCase()], endpoint.path);
    const page = await (await house.browser(null)).get('/api');
    assert.equal(page.status, 200);
    assert.match(page.text, /Come ottenere l’accesso/);
  });

  it('does once what is sent twice with the same key, and says so', async () => {
    const bearer = await token('CM', ['access:write']);
    const body = JSON.stringify({
      email: `invito-${newId()}@prova.example`,
      role: 'SO',
      name: 'Nuova Persona',
      bodyId: null,
    });
    const headers = {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      'idempotency-key': newId(),
    };
    const first = await ask('POST', '/api/v1/invitations', headers, body);
    const second = await ask('POST', '/api/v1/invitations', headers, body);
    assert.equal(first.statusCode, 201, first.payload);
    assert.equal(second.statusCode, first.statusCode);
    assert.equal(first.headers['idempotency-replayed'], undefined);
    assert.equal(second.headers['idempotency-replayed'], 'true');
    assert.equal(second.payload, first.payload);
  });
});
