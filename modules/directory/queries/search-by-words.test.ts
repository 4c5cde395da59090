import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordBodies } from '#directory';
import { sql } from '#platform/database/pool';
import { aHouse } from '#test/house';
import { listBodies } from './list-bodies.ts';

describe('the search of bodies by words', () => {
  const house = aHouse();
  const page = { sort: 'nome', direction: 'asc', size: 50, offset: 0 } as const;
  const namesOf = async (words: string, more: Record<string, unknown> = {}) => {
    const { rows, total } = await listBodies(house.as('AO'), { words, ...more }, page);
    assert.equal(total, rows.length);
    return rows.map((row) => row.name);
  };

  it('finds each word at the beginning of a word of the names, in any order and without accents', async () => {
    const body = (key: string, name: string, ipaCode: string) => ({ key, name, category: 'COMUNE', ipaCode });
    await recordBodies(house.system(), {
      source: 'prova',
      validFrom: '2020-01-01',
      bodies: [
        body('R', 'Comune di Rovato', 'c_h598'),
        body('B', 'Comune di Bascapè', 'c_a690'),
        body('L', "Comune di L'Aquila", 'c_a345'),
      ],
    });
    assert.deepEqual(await namesOf('comune rov'), ['Comune di Rovato']);
    assert.deepEqual(await namesOf('rov comune'), ['Comune di Rovato']);
    assert.deepEqual(await namesOf("bascape'"), ['Comune di Bascapè']);
    assert.deepEqual(await namesOf('aquila'), ["Comune di L'Aquila"]);
    assert.deepEqual(await namesOf('C_H598'), ['Comune di Rovato']);
    assert.deepEqual(await namesOf('017001'), ['Alfa']);
  });

  it('falls back to letters within words when no word begins so, and takes signs as themselves', async () => {
    assert.deepEqual(await namesOf('ovato'), ['Comune di Rovato']);
    for (const nothing of ['zzz', '%%%', "';--", '\\', '&|!', ':*'])
      assert.deepEqual(await namesOf(nothing), [], nothing);
  });

  it('counts a wide search exactly, in being and ceased, with other filters and without', async () => {
    const { database, centre } = house;
    await database.owner.query(
      `insert into directory.public_bodies (centre_id, id, list_code, name, category, province_code, ceased_on, source, recorded_at)
       select $1, gen_random_uuid(), 'w' || n, 'Consorzio di prova ' || n, 'CONSORZIO', case when n % 2 = 0 then 'BS' else 'BG' end,
         case when n % 100 = 0 then date '2020-01-01' end, 'prova', now() from generate_series(1, 4800) n`,
      [centre],
    );
    const call = house.as('AO');
    const wide = await listBodies(call, { words: 'consorz prova' }, { ...page, offset: 50 });
    assert.deepEqual([wide.total, wide.rows.length], [4752, 50]);
    assert.equal((await listBodies(call, { words: 'consorz prova', withCeased: true }, page)).total, 4800);
    assert.equal((await listBodies(call, { words: 'consorz prova', province: 'BG' }, page)).total, 2400);
    assert.equal((await listBodies(call, { words: 'consorzio 477', withCeased: true }, page)).total, 11);
    const beyond = await listBodies(call, { words: 'consorzio 477' }, { ...page, offset: 50 });
    assert.deepEqual([beyond.rows.length, beyond.total], [0, 11], 'a page beyond the last one');
    const byRows = await listBodies(
      call,
      { words: 'consorz prova', withCeased: false },
      { ...page, size: 100 },
    );
    const plain = await listBodies(
      call,
      { words: 'consorz prova', category: 'CONSORZIO' },
      { ...page, size: 100 },
    );
    assert.deepEqual(byRows.rows, plain.rows, 'the index by name gives what sorting gives');
    const own = await listBodies(
      house.as('TC', { body: house.body.ALFA! }),
      { words: 'consorz prova' },
      page,
    );
    assert.equal(own.total, 0, 'who reaches only one body');
  });

  it('never finds what is of another centre', async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from directory.search_bodies('consorzio')`.execute(
      house.as('AO', { centre: house.other }).db,
    );
    assert.equal(rows[0]!.n, 0);
    const page = await sql<{
      n: number;
    }>`select count(*) as n from directory.search_page('consorzio', true, 50, 0)`.execute(
      house.as('AO', { centre: house.other }).db,
    );
    assert.equal(page.rows[0]!.n, 0);
  });
});
