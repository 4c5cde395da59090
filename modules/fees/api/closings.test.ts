import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { NotAllowed } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear } from '../builders.ts';
import { closingEndpoints } from './closings.ts';

describe('the closing of a year as JSON', () => {
  const house = aHouse();
  before(async () => {
    await aNoticedYear(house, await aConvention(house, { members: ['ALFA', 'BETA'] }));
  });
  const january = (call: Call): Call => ({
    ...call,
    today: '2027-01-15',
    now: new Date('2027-01-15T09:00:00Z'),
  });

  async function ask(operationId: string, call: Call, input: { params?: object; body?: object } = {}) {
    const endpoint = closingEndpoints.find((e) => e.operationId === operationId)!;
    const answer = await endpoint.handle({
      ...january(call),
      params: endpoint.params?.parse(input.params ?? {}) ?? {},
      query: endpoint.query?.parse({}) ?? {},
      body: endpoint.body?.parse(input.body ?? {}) ?? {},
    } as never);
    return endpoint.answer.parse(answer) as Record<string, unknown> & { items: Record<string, unknown>[] };
  }

  it('is prepared, decided, read and reopened, with the same rules as at the desk', async () => {
    const prepared = await ask('prepareYearClosing', house.as('AO'), {
      body: { year: 2026, openReason: 'Versamenti annunciati' },
    });
    const params = { id: prepared.closingId };
    await assert.rejects(
      ask('decideYearClosing', house.as('AO'), { params, body: { approve: true } }),
      NotAllowed,
    );
    await ask('decideYearClosing', house.as('CM'), { params, body: { approve: true } });
    const found = await ask('getYearClosing', house.as('AU'), { params });
    assert.deepEqual(
      [found.state, found.openCents, (found.now as { openCents: number }).openCents],
      ['CLOSED', 117014, 117014],
    );
    await ask('proposeYearReopening', house.as('AO'), { params, body: { reason: 'Errore' } });
    const { items } = await ask('listYearClosings', house.as('CH'));
    assert.deepEqual(
      items.map((item) => item.state),
      ['REOPENING_PROPOSED'],
    );
  });
});
