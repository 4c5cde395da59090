import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Actor } from '#platform/call';
import { mayGive, rolesToGive } from './who-may-give.ts';

const person = (role: string, bodyId: string | null = null, scopes: string[] | null = null): Actor => ({
  accountId: 'a',
  name: 'Prova',
  email: null,
  grants: [{ role, bodyId, delegations: [] }],
  scopes,
  administrator: false,
});

it('the manager gives any role, in the right place', () => {
  assert.ok(mayGive(person('CM'), 'CM', null));
  assert.ok(mayGive(person('CM'), 'LR', 'alfa'));
  assert.equal(mayGive(person('CM'), 'LR', null), false, 'a role of a body needs the body');
  assert.equal(mayGive(person('CM'), 'AO', 'alfa'), false, 'a role of the desk has none');
  assert.equal(mayGive(person('CM'), 'RE', null), false, 'an unknown role');
});

it('the administrative officer gives the roles of the bodies, not those of the desk', () => {
  assert.ok(mayGive(person('AO'), 'LR', 'alfa'));
  assert.equal(mayGive(person('AO'), 'CM', null), false);
  assert.equal(mayGive(person('AO'), 'AO', null), false);
});

it('a mayor gives the contacts of its own comune, and neither mayors nor other comuni', () => {
  assert.ok(mayGive(person('LR', 'alfa'), 'TC', 'alfa'));
  assert.equal(mayGive(person('LR', 'alfa'), 'LR', 'alfa'), false);
  assert.equal(mayGive(person('LR', 'alfa'), 'TC', 'beta'), false);
  assert.deepEqual(rolesToGive(person('LR', 'alfa')), ['PD', 'TC', 'SC']);
});

it('the others give nothing, and a program only with the scope', () => {
  for (const role of ['PM', 'SO', 'CH', 'OP', 'AU']) assert.deepEqual(rolesToGive(person(role)), []);
  assert.equal(mayGive(person('CM', null, ['access:read']), 'AO', null), false);
  assert.ok(mayGive(person('CM', null, ['access:write']), 'AO', null));
});
