import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention } from '../../builders.ts';
import { feesLinks } from '../../links.ts';

/* Alfa has 2,400 inhabitants, Beta 3,001, Gamma 8,000; nobody's area or use is known. */
describe('the allocation of a cost among the members', () => {
  const house = aHouse();
  let convention: string;
  before(async () => {
    convention = await aConvention(house, { members: ['ALFA', 'BETA', 'GAMMA', 'UNIONE'] });
  });

  const address = (changes: Record<string, string> = {}) =>
    `${feesLinks.allocation()}?${new URLSearchParams({
      ...{ convenzione: convention, al: '21/11/2026', dati: '31/12/2024', soloComuni: '1' },
      ...{ costo: '13.401,00', contributi: '', consuntivo: '', pesoAbitanti: '100' },
      ...{ pesoParti: '', pesoSuperficie: '', pesoUso: '', uso: '', ...changes },
    })}`;
  const cellsOf = (text: string, name: string): string[] => {
    const row = new RegExp(`<tr[^>]*><th[^>]*>${name}</th>(.*?)</tr>`).exec(text)?.[1] ?? '';
    return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!);
  };

  it('is by inhabitants, to the cent, with the total', async () => {
    const { status, text } = await (await house.browser('AO')).get(address());
    assert.equal(status, 200);
    await assertValidHtml(text, 'allocation');
    assert.equal(cellsOf(text, 'Alfa').at(-1), '2.400,00 €');
    assert.equal(cellsOf(text, 'Gamma').at(-1), '8.000,00 €');
    assert.match(text, /Totale di tutti gli enti.*13\.401,00 €/);
    assert.doesNotMatch(text, /Unione di Alfa e Beta<\/th>/, 'its comuni are weighed one by one');
  });

  it('takes grants away and gives each body its balance on the final account [D13]', async () => {
    const { text } = await (await house.browser('AO')).get(
      address({ costo: '16.000,00', contributi: '2.599,00', consuntivo: '2.599,00' }),
    );
    assert.deepEqual(
      cellsOf(text, 'Alfa').slice(-3),
      ['2.400,00 €', '0,00 €', '-2.400,00 €'].map((t) => t.replace('-', '−')),
    );
  });

  it('says which weight or figure is wrong, keeps what was typed and computes nothing', async () => {
    const browser = await house.browser('CM');
    const wrong = await browser.get(address({ pesoAbitanti: '50', pesoParti: '40', costo: '1.000,00' }));
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /I pesi sommano 90, e devono sommare 100/);
    assert.match(wrong.text, /value="1\.000,00"/);
    await assertValidHtml(wrong.text, 'refused');
    const missing = await browser.get(address({ pesoAbitanti: '', pesoSuperficie: '100' }));
    assert.match(missing.text, /Manca la superficie di Alfa/);
    for (const bad of ['', 'x', '-1', '1.005', '1,005'])
      assert.equal((await browser.get(address({ costo: bad }))).status, 422, bad);
    assert.match(
      (await browser.get(address({ contributi: '99.999,00' }))).text,
      /I contributi superano il costo/,
    );
  });

  it('is a file, too, and is not for who does not follow the fees', async () => {
    const csv = await (await house.browser('AU')).get(`${address()}&formato=csv`);
    assert.match(String(csv.headers['content-type']), /text\/csv/);
    assert.match(csv.text, /Beta;Comune;3001;;;3001,00;;/);
    assert.equal((await (await house.browser('OP')).get(address())).status, 403);
    const other = await (await house.browser('AO', { centre: house.other })).get(address());
    assert.doesNotMatch(other.text, /Alfa/, 'another centre finds nobody');
  });
});
