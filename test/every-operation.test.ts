import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { systemClock } from '#platform/clock';
import type { Endpoint } from '#platform/http/endpoint';
import { newId } from '#platform/ids';
import { scopeOf } from '#platform/permission';
import { newCentre, systemCall } from '#test/centre';
import { theDemonstration } from '#test/demonstration';
import { type Program, programOf, tokenOf } from '#test/program';
import { allEndpoints } from '../modules/building.ts';

/*
 * Every operation of the API that reads, on the demonstration: it answers what it says that it answers, and for a
 * program of another centre what is of this one is not there. What stands in the address is taken from the lists.
 */

const reads = allEndpoints().filter(({ method }) => method === 'GET');
const scopes = [
  ...new Set(reads.flatMap((e) => (e.permission === 'everyone' ? [] : [scopeOf(e.permission)]))),
];
/** What a list wants said, where it wants something. */
const QUERIES: Readonly<Record<string, string>> = {
  '/imports/{importId}/rows': '?outcome=UNCHANGED',
  '/bank-files/{id}/lines': '?outcome=MATCHED',
};
/** Where the identifier of an address is found, when it is not in the list of the same name. */
const FOUND: Readonly<Record<string, { in: string; as: string }>> = {
  '/register-people/{personId}': { in: '/bodies/{bodyId}/roles', as: 'personId' },
  '/people/{id}': { in: '/people', as: 'accountId' },
};

describe('every operation that reads, on the demonstration', () => {
  const demo = theDemonstration();
  let manager: Program;
  let stranger: Program;
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
    stranger = programOf(demo.app, await tokenOf(elsewhere, 'CM', scopes));
  });

  /** The addresses of an operation in the demonstration: a few, for what one row has and another has not. */
  async function addressesOf(path: string): Promise<string[]> {
    if (!path.includes('{')) return [path];
    const [, head, , tail] = /^(.*?)(\/\{\w+\})(.*)$/.exec(path)!;
    const found = FOUND[path] ?? { in: head!, as: 'id' };
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
});
