import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, anAssessedYear, noticesOf, someBodies } from '../builders.ts';
import { feesLinks } from '../links.ts';

const RATE = {
  schema: 'urn:broletto:tariff:1',
  name: 'Tanto per abitante',
  source: 'esempio',
  populationReference: { kind: 'PENULTIMATE_YEAR_END' },
  variables: [],
  fee: { kind: 'RATE', per: 'inhabitants', rate: '0.15' },
};

describe('figures and amounts at their limits', () => {
  const house = aHouse();
  const feesOf = async (runId: string) => {
    const { rows } = await sql<{ name: string; cents: number }>`
      select b.name, a.amount_cents as cents from fees.assessments a
      join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id where a.run_id = ${runId}`.execute(
      house.system().db,
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.cents]));
  };

  it('nobody owes 0.00, one inhabitant 0.15; 40,000 pay by the formula, 40,001 the flat fee, and so all above', async () => {
    const bodies = await someBodies(house, [
      { name: 'Zero', inhabitants: 0, enterprises: 0 },
      { name: 'Uno', inhabitants: 1, enterprises: 0 },
      { name: 'Soglia', inhabitants: 40_000, enterprises: 3500 },
      { name: 'Oltre', inhabitants: 40_001, enterprises: 3500 },
      { name: 'Immenso', inhabitants: 999_999_999, enterprises: 999_999_999 },
    ]);
    const runId = await anAssessedYear(house, await aConvention(house, { members: bodies }));
    assert.deepEqual(await feesOf(runId), {
      Zero: 0,
      Uno: 15,
      Soglia: 836_000,
      Oltre: 30_000,
      Immenso: 30_000,
    });
  });

  it('a rate on 999,999,999 inhabitants is exact to the cent', async () => {
    const [body] = await someBodies(house, [{ name: 'Paese', inhabitants: 999_999_999, enterprises: 0 }]);
    const runId = await anAssessedYear(house, await aConvention(house, { members: [body!], tariff: RATE }));
    assert.deepEqual(await feesOf(runId), { Paese: 14_999_999_985 });
  });

  it('an amount is typed as 0,01 or 999.999.999,99; what could be read in two ways, or is none, is refused', async () => {
    const [body] = await someBodies(house, [{ inhabitants: 2400, enterprises: 150 }]);
    const runId = await aNoticedYear(house, await aConvention(house, { members: [body!] }));
    const { id } = (await noticesOf(house, runId))[0]!;
    const officer = await house.browser('AO');
    const pays = async (importo: string) => {
      const form = { data: '21/11/2026', importo, canale: 'OTHER', riferimento: '', eccedenza: '1' };
      const { status, text } = await officer.post(feesLinks.payNotice(id), form);
      if (status !== 303) assert.ok(text.includes(`value="${importo}"`), `${importo} is kept`);
      return status;
    };
    for (const wrong of ['0', '0,00', '-1,00', '1,005', '1.74', '1.000.00', 'mille', ''])
      assert.ok([409, 422].includes(await pays(wrong)), wrong);
    assert.equal(await pays('0,01'), 303);
    assert.equal(await pays('999.999.999,99'), 303);
    const { rows } = await sql<{
      paid: number;
    }>`select paid_cents as paid from fees.payment_notices where id = ${id}`.execute(house.system().db);
    assert.equal(rows[0]!.paid, 100_000_000_000);
  });
});
