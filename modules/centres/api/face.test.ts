import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#platform/ids';
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

  it('has its logo changed and taken away, and a file that is no drawing refused', async () => {
    const manager = await house.program('CM', ['centres:read', 'centres:write']);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2z"/></svg>';
    const content = Buffer.from(svg).toString('base64');
    const key = newId();
    const changed = await manager('POST', '/centre/logo', { content }, key);
    assert.deepEqual([changed.status, changed.body], [200, { content, type: 'image/svg+xml' }]);
    assert.deepEqual((await manager('POST', '/centre/logo', { content }, key)).body, changed.body);
    assert.deepEqual((await manager('GET', '/centre/logo')).body, changed.body);
    const script = Buffer.from(svg.replace('<path', '<script>x()</script><path')).toString('base64');
    for (const wrong of [script, Buffer.from('testo').toString('base64')]) {
      const refused = await manager('POST', '/centre/logo', { content: wrong });
      assert.deepEqual(
        [refused.status, refused.type],
        [409, 'application/problem+json; charset=utf-8'],
        JSON.stringify(refused.body),
      );
    }
    assert.equal((await manager('POST', '/centre/logo', { content: 'non base64!' })).status, 422);
    assert.deepEqual((await manager('GET', '/centre/logo')).body, changed.body);
    const elsewhere = await house.program('CM', ['centres:write'], { centre: house.other });
    assert.deepEqual((await elsewhere('GET', '/centre/logo')).body, { content: null, type: null });
    const officer = await house.program('AO', ['centres:read', 'centres:write']);
    assert.equal((await officer('POST', '/centre/logo', { content: null })).status, 403);
    const none = await manager('POST', '/centre/logo', { content: null });
    assert.deepEqual(none.body, { content: null, type: null });
  });

  it('has its audit chain checked', async () => {
    const auditor = await house.program('AU', ['access:read']);
    const { status, body } = await auditor('GET', '/audit-chain');
    assert.equal(status, 200);
    assert.equal(body.brokenAt, null);
    assert.ok(body.events > 0);
  });
});
