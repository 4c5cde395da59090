import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention, aNoticedYear, noticesOf, someBodies } from '../builders.ts';
import { feesLinks } from '../links.ts';
import { getNotice } from '../queries/list-notices.ts';

describe('what is typed wrong in the fees', () => {
  const house = aHouse();
  let browser: Browser;
  let noticeId: string;
  const pay = (form: Record<string, string>, key = newId()) =>
    browser.post(
      feesLinks.payNotice(noticeId),
      { data: '20/11/2026', importo: '1,00', canale: 'GIROFONDI', ...form },
      { key },
    );
  const paid = async () => (await getNotice(house.as('AO'), noticeId)).balance.paid;
  before(async () => {
    const [body] = await someBodies(house, [{ inhabitants: 2400, enterprises: 150 }]);
    const convention = await aConvention(house, { members: [body!] });
    const run = await aNoticedYear(house, convention, 2026, '2026-03-16');
    noticeId = (await noticesOf(house, run))[0]!.id;
    browser = await house.browser('AO');
  });

  for (const [importo, sentence] of [
    ['', /Indicare l’importo versato/],
    ['1,005', /importo/i],
    ['1.74', /importo/i],
    ['mille', /importo/i],
    ['1.000.000.000.000,00', /importo/i],
  ] as const)
    it(`the amount «${importo}» is refused next to its field, and kept`, async () => {
      const refused = await pay({ importo });
      assert.equal(refused.status, 422);
      assert.match(refused.text, sentence);
      assert.ok(refused.text.includes(`value="${importo}"`) || importo === '');
      assert.match(refused.text, /href="#campo-importo"/, 'the summary leads to the field');
      await assertValidHtml(refused.text, feesLinks.payNotice(noticeId));
      assert.equal(await paid(), 0);
    });

  for (const importo of ['0', '0,00', '-1,00', '999.999.999,99', '1.000.000.000,00', '510,01'])
    it(`the amount «${importo}» records nothing on a notice of 510,00`, async () => {
      const refused = await pay({ importo });
      assert.ok(refused.status === 409 || refused.status === 422, String(refused.status));
      assert.match(refused.text, /deve essere|supera|maggiore/);
      assert.ok(refused.text.includes(`value="${importo}"`), 'what was typed is kept');
      assert.equal(await paid(), 0);
    });

  for (const [data, sentence] of [
    ['22/11/2026', /non può essere futura/],
    ['15/03/2026', /non può precedere l’avviso, emesso il 16\/03\/2026/],
    ['30/02/2026', /data/i],
    ['2026-11-20', /data/i],
  ] as const)
    it(`the day «${data}» is refused, and kept`, async () => {
      const refused = await pay({ data });
      assert.equal(refused.status, 422);
      assert.match(refused.text, sentence);
      assert.ok(refused.text.includes(`value="${data}"`));
      assert.equal(await paid(), 0);
    });

  it('the same request with another amount is refused, and the first stands', async () => {
    const key = newId();
    assert.equal((await pay({ importo: '0,01' }, key)).status, 303);
    assert.equal((await pay({ importo: '0,01' }, key)).status, 303);
    const other = await pay({ importo: '0,02' }, key);
    assert.equal(other.status, 409);
    assert.equal(await paid(), 1, 'a cent is the least that is paid, once');
  });
});
