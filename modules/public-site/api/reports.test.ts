import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { reportInefficiency } from '../commands/report-inefficiency.ts';

describe('reports of inefficiency by the API', () => {
  const house = aHouse();
  it('are listed, and closed once', async () => {
    for (const what of ['Il file non si scarica', 'La mappa è vuota'])
      await reportInefficiency(house.system(), { what, pageAddress: null, email: null });
    const officer = await house.program('SO', ['public-site:read', 'public-site:write']);
    const open = await officer('GET', '/inefficiency-reports?state=OPEN&limit=1');
    assert.deepEqual([open.status, open.body.count, open.body.items.length], [200, 2, 1]);
    const at = `/inefficiency-reports/${open.body.items[0].id}/closing`;
    assert.equal((await officer('POST', at, { outcome: '  ' })).status, 422);
    const closed = await officer('POST', at, { outcome: 'Corretto' });
    assert.deepEqual([closed.status, closed.body.state, closed.body.outcome], [201, 'CLOSED', 'Corretto']);
    assert.equal((await officer('POST', at, { outcome: 'Ancora' })).status, 409);
    const member = await house.program('TC', ['public-site:read'], { body: house.body.ALFA! });
    assert.equal((await member('GET', '/inefficiency-reports')).status, 403);
  });
});
