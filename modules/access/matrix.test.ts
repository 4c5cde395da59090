import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { allPermissions, type Permission } from '#platform/permission';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { allEndpoints, allRoutes } from '../building.ts';
import { ROLES, type Role } from './rules/roles.ts';

/*
 * Every cell of the matrix, over HTTP: a page whose entrance is a permission opens to the roles that have it and to
 * no other. Routes and permissions are taken from the building, so rooms added later are covered by themselves.
 */

const ROLE_NAMES = Object.keys(ROLES) as Role[];
const isPermission = (entrance: unknown): entrance is Permission =>
  typeof entrance === 'object' && entrance !== null && 'roles' in entrance;
const withUnknownIds = (url: string): string => url.replaceAll(/:\w+\??/g, () => newId());

describe('the matrix of permissions', () => {
  const house = aHouse();

  it('opens each page to the roles of its cell and closes it to the others', async () => {
    const pages = allRoutes().flatMap((route) =>
      route.method === 'GET' && isPermission(route.entrance)
        ? [{ url: route.url, entrance: route.entrance }]
        : [],
    );
    assert.ok(pages.length > 10);
    const wrong: string[] = [];
    for (const role of ROLE_NAMES) {
      const body = ROLES[role].ofBody ? { body: house.body[role === 'UO' ? 'UNIONE' : 'ALFA']! } : {};
      const browser = await house.browser(role, body);
      for (const { url, entrance } of pages) {
        const { status } = await browser.get(withUnknownIds(url));
        const filled = entrance.roles[role] !== undefined;
        const right = filled ? status === 200 || status === 303 || status === 404 : status === 403;
        if (!right) wrong.push(`${role} ${url} (${entrance.id}, ${filled ? 'filled' : 'empty'}): ${status}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('closes every form to the roles without its permission, before anything is read', async () => {
    const forms = allRoutes().flatMap((route) =>
      route.method === 'POST' && isPermission(route.entrance)
        ? [{ url: route.url, entrance: route.entrance }]
        : [],
    );
    const wrong: string[] = [];
    for (const role of ROLE_NAMES) {
      const browser = await house.browser(role, ROLES[role].ofBody ? { body: house.body.ALFA! } : {});
      for (const { url, entrance } of forms) {
        if (entrance.roles[role] !== undefined) continue;
        const { status } = await browser.post(withUnknownIds(url), {}, { from: '/profilo' });
        if (status !== 403) wrong.push(`${role} ${url} (${entrance.id}): ${status}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('closes the API to who brings no token', async () => {
    const app = await house.server();
    for (const endpoint of allEndpoints()) {
      if (endpoint.permission === 'everyone') continue;
      const url = `/api/v1${endpoint.path.replaceAll(/\{\w+\}/g, () => newId())}`;
      const answer = await app.inject({
        method: endpoint.method,
        url,
        ...(endpoint.method === 'GET' ? {} : { payload: {} }),
      });
      assert.equal(answer.statusCode, 401, `${endpoint.method} ${url}`);
      assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
    }
  });

  it('sends whoever is not signed in to the sign-in, from every closed page', async () => {
    const visitor = await house.browser(null);
    for (const route of allRoutes()) {
      if (route.method !== 'GET' || route.entrance === 'everyone') continue;
      const answer = await visitor.get(withUnknownIds(route.url));
      assert.equal(answer.status, 303, route.url);
      assert.match(answer.location, /^\/accedi\?dopo=/, route.url);
    }
  });

  it('names only roles that exist, and bodies’ roles never reach the whole centre with a write', () => {
    for (const p of allPermissions())
      for (const [role, reach] of Object.entries(p.roles)) {
        assert.ok(role in ROLES || role === 'SYSTEM', `${p.id}: ${role}`);
        if (p.kind === 'write' && role in ROLES && ROLES[role as Role].ofBody)
          assert.notEqual(reach, 'centre', `${p.id}: ${role} writes over the whole centre`);
      }
  });

  it('is printed as it is, on a page for the desk and as CSV', async () => {
    const auditor = await house.browser('AU');
    const page = await auditor.get('/profili/permessi');
    await assertValidHtml(page.text, '/profili/permessi');
    for (const p of allPermissions()) assert.ok(page.text.includes(p.label.replaceAll("'", '&#39;')), p.id);
    const csv = await auditor.get('/profili/permessi.csv');
    assert.equal(csv.text.trim().split('\r\n').length, allPermissions().length + 1);
    assert.equal(
      (await (await house.browser('LR', { body: house.body.ALFA! })).get('/profili/permessi')).status,
      403,
    );
  });
});
