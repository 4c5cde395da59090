import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { listAgreements } from '../queries/list-agreements.ts';
import { endPayerAgreement } from './end-payer-agreement.ts';
import { type NewAgreement, recordPayerAgreement } from './record-payer-agreement.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('a payer agreement', () => {
  const house = aHouse();
  const of = (changes: Partial<NewAgreement> = {}): NewAgreement => ({
    debtorId: house.body.ALFA!,
    payerId: house.body.UNIONE!,
    share: '0.6',
    sourceAct: 'Delibera n. 4 del 10/11/2025',
    from: '2026-01-01',
    ...changes,
  });

  it('never goes beyond the whole fee on any day, not even recorded by two at once', async () => {
    await recordPayerAgreement(house.as('AO'), of());
    await assert.rejects(recordPayerAgreement(house.as('AO'), of()), broken('fees.payer-agreements-overlap'));
    await assert.rejects(
      recordPayerAgreement(house.as('AO'), of({ payerId: house.body.MONTI!, share: '0.400001' })),
      broken('fees.payer-agreements-exceed-fee'),
    );
    const both = await Promise.allSettled(
      ['MONTI', 'GAMMA'].map((payer) =>
        recordPayerAgreement(
          house.as('AO'),
          of({ payerId: house.body[payer]!, share: '0.3', from: '2027-06-01', to: '2027-06-30' }),
        ),
      ),
    );
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(
      recordPayerAgreement(
        house.as('AO'),
        of({ payerId: house.body.DELTA!, share: '0.2', from: '2026-01-01' }),
      ),
      broken('fees.payer-agreements-exceed-fee'),
    );
    await recordPayerAgreement(
      house.as('AO'),
      of({ payerId: house.body.DELTA!, share: '0.4', from: '2026-01-01', to: '2026-12-31' }),
    );
  });

  it('takes a share or an amount, by an act, and nobody pays for itself', async () => {
    const bad = (changes: Partial<NewAgreement>) =>
      recordPayerAgreement(house.as('AO'), of({ debtorId: house.body.BETA!, ...changes }));
    for (const share of ['0', '1.1', '-0.5', 'x', '0.1234567'])
      await assert.rejects(bad({ share }), InvalidInput, share);
    await assert.rejects(bad({ amountCents: 100 }), InvalidInput);
    await assert.rejects(bad({ share: null, amountCents: null }), InvalidInput);
    await assert.rejects(bad({ share: null, amountCents: -1 }), InvalidInput);
    await assert.rejects(bad({ sourceAct: '  ' }), InvalidInput);
    await assert.rejects(bad({ to: '2025-01-01' }), InvalidInput);
    await assert.rejects(bad({ payerId: house.body.BETA! }), broken('fees.payer-is-debtor'));
    await assert.rejects(bad({ payerId: newId() }), InvalidInput);
  });

  it('is recorded by the officer of an association only with the delegation to pay [P2, extra trap]', async () => {
    const gamma = house.body.GAMMA!;
    const without = house.as('UO', {
      body: house.body.UNIONE,
      delegations: [{ bodyId: gamma, scopes: ['REQUEST_SERVICE'], delegationId: newId() }],
    });
    await assert.rejects(recordPayerAgreement(without, of({ debtorId: gamma })), NotAllowed);
    const call = house.system();
    const delegationId = newId();
    const officer = house.as('UO', {
      body: house.body.UNIONE,
      delegations: [{ bodyId: gamma, scopes: ['PAY_FEE'], delegationId }],
    });
    await assert.rejects(
      recordPayerAgreement(officer, of({ debtorId: gamma })),
      broken('fees.payer-not-delegated'),
    );
    await sql`insert into directory.function_delegations (centre_id, id, from_body_id, to_body_id, scopes, source_act, valid_from, recorded_at, recorded_by)
      values (${call.centreId}, ${delegationId}, ${gamma}, ${house.body.UNIONE}, '{PAY_FEE}', 'Delibera', '2025-01-01', ${call.now}, 'Prova')`.execute(
      call.db,
    );
    await assert.rejects(
      recordPayerAgreement(officer, of({ debtorId: gamma, payerId: house.body.MONTI! })),
      broken('fees.payer-not-delegated'),
    );
    await recordPayerAgreement(officer, of({ debtorId: gamma }));
    const { rows } = await sql<{
      acting: string;
      delegation: string;
    }>`select acting_body_id as acting, delegation_id as delegation from fees.payer_agreements where debtor_id = ${gamma}`.execute(
      call.db,
    );
    assert.deepEqual(rows, [{ acting: house.body.UNIONE, delegation: delegationId }]);
    const mine = await listAgreements(officer, {}, { sort: 'dal', direction: 'asc', size: 10, offset: 0 });
    assert.ok(mine.rows.every((row) => row.payerId === house.body.UNIONE || row.debtorId === gamma));
  });

  it('ends on a day, once, and leaves the other centre alone', async () => {
    const { agreementId } = await recordPayerAgreement(
      house.as('AO'),
      of({ debtorId: house.body.DELTA!, payerId: house.body.MONTI! }),
    );
    await assert.rejects(
      endPayerAgreement(house.as('CM'), { agreementId, on: '2026-12-31', reason: 'x' }),
      NotAllowed,
    );
    await endPayerAgreement(house.as('AO'), { agreementId, on: '2026-12-31', reason: 'Cessata la gestione' });
    await assert.rejects(
      endPayerAgreement(house.as('AO'), { agreementId, on: '2027-12-31', reason: 'x' }),
      broken('fees.agreement-already-ended'),
    );
    await recordPayerAgreement(
      house.as('AO'),
      of({ debtorId: house.body.DELTA!, payerId: house.body.MONTI!, from: '2027-01-01' }),
    );
    const others = await listAgreements(
      house.as('AO', { centre: house.other }),
      {},
      { sort: 'dal', direction: 'asc', size: 10, offset: 0 },
    );
    assert.equal(others.total, 0);
  });
});
