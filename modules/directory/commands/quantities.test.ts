import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { registerQuantityNames } from '../quantity-names.ts';
import { listBodyQuantities } from '../queries/list-body-quantities.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import { importRegister } from './import-register.ts';
import { recordQuantity } from './record-quantity.ts';

const workstations = { name: 'workstations', on: '2024-12-31', value: '42', source: 'Ricognizione' };

describe('an other quantity, by hand', () => {
  const house = aHouse();

  it('is added, corrected by a later one, and both are seen', async () => {
    const alfa = house.body.ALFA!;
    await recordQuantity(house.as('AO'), alfa, workstations);
    house.clock.set('2026-11-21T10:01:00+01:00');
    await recordQuantity(house.as('CM'), alfa, { ...workstations, value: '45.5' });
    const listed = await listBodyQuantities(house.as('LR', { body: alfa }), alfa);
    assert.deepEqual(
      listed.map((q) => [q.value, q.superseded, q.recordedBy]),
      [
        ['45.5', false, 'Persona CM'],
        ['42', true, 'Persona AO'],
      ],
    );
    const { rows } = await sql<{ value: string }>`
      select value::text from directory.quantity_on_day where centre_id = ${house.centre} and body_id = ${alfa}`.execute(
      house.system().db,
    );
    assert.deepEqual(rows, [{ value: '45.5' }], 'the window shows the latest recorded');
  });

  it('sent twice with the same key is recorded once', async () => {
    const beta = house.body.BETA!;
    const call = { ...house.as('AO'), requestKey: newId() };
    await recordQuantity(call, beta, workstations);
    await recordQuantity(call, beta, workstations);
    assert.equal((await listBodyQuantities(house.as('AO'), beta)).length, 1);
  });

  it('is refused to who may not, in the future, negative, or without a name of its own', async () => {
    const alfa = house.body.ALFA!;
    await assert.rejects(recordQuantity(house.as('PM'), alfa, workstations), NotAllowed);
    for (const wrong of [
      { on: '2027-01-01' },
      { value: '-1' },
      { value: '1e3' },
      { name: 'inhabitants' },
      { name: 'Postazioni' },
    ])
      await assert.rejects(recordQuantity(house.as('AO'), alfa, { ...workstations, ...wrong }), InvalidInput);
    await assert.rejects(listBodyQuantities(house.as('LR', { body: house.body.BETA! }), alfa), NotAllowed);
  });

  it('cannot be written over or taken away, nor seen from another centre', async () => {
    await assert.rejects(
      sql`update directory.quantity_figures set value = 1`.execute(house.system().db),
      /permission denied/,
    );
    const other = await sql`select from directory.quantity_figures`.execute(house.system(house.other).db);
    assert.equal(other.rows.length, 0);
  });
});

describe('other quantities, by file', () => {
  const house = aHouse();
  const run = (lines: readonly string[], more: { kind?: RegisterKindName; dryRun?: boolean } = {}) =>
    importRegister(house.as('AO'), {
      bytes: Buffer.from(`${lines.join('\n')}\n`),
      fileName: 'postazioni.csv',
      dryRun: false,
      ...more,
    });
  const HEADER = 'Codice IPA;Codice ISTAT;Voce;Valore;Data di riferimento;Fonte';
  const valuesOf = async (key: string) =>
    (await listBodyQuantities(house.as('AO'), house.body[key]!)).map((q) => [
      q.name,
      q.on,
      q.value,
      q.source,
    ]);

  it('are recognised, named as the tariffs name them, tried, applied, and the same file changes nothing', async () => {
    registerQuantityNames(async () => [{ name: 'workstations', label: 'Postazioni' }]);
    const lines = [
      HEADER,
      'ipa_alfa;;Postazioni;42;31/12/2024;Ricognizione',
      ';017002;superficieKm2;13,29;2024-12-31;',
    ];
    const trial = await run(lines, { dryRun: true });
    assert.equal(trial.counts.new, 2);
    assert.deepEqual(await valuesOf('ALFA'), [], 'a trial changes nothing');
    const first = await run(lines);
    assert.equal(first.counts.new, 2);
    assert.deepEqual(await valuesOf('ALFA'), [['workstations', '2024-12-31', '42', 'Ricognizione']]);
    assert.deepEqual(await valuesOf('BETA'), [['superficieKm2', '2024-12-31', '13.29', 'postazioni.csv']]);
    const again = await run(lines);
    assert.deepEqual([again.counts.new, again.counts.changed, again.counts.unchanged], [0, 0, 2]);
    const changed = await run([HEADER, 'ipa_alfa;;workstations;43;31/12/2024;Ricognizione']);
    assert.equal(changed.counts.changed, 1);
    assert.equal((await valuesOf('ALFA')).length, 2);
  });

  it('have each wrong cell told with its row and column', async () => {
    const { importId, counts } = await run(
      [
        HEADER,
        'ipa_alfa;;Postazioni;1.234;31/12/2023;',
        'ipa_alfa;;;-3;31/02/2023;',
        ';;Postazioni;1;31/12/2023;',
        'mai_visto;;Postazioni;1;31/12/2023;',
      ],
      { dryRun: true },
    );
    assert.equal(counts.refused, 4);
    const { rows } = await sql<{ line: number; column: string }>`
      select line, column_name as "column" from directory.import_rows where centre_id = ${house.centre} and import_id = ${importId}
      order by line, position`.execute(house.system().db);
    assert.deepEqual(
      rows.map((row) => [row.line, row.column]),
      [
        [2, 'Valore'],
        [3, 'Voce'],
        [3, 'Valore'],
        [3, 'Data di riferimento'],
        [4, 'Codice ISTAT'],
        [5, 'codice'],
      ],
    );
  });

  it('are two for one when the same item is written by both its names', async () => {
    const { counts } = await run(
      [HEADER, 'ipa_gamma;;Postazioni;1;31/12/2023;', 'ipa_gamma;;workstations;2;31/12/2023;'],
      { dryRun: true },
    );
    assert.equal(counts.refused, 2);
  });
});
