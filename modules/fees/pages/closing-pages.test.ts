import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aConvention, aNoticedYear, anAgreement, noticesOf } from '../builders.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { feesLinks } from '../links.ts';

describe('the closing of a year, at the desk', () => {
  const house = aHouse();
  let officer: Browser;
  let manager: Browser;
  let alfa: string;
  let closing: string;
  before(async () => {
    await anAgreement(house, 'BETA', 'UNIONE', { share: '0.6' });
    const convention = await aConvention(house, { members: ['ALFA', 'BETA', 'GAMMA', 'UNIONE'] });
    const notices = await noticesOf(house, await aNoticedYear(house, convention, 2026, '2026-03-16'));
    alfa = notices.find(({ payer }) => payer === 'Alfa')!.id;
    for (const { id, payer, total } of notices)
      if (payer !== 'Alfa')
        await recordPayment(house.as('AO'), {
          noticeId: id,
          paidOn: '2026-05-04',
          amountCents: payer === 'Gamma' ? total + 6000 : total,
          channel: 'GIROFONDI',
          overpaymentAccepted: true,
        });
    officer = await house.browser('AO');
    manager = await house.browser('CM');
  });

  it('says what stands in the way while the year is not over', async () => {
    const empty = await officer.get(feesLinks.closings());
    assert.match(empty.text, /Nessun anno è stato chiuso/);
    const page = await officer.get(`${feesLinks.newClosing()}?anno=2026`);
    await assertValidHtml(page.text, 'prepare');
    assert.match(page.text, /non è ancora terminato/);
    assert.match(page.text, /Riconcilia i 2 avvisi pagati/);
  });

  it('asks for the reasons, keeps what was typed, and is prepared', async () => {
    house.clock.set('2027-01-15T10:00:00+01:00');
    [officer, manager] = [await house.browser('AO'), await house.browser('CM')];
    const here = `${feesLinks.newClosing()}?anno=2026`;
    assert.equal(
      (await officer.post(feesLinks.reconcileYear(), { anno: '2026' }, { from: here })).status,
      303,
    );
    const refused = await officer.post(
      feesLinks.newClosing(),
      { anno: '2026', residui: 'Versamento annunciato' },
      { from: here },
    );
    assert.equal(refused.status, 422);
    await assertValidHtml(refused.text, 'refused');
    assert.match(refused.text, /Versamento annunciato/);
    assert.match(refused.text, /Indicare perché i crediti/);
    const sent = await officer.post(
      feesLinks.newClosing(),
      { anno: '2026', residui: 'Versamento annunciato', crediti: 'Da <b>restituire</b>' },
      { from: here },
    );
    assert.equal(sent.status, 303);
    closing = sent.location.split('/').at(-1)!;
    const page = await officer.get(feesLinks.closing(closing));
    await assertValidHtml(page.text, 'prepared');
    assert.match(page.text, /Chiusura da approvare/);
    assert.match(page.text, /Da &lt;b&gt;restituire/);
  });

  it('is decided by the manager, and shows beside the frozen figures what comes after', async () => {
    assert.equal((await officer.get(feesLinks.closingAct(closing, 'decisione'))).status, 403);
    const unsaid = await manager.post(feesLinks.closingAct(closing, 'decisione'), { esito: 'RESPINGI' });
    assert.equal(unsaid.status, 422);
    assert.match(unsaid.text, /motivo del rifiuto/);
    const done = await manager.post(feesLinks.closingAct(closing, 'decisione'), { esito: 'APPROVA' });
    assert.equal(done.status, 303);
    const paid = await officer.post(feesLinks.payNotice(alfa), {
      data: '14/01/2027',
      importo: '110,00',
      canale: 'GIROFONDI',
      riferimento: '',
    });
    assert.equal(paid.status, 303);
    const page = await officer.get(feesLinks.closing(closing));
    await assertValidHtml(page.text, 'closed');
    assert.match(page.text, /Anno chiuso/);
    assert.match(page.text, /Successivi alla chiusura/);
    assert.match(page.text, /400,00 €/);
    const situation = await officer.get(feesLinks.situation(2026));
    assert.match(situation.text, /Anno chiuso/);
    const tooMuch = await officer.post(feesLinks.payNotice(alfa), {
      data: '14/01/2027',
      importo: '400,01',
      canale: 'GIROFONDI',
      riferimento: '',
      eccedenza: '1',
    });
    assert.equal(tooMuch.status, 409);
    assert.match(tooMuch.text, /al massimo quanto resta da versare \(400,00 €\)/);
  });

  it('shows movements after the closing a page at a time, and leaves the other lists where they are', async () => {
    for (let day = 1; day <= 26; day++)
      await recordPayment(house.as('AO'), {
        noticeId: alfa,
        paidOn: '2027-01-14',
        amountCents: 100 + day,
        channel: 'GIROFONDI',
      });
    const movements = async (query: string) => {
      const { text } = await officer.get(`${feesLinks.closing(closing)}${query}`);
      await assertValidHtml(text, query);
      const section = text.slice(
        text.indexOf('id="movimenti"'),
        text.indexOf('Importi alla chiusura, ente per ente'),
      );
      return { rows: section.match(/Versamento<\/th>/g)?.length ?? 0, section };
    };
    const first = await movements('?vista=debitori');
    assert.equal(first.rows, 25);
    assert.match(first.section, /\?vista=debitori&amp;movimenti=2#movimenti/);
    const second = await movements('?vista=debitori&movimenti=2');
    assert.equal(second.rows, 2);
    assert.match(second.section, /110,00 €/, 'the earliest is the last');
    assert.equal((await movements('?movimenti=molti')).rows, 25);
  });

  it('gives the statement as accessible PDF, CSV and XLSX', async () => {
    const pdf = await manager.get(feesLinks.closingPdf(closing));
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.match(pdf.text, /pdfuaid:part/);
    const csv = await manager.get(`${feesLinks.closing(closing)}?formato=csv`);
    assert.match(csv.text, /Gamma;1;1740,00;0,00;1740,00;1800,00;0,00;60,00/);
    const xlsx = await manager.get(`${feesLinks.closing(closing)}?vista=debitori&formato=xlsx`);
    assert.match(String(xlsx.headers['content-type']), /spreadsheetml/);
  });

  it('is reopened by an act of two people', async () => {
    const url = feesLinks.closingAct(closing, 'riapertura');
    assert.equal((await officer.post(url, { motivo: '' })).status, 422);
    assert.equal((await officer.post(url, { motivo: 'Errore di abbinamento' })).status, 303);
    const decision = feesLinks.closingAct(closing, 'decisione');
    assert.match(
      (await manager.get(decision)).text,
      /propone di riaprire le quote 2026: «Errore di abbinamento»/,
    );
    assert.equal((await manager.post(decision, { esito: 'APPROVA' })).status, 303);
    const page = await manager.get(feesLinks.closing(closing));
    await assertValidHtml(page.text, 'reopened');
    assert.match(page.text, /Anno riaperto/);
    assert.match((await manager.get(feesLinks.closings())).text, /Quote 2026/);
  });
});
