import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import {
  aConvention,
  aNoticedYear,
  anAgreement,
  anAssessedYear,
  noticesOf,
  someBodies,
} from '../builders.ts';
import { proposeCorrection } from '../commands/propose-correction.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { prepareReminders } from '../jobs/prepare-reminders.ts';
import { feesLinks } from '../links.ts';
import { shareOf } from './record-agreement/record-agreement.input.ts';

describe('the pages of the fees', () => {
  const house = aHouse();
  let runId: string;
  let notice: { id: string; payer: string; total: number };
  let assessmentId: string;
  before(async () => {
    await anAgreement(house, 'ALFA', 'UNIONE', { share: '0.6' });
    runId = await aNoticedYear(
      house,
      await aConvention(house, { members: ['ALFA', 'GAMMA', 'UNIONE'] }),
      2026,
      '2026-03-16',
    );
    const notices = await noticesOf(house, runId);
    notice = notices.find((n) => n.payer === 'Gamma')!;
    const { rows } = await sql<{
      id: string;
    }>`select id from fees.assessments where body_id = ${house.body.GAMMA}`.execute(house.system().db);
    assessmentId = rows[0]!.id;
    await recordPayment(house.as('AO'), {
      noticeId: notice.id,
      paidOn: '2026-04-01',
      amountCents: 50000,
      channel: 'GIROFONDI',
      reference: 'TRN-9',
    });
    await proposeCorrection(house.as('AO'), {
      noticeId: notice.id,
      line: 1,
      newAmountCents: 170000,
      reason: 'Prova <b>',
    });
  });

  it('are valid and readable for the centre', async () => {
    const browser = await house.browser('AO');
    const pages = [
      feesLinks.runs(),
      feesLinks.newRun(),
      feesLinks.run(runId),
      feesLinks.runExceptions(runId),
      feesLinks.assessment(assessmentId),
      feesLinks.compare(assessmentId),
      feesLinks.notices(),
      feesLinks.notice(notice.id),
      feesLinks.payNotice(notice.id),
      feesLinks.correctLine(notice.id, 1),
      feesLinks.corrections(),
      feesLinks.reminders(),
      feesLinks.payments(),
      feesLinks.bankFiles(),
      feesLinks.agreements(),
      feesLinks.newAgreement(),
      feesLinks.situation(),
      `${feesLinks.situation(2026)}&per=debitore`,
      feesLinks.own(),
    ];
    for (const url of pages) {
      const answer = await browser.get(url);
      assert.equal(answer.status, 200, url);
      await assertValidHtml(answer.text, url);
    }
  });

  it('show a citizen how the fee comes out, to the cent', async () => {
    const { text } = await (await house.browser('LR', { body: house.body.GAMMA })).get(
      feesLinks.assessment(assessmentId),
    );
    assert.match(text, /Abitanti da 3\.001 a 5\.000: 2\.000 × 0,15 € × \(100% − 5%\) = 285,00 €/);
    assert.match(text, /Arrotondamento al centesimo: 1\.740,00 € → 1\.740,00 €/);
    assert.match(text, /31\/12\/2024/);
  });

  it('escape what people write', async () => {
    const { text } = await (await house.browser('AO')).get(feesLinks.notice(notice.id));
    assert.match(text, /Prova &lt;b&gt;/);
  });

  it('let in who may, and nobody else', async () => {
    const closed: [string, Parameters<typeof house.browser>[0], string][] = [
      [feesLinks.newRun(), 'CM', 'fees.assess'],
      [feesLinks.runs(), 'PM', 'fees.follow'],
      [feesLinks.runs(), 'LR', 'fees.follow'],
      [feesLinks.payments(), 'CH', 'fees.view-payments'],
      [feesLinks.notices(), 'OP', 'fees.view'],
      [feesLinks.notices(), 'SC', 'fees.view'],
      [feesLinks.payNotice(notice.id), 'CM', 'fees.record-payments'],
      [feesLinks.runAction(runId, 'approvazione'), 'AO', 'fees.approve'],
    ];
    for (const [url, role] of closed) {
      const answer = await (
        await house.browser(role, ['LR', 'SC'].includes(role ?? '') ? { body: house.body.ALFA } : {})
      ).get(url);
      assert.equal(answer.status, 403, `${role} ${url}`);
    }
    assert.equal(
      (await (await house.browser('LR', { body: house.body.ALFA })).get(feesLinks.notice(notice.id))).status,
      403,
    );
    const elsewhere = await house.browser('AO', { centre: house.other });
    for (const url of [
      feesLinks.notice(notice.id),
      feesLinks.run(runId),
      feesLinks.assessment(assessmentId),
      feesLinks.notice(newId()),
      '/quote/avvisi/xx',
    ])
      assert.equal((await elsewhere.get(url)).status, 404, url);
    assert.equal((await (await house.browser(null)).get(feesLinks.notices())).status, 303);
  });

  it('show a mayor its own notices alone, and a mayor whose Unione pays what it still owes for itself', async () => {
    const mayor = await (await house.browser('LR', { body: house.body.ALFA })).get(feesLinks.own());
    assert.match(mayor.text, /204,00/);
    assert.doesNotMatch(mayor.text, /Gamma/);
    const union = await (await house.browser('UO', { body: house.body.UNIONE })).get(feesLinks.own());
    assert.match(union.text, /606,00/);
  });

  it('keep what was typed when a payment is refused, and record it when it is right', async () => {
    const browser = await house.browser('AO');
    const url = feesLinks.payNotice(notice.id);
    const refused = await browser.post(url, {
      data: '31/02/2026',
      importo: '1,2,3',
      canale: 'GIROFONDI',
      riferimento: 'X9',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /value="31\/02\/2026"/);
    assert.match(refused.text, /value="1,2,3"/);
    assert.match(refused.text, /value="X9"/);
    await assertValidHtml(refused.text, url);
    const tooMuch = await browser.post(url, { data: '20/11/2026', importo: '9.000,00', canale: 'GIROFONDI' });
    assert.equal(tooMuch.status, 409);
    assert.match(tooMuch.text, /supera quanto resta da pagare \(1\.240,00 €\)/);
    const key = newId();
    for (const _ of [1, 2]) {
      const sent = await browser.post(
        url,
        { data: '20/11/2026', importo: '40,00', canale: 'GIROFONDI' },
        { key },
      );
      assert.equal(sent.status, 303);
    }
    const { text } = await browser.get(feesLinks.notice(notice.id));
    assert.match(text, /1\.200,00/);
  });

  it('filter, sort and export their lists', async () => {
    const browser = await house.browser('AU');
    assert.match((await browser.get('/quote/avvisi?q=gamma')).text, /1 avviso/);
    assert.match((await browser.get('/quote/avvisi?q=2/2026')).text, /1 avviso/);
    assert.match((await browser.get('/quote/avvisi?stato=OVERDUE')).text, /3 avvisi/);
    assert.match((await browser.get('/quote/avvisi?q=%25')).text, /Nessun avviso corrisponde/);
    assert.equal((await browser.get('/quote/avvisi?ordine=xx&verso=yy&pagina=-3&stato=ZZ')).status, 200);
    for (const url of [
      feesLinks.run(runId),
      feesLinks.notices(),
      feesLinks.payments(),
      feesLinks.agreements(),
      feesLinks.situation(),
      feesLinks.runExceptions(runId),
      feesLinks.runs(),
      feesLinks.corrections(),
      feesLinks.reminders(),
    ]) {
      const csv = await browser.get(`${url}?formato=csv`);
      assert.match(String(csv.headers['content-type']), /text\/csv/, url);
      assert.match(
        String((await browser.get(`${url}?formato=xlsx`)).headers['content-type']),
        /spreadsheetml/,
        url,
      );
    }
    assert.match(
      (await browser.get(`${feesLinks.run(runId)}?formato=csv`)).text,
      /Gamma;Comune;8000;01\/01\/2026;1740,00;1740,00/,
    );
    await prepareReminders(house.system());
    const read = async (url: string) => (await browser.get(`${url}formato=csv`)).text;
    const all = [
      [`${feesLinks.runs()}?`, /2026;1;Avvisi emessi;Convenzione di prova;3;0;2550,00;21\/11\/2026;/],
      [`${feesLinks.corrections()}?`, /;1;Gamma;Gamma;-40,00;Prova <b>;Da approvare;[^;]+;21\/11\/2026;;/],
      [
        `${feesLinks.reminders()}?`,
        /Gamma;gamma@pec\.example;\d+\/2026;Diffida formale;15\/05\/2026;190;1200,00;;/,
      ],
    ] as const;
    for (const [url, row] of all) assert.match(await read(url), row, url);
    assert.doesNotMatch(
      await read(`${feesLinks.corrections()}?stato=APPROVED&`),
      /Prova/,
      'with the filters in force',
    );
    assert.doesNotMatch(await read(`${feesLinks.reminders()}?inviati=1&`), /Gamma/, 'none was sent');
  });

  it('tell the situation of the year with its denominator and day, and the balance at the end of it', async () => {
    const { text } = await (await house.browser('CH')).get(feesLinks.situation(2026));
    assert.match(text, /Al 21\/11\/2026/);
    assert.match(text, /riscosso il [\d,]+% di 2\.550,00 € dovuti/);
    assert.match(text, /Oltre 90 giorni/);
    const before = await (await house.browser('CH')).get(`${feesLinks.situation(2026)}&al=31/03/2026`);
    assert.match(before.text, /riscosso il 0,0?%|riscosso il 0% di/);
  });

  it('say that a year has nothing left to assess, and do not offer to approve it', async () => {
    const empty = await anAssessedYear(house, await aConvention(house, { members: [] }));
    const { text } = await (await house.browser('CM')).get(feesLinks.run(empty));
    assert.match(text, /Nessuna quota da accertare/);
    assert.doesNotMatch(text, /attendono l’approvazione|>Approva</);
    await assertValidHtml(text, 'an assessment of nothing');
  });

  it('lead from the run to the approval and the notices', async () => {
    const [body] = await someBodies(house, [{ inhabitants: 2400, enterprises: 150 }]);
    const second = await anAssessedYear(house, await aConvention(house, { members: [body!] }));
    const manager = await house.browser('CM');
    const url = feesLinks.runAction(second, 'approvazione');
    await assertValidHtml((await manager.get(url)).text, url);
    assert.equal((await manager.post(url, { nota: '' })).status, 303);
    assert.equal((await manager.post(url, { nota: '' })).status, 409, 'approved once');
    const officer = await house.browser('AO');
    assert.equal(
      (await officer.post(feesLinks.runAction(second, 'avvisi'), {}, { from: feesLinks.run(second) })).status,
      303,
    );
    assert.equal(
      (
        await officer.post(
          feesLinks.runAction(second, 'eliminazione'),
          { motivo: 'x' },
          { from: feesLinks.run(second) },
        )
      ).status,
      409,
    );
    assert.match((await officer.get(feesLinks.run(second))).text, /Avvisi in emissione/);
  });
});

describe('a percentage', () => {
  it('is read as people write it', () => {
    assert.equal(shareOf('60'), '0.600000');
    assert.equal(shareOf('33,3333'), '0.333333');
    assert.equal(shareOf('100%'), '1');
    for (const bad of ['0', '101', '-5', 'x', '1.5', '33,33333', '']) assert.equal(shareOf(bad), null, bad);
  });
});
