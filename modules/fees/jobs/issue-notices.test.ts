import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordBodies } from '#directory';
import { sql } from '#platform/database/pool';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, anAgreement, unwatched } from '../builders.ts';
import { writeNotices } from './issue-notices.ts';

describe('the notices of a year', () => {
  const house = aHouse();

  it('are one a payer with a line a debtor: Unione 1,644.38, comuni 636.06 [D2, trap 11]', async () => {
    const { ids } = await recordBodies(house.system(), {
      source: 'prova',
      validFrom: '2010-01-01',
      bodies: [
        ['C', 2000, 120],
        ['D', 2002, 90],
      ].map(([key, inhabitants, enterprises]) => ({
        key: String(key),
        name: `Comune ${key}`,
        category: 'COMUNE',
        istatCode: `01701${key === 'C' ? 1 : 2}`,
        figures: [
          { kind: 'population' as const, on: '2024-12-31', value: Number(inhabitants), source: 'prova' },
          { kind: 'enterprises' as const, on: '2024-12-31', value: Number(enterprises), source: 'prova' },
        ],
      })),
    });
    const convention = await aConvention(house, { members: ['ALFA', 'BETA', ids.C!, ids.D!, 'UNIONE'] });
    for (const debtor of ['ALFA', 'BETA', ids.C!])
      await anAgreement(house, debtor, 'UNIONE', { share: '0.6' });
    await anAgreement(house, ids.D!, 'UNIONE', { share: '1' });
    const run = await aNoticedYear(house, convention);
    const { rows } = await sql<{ payer: string; total: number; lines: number; number: number; due: string }>`
      select payer_name as payer, total_cents as total, number, due_on as due,
        (select count(*) from fees.notice_lines l where l.notice_id = n.id) as lines
      from fees.payment_notices n where run_id = ${run} order by number`.execute(house.system().db);
    assert.deepEqual(rows, [
      { payer: 'Alfa', total: 20400, number: 1, due: '2027-01-20', lines: 1 },
      { payer: 'Beta', total: 26406, number: 2, due: '2027-01-20', lines: 1 },
      { payer: 'Comune C', total: 16800, number: 3, due: '2027-01-20', lines: 1 },
      { payer: 'Unione di Alfa e Beta', total: 164438, number: 4, due: '2027-01-20', lines: 5 },
    ]);
    const comuni = 20400 + 26406 + 16800;
    assert.equal(comuni, 63606);
    assert.equal(comuni + 164438, 51000 + 66014 + 42000 + 39030 + 30000);
    const again = await writeNotices(house.system(), run, '2026-11-21', unwatched);
    assert.equal(again.notices, 0, 'done twice it does nothing');
  });
});
