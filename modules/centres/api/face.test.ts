import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';

describe('the centre by the API', () => {
  const house = aHouse();

  it('is read and changed by its manager, and refused where white would not be legible', async () => {
    const manager = await house.program('CM', ['centres:read', 'centres:write']);
    const { status, body } = await manager('GET', '/centre');
    assert.equal(status, 200);
    const changed = await manager('POST', '/centre', { ...body, phone: '030 111111', email: '' });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.deepEqual(changed.body, { ...body, phone: '030 111111', email: '' });
    const pale = await manager('POST', '/centre', { ...body, primaryColour: '#ffff00' });
    assert.equal(pale.status, 422);
    assert.equal(pale.type, 'application/problem+json; charset=utf-8');
    assert.equal((await manager('POST', '/centre', { ...body, name: '' })).status, 422);
    assert.equal((await manager('GET', '/centre')).body.phone, '030 111111');
    const officer = await house.program('AO', ['centres:read', 'centres:write']);
    assert.equal((await officer('POST', '/centre', body)).status, 403);
  });

  it('has its audit chain checked', async () => {
    const auditor = await house.program('AU', ['access:read']);
    const { status, body } = await auditor('GET', '/audit-chain');
    assert.equal(status, 200);
    assert.equal(body.brokenAt, null);
    assert.ok(body.events > 0);
  });
});
