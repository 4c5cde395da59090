import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, noticesOf } from '../builders.ts';
import { endpoints } from './fees.ts';

describe('the fees as JSON', () => {
  const house = aHouse();
  let noticeId: string;
  let runId: string;
  before(async () => {
    runId = await aNoticedYear(house, await aConvention(house, { members: ['ALFA', 'BETA'] }));
    noticeId = (await noticesOf(house, runId))[0]!.id;
  });
  /** The operation as the server calls it, with its input and its answer checked by their schemas. */
  async function ask(
    operationId: string,
    call: object,
    input: { params?: object; query?: object; body?: object } = {},
  ) {
    const endpoint = endpoints.find((e) => e.operationId === operationId)!;
    const answer = await endpoint.handle({
      ...call,
      params: endpoint.params?.parse(input.params ?? {}) ?? {},
      query: endpoint.query?.parse(input.query ?? {}) ?? {},
      body: endpoint.body?.parse(input.body ?? {}) ?? {},
    } as never);
    return endpoint.answer.parse(answer) as Record<string, never> & {
      items: Record<string, unknown>[];
      next: string | null;
      count: number;
    };
  }

  it('are paged with a cursor, and strict in what they answer', async () => {
    const first = await ask('listPaymentNotices', house.as('AO'), { query: { limit: '1' } });
    assert.deepEqual([first.items.length, first.count], [1, 2]);
    const second = await ask('listPaymentNotices', house.as('AO'), {
      query: { limit: '1', cursor: first.next },
    });
    assert.notEqual(second.items[0]!.id, first.items[0]!.id);
    assert.equal(second.next, null);
    for (const operation of ['listAssessmentRuns', 'listAssessments', 'listPayments', 'listPayerAgreements'])
      await ask(operation, house.as('AU'));
    assert.equal(
      (await ask('getAssessmentRun', house.as('CM'), { params: { id: runId } })).totalCents,
      117014,
    );
  });

  it('take a payment, and show it on the notice', async () => {
    await ask('recordPayment', house.as('AO'), {
      body: { noticeId, paidOn: '2026-11-21', amountCents: 1000, channel: 'GIROFONDI' },
    });
    const found = await ask('getPaymentNotice', house.as('AO'), { params: { id: noticeId } });
    assert.equal(found.openCents, 50000);
    const { items } = await ask('listAssessments', house.as('LR', { body: house.body.BETA }));
    assert.deepEqual(
      items.map((item) => item.amountCents),
      [66014],
    );
    const details = await ask('getAssessment', house.as('LR', { body: house.body.BETA }), {
      params: { id: items[0]!.id },
    });
    assert.match(String((details.trace as unknown as string[]).at(-1)), /660,14 €/);
  });

  it('refuse what is no input of theirs', async () => {
    for (const body of [
      {},
      { noticeId, paidOn: '2026-02-31', amountCents: 1, channel: 'GIROFONDI' },
      { noticeId, paidOn: '2026-11-21', amountCents: 0.5, channel: 'OTHER' },
      { noticeId, paidOn: '2026-11-21', amountCents: 1, channel: 'X' },
    ])
      await assert.rejects(ask('recordPayment', house.as('AO'), { body }));
    const server = await house.server();
    assert.equal((await server.inject({ url: '/api/v1/payment-notices?centre=uno' })).statusCode, 401);
  });
});
