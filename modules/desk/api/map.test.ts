import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';

describe('the map by the API', () => {
  const house = aHouse();

  it('is a drawing, and the comuni that it colours a page at a time', async () => {
    const officer = await house.program('AO', ['directory:read', 'fees:read']);
    const { status, body } = await officer('GET', '/map-areas?limit=2');
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.items.length, 2);
    assert.ok(body.count > 2);
    const names: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await officer('GET', `/map-areas?limit=2${next ? `&cursor=${next}` : ''}`);
      assert.equal(page.body.count, body.count);
      names.push(...page.body.items.map(({ name }: { name: string }) => name));
      next = page.body.next;
    }
    assert.equal(new Set(names).size, body.count);
    assert.deepEqual(Object.keys(body.items[0]).sort(), [
      'adhesion',
      'feeCents',
      'id',
      'inhabitants',
      'istatCode',
      'name',
    ]);

    assert.equal((await officer('GET', '/map')).status, 404);
    const call = house.system();
    const topology = { type: 'Topology', arcs: [], objects: { comuni: { type: 'GeometryCollection' } } };
    await sql`insert into directory.territory_maps (centre_id, id, object_name, topology, file_hash, source, recorded_at)
      values (${call.centreId}, ${newId()}, 'comuni', ${JSON.stringify(topology)}::jsonb, 'prova', 'prova', ${call.now})`.execute(
      call.db,
    );
    const drawing = await officer('GET', '/map');
    assert.deepEqual([drawing.status, drawing.body], [200, topology]);
  });

  it('is not for the bodies, nor of another centre', async () => {
    const clerk = await house.program('TC', ['directory:read'], { body: house.body.ALFA! });
    assert.equal((await clerk('GET', '/map-areas')).status, 403);
    const elsewhere = await house.program('AO', ['directory:read'], { centre: house.other });
    assert.equal((await elsewhere('GET', '/map-areas')).body.count, 0);
    assert.equal((await elsewhere('GET', '/map')).status, 404);
  });
});
