import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { twoNotices } from '../builders.ts';
import { decideCreditAct } from '../commands/decide-credit-act.ts';
import { proposeRefund } from '../commands/propose-credit-act.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { feesLinks } from '../links.ts';
import { creditActsOf } from '../queries/list-credits.ts';
import { getNotice } from '../queries/list-notices.ts';

describe('the pages of credits', () => {
  const house = aHouse();
  let officer: Browser;
  let manager: Browser;
  let bodyId: string;
  let of2026: string;
  let of2027: string;
  let stranger: { bodyId: string; of2026: string; of2027: string };
  const paid = async (noticeId: string) => (await getNotice(house.as('AO'), noticeId)).balance.paid;
  const waiting = async () =>
    (await creditActsOf(house.as('AO'), of2026)).filter((act) => act.state === 'PROPOSED');
  before(async () => {
    const [body, other] = await twoNotices(house, 2);
    ({ bodyId, of2026, of2027 } = body!);
    stranger = other!;
    for (const noticeId of [of2026, stranger.of2026])
      await recordPayment(house.as('AO'), {
        noticeId,
        paidOn: '2026-06-09',
        amountCents: 36000,
        channel: 'GIROFONDI',
        overpaymentAccepted: true,
      });
    officer = await house.browser('AO');
    manager = await house.browser('CM');
  });
  const REFUND = {
    importo: '20,00',
    data: '20/11/2026',
    canale: 'GIROFONDI',
    riferimento: 'Mandato 12',
    motivo: 'Doppio <b>',
  };
  const OFFSET = { importo: '30,00', data: '20/11/2026', riferimento: '', motivo: 'Chiesto dall’ente' };
  const refund = (form: Record<string, string>, key = newId()) =>
    officer.post(feesLinks.refund(of2026), { ...REFUND, ...form }, { key });
  const offset = (form: Record<string, string>, key = newId()) =>
    officer.post(feesLinks.offset(of2026), { avviso: of2027, ...OFFSET, ...form }, { key });

  it('begin at the notice, which says how its credit ends', async () => {
    const { text } = await officer.get(feesLinks.notice(of2026));
    assert.match(text, /credito di 60,00 €/);
    assert.ok(text.includes(`href="${feesLinks.refund(of2026)}"`));
    assert.ok(text.includes(`href="${feesLinks.offset(of2026)}"`));
    assert.doesNotMatch((await officer.get(feesLinks.notice(of2027))).text, /Restituisci|Compensa/);
    const refused = await officer.post(
      feesLinks.reconcileNotice(of2026),
      {},
      { from: feesLinks.notice(of2026) },
    );
    assert.equal(refused.status, 409);
    assert.match(refused.text, /«Restituisci».*«Compensa»/);
  });

  for (const [form, sentence] of [
    [{ importo: '' }, /Indicare l’importo da restituire/],
    [{ importo: '0,00' }, /maggiore di zero/],
    [{ importo: '-1,00' }, /maggiore di zero/],
    [{ importo: '60,01' }, /supera il credito dell’avviso \(60,00 €\)/],
    [{ importo: 'sessanta' }, /importo non è scritto correttamente/],
    [{ importo: '1,005' }, /importo non è scritto correttamente/],
    [{ data: '22/11/2026' }, /non può essere futura/],
    [{ data: '08/06/2026' }, /precede il credito, che c’è dal 09\/06\/2026/],
    [{ data: '31/02/2026' }, /La data non esiste/],
    [{ data: '' }, /Indicare la data/],
    [{ canale: 'PAGOPA' }, /Scegliere come si restituisce/],
    [{ riferimento: ' ' }, /Indicare il mandato o il girofondi/],
    [{ motivo: '' }, /Indicare il motivo della restituzione/],
  ] as const)
    it(`refuse a refund with ${JSON.stringify(form)}, next to its field, and keep what was typed`, async () => {
      const refused = await refund(form);
      assert.ok([409, 422].includes(refused.status), String(refused.status));
      assert.match(refused.text, sentence);
      assert.match(refused.text, new RegExp(`href="#campo-${Object.keys(form)[0]}`));
      assert.match(refused.text, /Doppio &lt;b&gt;|Mandato 12/);
      await assertValidHtml(refused.text, feesLinks.refund(of2026));
      assert.equal((await waiting()).length, 0);
    });

  for (const [form, sentence] of [
    [{ avviso: '' }, /Scegliere l’avviso/],
    [{ avviso: 'xx' }, /Scegliere l’avviso/],
    [{ importo: '0' }, /maggiore di zero/],
    [{ importo: '60,01' }, /supera il credito/],
    [{ importo: 'abc' }, /importo non è scritto correttamente/],
    [{ data: '22/11/2026' }, /non può essere futura/],
    [{ motivo: ' ' }, /Indicare il motivo della compensazione/],
  ] as const)
    it(`refuse an offset with ${JSON.stringify(form)}, next to its field`, async () => {
      const refused = await offset(form);
      assert.ok([409, 422].includes(refused.status), String(refused.status));
      assert.match(refused.text, sentence);
      await assertValidHtml(refused.text, feesLinks.offset(of2026));
      assert.equal((await waiting()).length, 0);
    });

  it('refuse the notice of another body, also when its number is written by hand', async () => {
    const refused = await offset({ avviso: stranger.of2027 });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /solo con un avviso dello stesso ente/);
  });

  it('offer the open notices of the payer alone, with number, year and what is open', async () => {
    const { text } = await officer.get(feesLinks.offset(of2026));
    const { number } = await getNotice(house.as('AO'), of2027);
    assert.match(text, new RegExp(`Avviso n\\. ${number}/2026, quote 2027: restano 300,00`));
    assert.ok(!text.includes(stranger.of2027));
    assert.ok(!text.includes(`value="${of2026}"`));
    await recordPayment(house.as('AO'), {
      noticeId: stranger.of2027,
      paidOn: '2026-11-20',
      amountCents: 30000,
      channel: 'GIROFONDI',
    });
    const none = await officer.get(feesLinks.offset(stranger.of2026));
    assert.match(none.text, /non ha altri avvisi da pagare/);
    assert.ok(none.text.includes(feesLinks.refund(stranger.of2026)));
    await assertValidHtml(none.text, feesLinks.offset(stranger.of2026));
  });

  it('lead from the proposal to the decision of another person, once though sent twice', async () => {
    const key = newId();
    for (const _ of [1, 2]) assert.equal((await refund({}, key)).status, 303);
    assert.equal((await offset({})).status, 303);
    const acts = await waiting();
    assert.equal(acts.length, 2);
    const [first, second] = [acts.find((a) => a.kind === 'REFUND')!, acts.find((a) => a.kind === 'OFFSET')!];
    const notice = await officer.get(feesLinks.notice(of2026));
    assert.match(notice.text, /di cui 50,00 € impegnati/);
    assert.match(notice.text, /Doppio &lt;b&gt;/);
    const tooMuch = await refund({ importo: '10,01' });
    assert.match(tooMuch.text, /ne restano liberi 10,00/);
    assert.doesNotMatch((await officer.get(feesLinks.creditAct(first.id))).text, /Conferma la decisione/);
    assert.equal(
      (
        await officer.post(
          feesLinks.creditAct(first.id),
          { esito: 'APPROVA', motivo: '' },
          { from: feesLinks.notice(of2026) },
        )
      ).status,
      403,
    );
    const url = feesLinks.creditAct(first.id);
    await assertValidHtml((await manager.get(url)).text, url);
    assert.equal((await manager.post(url, { esito: '', motivo: '' })).status, 422);
    assert.match((await manager.post(url, { esito: 'RESPINGI', motivo: '' })).text, /motivo del rifiuto/);
    assert.equal((await manager.post(url, { esito: 'APPROVA', motivo: '' })).status, 303);
    assert.equal(
      (await manager.post(feesLinks.creditAct(second.id), { esito: 'APPROVA', motivo: '' })).status,
      303,
    );
    assert.deepEqual([await paid(of2026), await paid(of2027)], [31000, 3000]);
  });

  it('show what each row of the payments is, to the centre and to the body', async () => {
    const mayor = await house.browser('LR', { body: bodyId });
    const own = await mayor.get(feesLinks.own());
    for (const { text } of [
      await officer.get(feesLinks.notice(of2026)),
      await officer.get(feesLinks.payments()),
      own,
    ]) {
      assert.match(text, /Restituzione/);
      assert.match(text, /Compensazione/);
    }
    assert.match(own.text, /un credito di 10,00 €/);
    await assertValidHtml(own.text, feesLinks.own());
    const only = await officer.get(`${feesLinks.payments()}?tipo=OFFSET&formato=csv`);
    assert.match(only.text, /Compensazione;;/);
    assert.doesNotMatch(only.text, /Restituzione|Versamento;/);
  });

  it('keep a proposal to the centre, and the acts of others from a body', async () => {
    const { creditActId } = await proposeRefund(house.as('AO'), {
      noticeId: of2026,
      amountCents: 100,
      doneOn: '2026-11-20',
      channel: 'OTHER',
      reference: 'SEGRETO',
      reason: 'x',
    });
    const mayor = await house.browser('LR', { body: bodyId });
    const other = await house.browser('LR', { body: stranger.bodyId });
    for (const url of [feesLinks.own(), feesLinks.notice(of2026), feesLinks.creditActs()])
      assert.doesNotMatch((await mayor.get(url)).text, /SEGRETO/, url);
    assert.equal((await mayor.get(feesLinks.creditAct(creditActId))).status, 404);
    await decideCreditAct(house.as('CM'), { creditActId, approve: true });
    assert.match((await mayor.get(feesLinks.creditAct(creditActId))).text, /SEGRETO/);
    assert.doesNotMatch((await mayor.get(feesLinks.creditAct(creditActId))).text, /Proposta da/);
    assert.equal((await other.get(feesLinks.creditAct(creditActId))).status, 404);
    assert.equal((await (await house.browser('CH')).get(feesLinks.creditActs())).status, 403);
    const elsewhere = await house.browser('AO', { centre: house.other });
    for (const url of [
      feesLinks.creditAct(creditActId),
      feesLinks.refund(of2026),
      feesLinks.annulCreditAct(newId()),
    ])
      assert.equal((await elsewhere.get(url)).status, 404, url);
    for (const url of [feesLinks.refund(of2026), feesLinks.offset(of2026)])
      assert.equal((await manager.get(url)).status, 403, url);
  });

  it('annul an act with a reason, and refuse to reverse its row alone', async () => {
    const act = (await creditActsOf(house.as('AO'), of2026)).find((a) => a.kind === 'OFFSET')!;
    const row = (await getNotice(house.as('AO'), of2027)).payments.find((p) => p.kind === 'OFFSET')!;
    const alone = await officer.post(feesLinks.reversePayment(row.id), { motivo: 'x' });
    assert.equal(alone.status, 409);
    assert.match(alone.text, /si annulla l’atto dalla sua pagina/);
    const url = feesLinks.annulCreditAct(act.id);
    await assertValidHtml((await officer.get(url)).text, url);
    assert.equal((await officer.post(url, { motivo: '' })).status, 422);
    assert.equal((await officer.post(url, { motivo: 'Avviso sbagliato' })).status, 303);
    assert.match((await officer.post(url, { motivo: 'x' })).text, /già annullato/);
    const annulment = (await waiting())[0]!;
    const decide = feesLinks.creditAct(annulment.id);
    assert.match((await manager.get(decide)).text, /Annullamento di compensazione/);
    assert.equal((await manager.post(decide, { esito: 'APPROVA', motivo: '' })).status, 303);
    assert.deepEqual([await paid(of2026), await paid(of2027)], [33900, 0]);
    assert.match((await officer.get(feesLinks.creditAct(act.id))).text, /Annullata/);
    assert.match((await officer.get(feesLinks.notice(of2027))).text, /Storno/);
  });

  it('list credits and acts, filtered, sorted and as files', async () => {
    const auditor = await house.browser('AU');
    const credits = await auditor.get(feesLinks.credits());
    assert.match(credits.text, /2 crediti/);
    assert.match(credits.text, /99,00/);
    assert.doesNotMatch(credits.text, />Restituisci</);
    await assertValidHtml(credits.text, feesLinks.credits());
    await assertValidHtml((await officer.get(feesLinks.credits())).text, feesLinks.credits());
    assert.match((await auditor.get(`${feesLinks.credits()}?anno=2027`)).text, /Nessun credito corrisponde/);
    assert.match((await auditor.get(`${feesLinks.credits()}?q=%25`)).text, /Nessun credito corrisponde/);
    for (const sort of ['dal', 'ente', 'importo', 'x'])
      assert.equal((await auditor.get(`${feesLinks.credits()}?ordine=${sort}&verso=desc`)).status, 200);
    assert.match(
      (await auditor.get(`${feesLinks.credits()}?formato=csv`)).text,
      /2026;09\/06\/2026;39,00;0,00/,
    );
    const acts = await auditor.get(feesLinks.creditActs());
    assert.match(acts.text, /4 atti/);
    await assertValidHtml(acts.text, feesLinks.creditActs());
    assert.match((await auditor.get(`${feesLinks.creditActs()}?stato=PROPOSED`)).text, /Nessun atto/);
    assert.match((await auditor.get(`${feesLinks.creditActs()}?tipo=OFFSET`)).text, /2 atti/);
    assert.match((await auditor.get(`${feesLinks.creditActs()}?q=SEGRETO`)).text, /1 atto/);
    const csv = await auditor.get(`${feesLinks.creditActs()}?formato=csv`);
    assert.match(
      csv.text,
      /Compensazione;[^;]+;[^;]+;[^;]+;20\/11\/2026;30,00;;;Chiesto dall’ente;Annullata/,
    );
    for (const url of [feesLinks.credits(), feesLinks.creditActs()])
      assert.match(
        String((await auditor.get(`${url}?formato=xlsx`)).headers['content-type']),
        /spreadsheetml/,
      );
  });
});
