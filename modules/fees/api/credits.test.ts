import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { twoNotices } from '../builders.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { creditEndpoints } from './credits.ts';
import { endpoints } from './fees.ts';

describe('credits as JSON', () => {
  const house = aHouse();
  let of2026: string;
  let of2027: string;
  before(async () => {
    const [body] = await twoNotices(house);
    ({ of2026, of2027 } = body!);
    await recordPayment(house.as('AO'), {
      noticeId: of2026,
      paidOn: '2026-06-09',
      amountCents: 36000,
      channel: 'GIROFONDI',
      overpaymentAccepted: true,
    });
  });

  async function ask(
    operationId: string,
    call: Call,
    input: { params?: object; query?: object; body?: object } = {},
  ) {
    const endpoint = [...creditEndpoints, ...endpoints].find((e) => e.operationId === operationId)!;
    const answer = await endpoint.handle({
      ...call,
      params: endpoint.params?.parse(input.params ?? {}) ?? {},
      query: endpoint.query?.parse(input.query ?? {}) ?? {},
      body: endpoint.body?.parse(input.body ?? {}) ?? {},
    } as never);
    return endpoint.answer.parse(answer) as Record<string, unknown> & { items: Record<string, unknown>[] };
  }

  it('are listed, given back, set off and annulled by the same rules as at the desk', async () => {
    const [found] = (await ask('listCredits', house.as('AU'))).items;
    assert.deepEqual(
      [found?.noticeId, found?.creditCents, found?.waitingCents, found?.since],
      [of2026, 6000, 0, '2026-06-09'],
    );
    const refund = {
      noticeId: of2026,
      amountCents: 2000,
      doneOn: '2026-11-20',
      channel: 'GIROFONDI',
      reference: 'Mandato 12',
      reason: 'Doppio',
    };
    const officer = { ...house.as('AO'), requestKey: newId() };
    const first = await ask('proposeRefund', officer, { body: refund });
    assert.deepEqual(await ask('proposeRefund', officer, { body: refund }), first, 'sent twice, once');
    const offset = await ask('proposeOffset', house.as('AO'), {
      body: {
        noticeId: of2026,
        toNoticeId: of2027,
        amountCents: 4000,
        doneOn: '2026-11-20',
        reason: 'Chiesto',
      },
    });
    await assert.rejects(
      ask('proposeRefund', house.as('AO'), { body: { ...refund, amountCents: 1 } }),
      RuleBroken,
    );
    for (const { creditActId } of [first, offset]) {
      const params = { id: creditActId };
      await assert.rejects(
        ask('decideCreditAct', house.as('AO'), { params, body: { approve: true } }),
        NotAllowed,
      );
      await ask('decideCreditAct', house.as('CM'), { params, body: { approve: true } });
    }
    assert.equal((await ask('listCredits', house.as('AU'))).items.length, 0);
    const { items } = await ask('listPayments', house.as('AU'), { query: { noticeId: of2026 } });
    assert.deepEqual(items.map((row) => [row.kind, row.amountCents]).toSorted(), [
      ['OFFSET', -4000],
      ['PAYMENT', 36000],
      ['REFUND', -2000],
    ]);
    const annulment = await ask('proposeCreditActAnnulment', house.as('AO'), {
      params: { id: offset.creditActId },
      body: { reason: 'Errore' },
    });
    const acts = await ask('listCreditActs', house.as('CM'), { query: { noticeId: of2027 } });
    assert.deepEqual(
      acts.items.map((act) => [act.id, act.annulsId, act.state]),
      [
        [annulment.creditActId, offset.creditActId, 'PROPOSED'],
        [offset.creditActId, null, 'APPROVED'],
      ],
    );
    const one = await ask('getCreditAct', house.as('CM'), { params: { id: offset.creditActId } });
    assert.equal(one.annulledById, annulment.creditActId);
  });

  it('refuse what is no input of theirs', async () => {
    const right = {
      noticeId: of2026,
      amountCents: 1,
      doneOn: '2026-11-20',
      channel: 'OTHER',
      reference: 'x',
      reason: 'x',
    };
    for (const wrong of [
      {},
      { ...right, amountCents: 0 },
      { ...right, amountCents: 0.5 },
      { ...right, channel: 'PAGOPA' },
      { ...right, doneOn: '2026-02-31' },
      { ...right, noticeId: 'x' },
      { ...right, extra: 1 },
    ])
      await assert.rejects(ask('proposeRefund', house.as('AO'), { body: wrong }));
  });
});
