import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import type { Role } from '#access';
import { systemClock } from '#platform/clock';
import type { Endpoint } from '#platform/http/endpoint';
import { newId } from '#platform/ids';
import { scopeOf } from '#platform/permission';
import { newCentre, systemCall } from '#test/centre';
import { theDemonstration } from '#test/demonstration';
import { type Program, programOf, tokenOf } from '#test/program';
import { allEndpoints } from '../modules/building.ts';

/*
 * Every operation of the API, on the demonstration: one that reads answers what it says that it answers, and for a
 * program of another centre what is of this one is not there, to read or to act on. What stands in the addresses is
 * taken from the lists, what is sent from the examples of the schemas.
 */

const reads = allEndpoints().filter(({ method }) => method === 'GET');
const scopes = [
  ...new Set(allEndpoints().flatMap((e) => (e.permission === 'everyone' ? [] : [scopeOf(e.permission)]))),
];
/** What a list wants said, where it wants something. */
const QUERIES: Readonly<Record<string, string>> = {
  '/imports/{importId}/rows': '?outcome=UNCHANGED',
  '/bank-files/{id}/lines': '?outcome=MATCHED',
};
/** Where the identifier of an address is found, when it is not in the list of the same name. */
const FOUND: Readonly<Record<string, { in: string; as: string }>> = {
  '/register-people': { in: '/bodies/{bodyId}/roles', as: 'personId' },
  '/people': { in: '/people', as: 'accountId' },
  '/role-assignments': { in: '/bodies/{bodyId}/roles', as: 'id' },
  '/association-memberships': { in: '/bodies/{bodyId}/associations', as: 'id' },
  '/associated-functions': { in: '/bodies/{bodyId}/associated-functions', as: 'id' },
  '/delegations': { in: '/bodies/{bodyId}/delegations', as: 'id' },
};

/** What an operation wants besides the examples of its required data. */
const SENT: Readonly<Record<string, object>> = {
  '/bodies/{bodyId}/corrections': { town: 'Adro' },
  '/bodies/{bodyId}/roles': { name: 'Maria Rossi' },
  '/memberships/{membership_id}/exclusion': { breach: 'Mancato invio dei dati' },
};

describe('every operation, on the demonstration', () => {
  const demo = theDemonstration();
  let manager: Program;
  let stranger: Program;
  /** A program of another centre. */
  let strangerAs: (role: Role) => Promise<Program>;
  /** The answers of the lists already asked, by the path as it is declared. */
  const asked = new Map<string, Record<string, unknown>[]>();

  before(async () => {
    const { rows } = await demo.database.owner.query<{ id: string }>(
      "select id from centres.centres where slug = 'brescia-demo'",
    );
    const call = systemCall(demo.database, rows[0]!.id, systemClock);
    manager = programOf(demo.app, await tokenOf(call, 'CM', scopes));
    // The PDF of a notice is made when it is first asked for: a document to be listed.
    const notice = (await manager('GET', '/payment-notices?limit=1')).body.items[0];
    await manager('GET', `/payment-notices/${notice.id}/pdf`);
    const elsewhere = systemCall(demo.database, newId(), systemClock);
    await newCentre(elsewhere, 'altrove');
    const strangers = new Map<Role, Promise<Program>>();
    strangerAs = (role) => {
      const known =
        strangers.get(role) ?? tokenOf(elsewhere, role, scopes).then((t) => programOf(demo.app, t));
      strangers.set(role, known);
      return known;
    };
    stranger = await strangerAs('CM');
  });

  /** The addresses of an operation in the demonstration: a few, for what one row has and another has not. */
  async function addressesOf(path: string): Promise<string[]> {
    if (!path.includes('{')) return [path];
    const [, head, , tail] = /^(.*?)(\/\{\w+\})(.*)$/.exec(path)!;
    const found = FOUND[head!] ?? { in: head!, as: 'id' };
    const rows = asked.get(found.in) ?? (await rowsOf(found.in));
    return [rows[0], rows[Math.floor(rows.length / 2)], rows.at(-1)]
      .filter((row) => row !== undefined)
      .map((row) => `${head}/${row[found.as]}${tail}`);
  }

  async function rowsOf(path: string): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    for (const address of new Set(await addressesOf(path))) {
      const { status, body } = await manager('GET', address + (QUERIES[path] ?? ''));
      if (status === 200 && Array.isArray(body.items)) rows.push(...body.items);
    }
    asked.set(path, rows);
    return rows;
  }

  const wrongs = async (check: (endpoint: Endpoint, address: string) => Promise<string | null>) => {
    const wrong: string[] = [];
    for (const endpoint of reads) {
      const addresses = new Set(await addressesOf(endpoint.path));
      if (addresses.size === 0) wrong.push(`${endpoint.path}: nothing of the kind in the demonstration`);
      for (const address of addresses) {
        const said = await check(endpoint, address + (QUERIES[endpoint.path] ?? ''));
        if (said) wrong.push(`${address}: ${said}`);
      }
    }
    return wrong;
  };

  it('answers what its schema says', async () => {
    const wrong = await wrongs(async (endpoint, address) => {
      const { status, body } = await manager('GET', address);
      if (status !== 200) return `${status} ${JSON.stringify(body).slice(0, 200)}`;
      if (endpoint.binary) return Buffer.isBuffer(body) || typeof body === 'object' ? null : 'no file';
      const parsed = endpoint.answer.safeParse(body);
      return parsed.success ? null : parsed.error.message.slice(0, 300);
    });
    assert.deepEqual(wrong, []);
  });

  it('has nothing of a centre for a program of another', async () => {
    const own = new Set(JSON.stringify((await stranger('GET', '/me')).body).match(/[0-9a-f-]{36}/g));
    const wrong = await wrongs(async (endpoint, address) => {
      if (endpoint.permission === 'everyone') return null;
      const { status, body } = await stranger('GET', address);
      if (endpoint.path.includes('{')) return status === 404 ? null : `${status}`;
      const ids = JSON.stringify(body).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
      const ofTheDemonstration = new Set(
        JSON.stringify((await manager('GET', address)).body).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g),
      );
      const common = ids.find((id) => ofTheDemonstration.has(id) && !own.has(id));
      return common ? `also shows ${common}` : null;
    });
    assert.deepEqual(wrong, []);
  });

  it('lets a program of another centre do nothing to what is of this one', async () => {
    const wrong: string[] = [];
    for (const endpoint of allEndpoints()) {
      if (endpoint.method === 'GET' || !endpoint.path.includes('{') || endpoint.permission === 'everyone')
        continue;
      const role = Object.entries(endpoint.permission.roles).find(([, reach]) => reach === 'centre')?.[0];
      const program = await strangerAs((role ?? 'CM') as Role);
      // What only a row's own page tells cannot be listed: whatever is asked for, it is not of the stranger's centre.
      const [address = endpoint.path.replaceAll(/\{\w+\}/g, newId())] = await addressesOf(endpoint.path);
      const sent = { ...exampleOf(endpoint.body), ...SENT[endpoint.path] };
      const { status, body } = await program('POST', address.replaceAll(/\{\w+\}/g, newId()), sent);
      // Bodies propose for themselves alone: another body is refused, be it of the centre or not.
      const refused = endpoint.path === '/bodies/{bodyId}/proposals' ? 403 : 404;
      if (status !== refused) wrong.push(`${endpoint.path}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    }
    assert.deepEqual(wrong, []);
  });
});

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  example?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minLength?: number;
  minimum?: number;
}

/** What an operation could be sent, made of the examples of its schema; nothing for one that takes nothing. */
function exampleOf(body: z.ZodType | undefined): object {
  if (!body) return {};
  const schema = z.toJSONSchema(body, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
  return exampleIn(schema, schema.$defs ?? {}) as object;
}

function exampleIn(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): unknown {
  const referred = schema.$ref && defs[schema.$ref.split('/').at(-1)!];
  if (referred) return exampleIn(referred, defs);
  if (schema.example !== undefined) return schema.example;
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (one) return exampleIn(one, defs);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => schema.required?.includes(name))
        .map(([name, inside]) => [name, exampleIn(inside, defs)]),
    );
  if (schema.type === 'array') return [exampleIn(schema.items ?? {}, defs)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return newId();
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}
