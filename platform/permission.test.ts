import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Actor, ActorGrant } from './call.ts';
import { confinedTo, delegationFor, may, permission, reachOf } from './permission.ts';

const read = permission('try.read', 'Provare', 'read', { CM: 'centre', LR: 'own', UO: 'delegated' });
const pay = permission('try.pay', 'Provare a pagare', 'write', { UO: { delegatedWith: 'PAY_FEE' } });

const actor = (grants: Partial<ActorGrant>[], scopes: string[] | null = null): Actor => ({
  accountId: 'a',
  name: 'A',
  email: null,
  administrator: false,
  scopes,
  grants: grants.map((g) => ({ role: 'CM', bodyId: null, delegations: [], ...g })),
});

describe('permissions', () => {
  it('reach the whole centre for who works in it', () =>
    assert.equal(reachOf(actor([{ role: 'CM' }]), read), 'centre'));

  it('reach one’s own body alone', () => {
    const mayor = actor([{ role: 'LR', bodyId: 'alfa' }]);
    assert.equal(may(mayor, read, 'alfa'), true);
    assert.equal(may(mayor, read, 'beta'), false);
    assert.deepEqual(confinedTo(mayor, read), ['alfa']);
  });

  it('reach bodies that delegated, and only with the scope that the act needs', () => {
    const officer = actor([
      {
        role: 'UO',
        bodyId: 'unione',
        delegations: [
          { bodyId: 'alfa', scopes: ['PAY_FEE'], delegationId: 'd1' },
          { bodyId: 'beta', scopes: ['RTD'], delegationId: 'd2' },
        ],
      },
    ]);
    assert.equal(may(officer, read, 'beta'), true);
    assert.equal(may(officer, pay, 'alfa'), true);
    assert.equal(may(officer, pay, 'beta'), false);
    assert.deepEqual(delegationFor(officer, 'alfa'), { actingBodyId: 'unione', delegationId: 'd1' });
    assert.equal(delegationFor(officer, 'unione'), null);
  });

  it('are nothing for a role that is not in the line', () =>
    assert.equal(may(actor([{ role: 'OP' }]), read), false));

  it('are narrowed by the scopes of a token, never widened', () => {
    assert.equal(may(actor([{ role: 'CM' }], ['try:read']), read), true);
    assert.equal(may(actor([{ role: 'CM' }], ['other:read']), read), false);
    assert.equal(may(actor([{ role: 'OP' }], ['try:read']), read), false);
  });
});
