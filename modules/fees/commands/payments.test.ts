import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, anAgreement, noticesOf, someBodies } from '../builders.ts';
import { listDebtors } from '../queries/fee-situation.ts';
import { getNotice } from '../queries/list-notices.ts';
import { reconcileNotice } from './reconcile-notice.ts';
import { type NewPayment, recordPayment } from './record-payment.ts';
import { reversePayment } from './reverse-payment.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('a payment', () => {
  const house = aHouse();
  let noticeId: string;
  const of = (changes: Partial<NewPayment> = {}): NewPayment => ({
    noticeId,
    paidOn: '2026-11-21',
    amountCents: 10000,
    channel: 'GIROFONDI',
    ...changes,
  });
  before(async () => {
    const [body] = await someBodies(house, [{ inhabitants: 2400, enterprises: 150 }]);
    const run = await aNoticedYear(house, await aConvention(house, { members: [body!] }));
    noticeId = (await noticesOf(house, run))[0]!.id;
  });
  const balance = async () => (await getNotice(house.as('AO'), noticeId)).balance;

  it('in part leaves the rest open; sent twice with a key it is recorded once', async () => {
    const officer = { ...house.as('AO'), requestKey: newId() };
    assert.deepEqual(await recordPayment(officer, of()), await recordPayment(officer, of()));
    assert.deepEqual((await balance()).open, 41000);
    assert.equal((await getNotice(house.as('AO'), noticeId)).state, 'PARTIAL');
  });

  it('is refused on a day to come, before the notice, for nothing, or beyond what is open unless it is meant', async () => {
    const officer = house.as('AO');
    await assert.rejects(recordPayment(officer, of({ paidOn: '2026-11-22' })), InvalidInput);
    await assert.rejects(recordPayment(officer, of({ paidOn: '2026-11-20' })), InvalidInput);
    await assert.rejects(recordPayment(officer, of({ amountCents: 0 })), broken('fees.payment-not-positive'));
    await assert.rejects(
      recordPayment(officer, of({ amountCents: -5 })),
      broken('fees.payment-not-positive'),
    );
    await assert.rejects(
      recordPayment(officer, of({ amountCents: 41001 })),
      broken('fees.payment-exceeds-balance'),
    );
    await assert.rejects(recordPayment(officer, of({ noticeId: newId() })), NotFound);
    assert.equal((await balance()).paid, 10000);
  });

  it('two at once never take more than is open', async () => {
    const both = await Promise.allSettled([
      recordPayment(house.as('AO'), of({ amountCents: 30000 })),
      recordPayment(house.as('AO'), of({ amountCents: 30000 })),
    ]);
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await balance()).open, 11000);
  });

  it('with the same bank reference is not recorded again, and its reversal frees the reference', async () => {
    const { paymentId } = await recordPayment(house.as('AO'), of({ amountCents: 1000, reference: 'TRN1' }));
    await assert.rejects(
      recordPayment(house.as('AO'), of({ amountCents: 1000, reference: 'TRN1' })),
      broken('fees.payment-already-recorded'),
    );
    await assert.rejects(reversePayment(house.as('AO'), { paymentId, reason: ' ' }), InvalidInput);
    const { paymentId: reversal } = await reversePayment(house.as('AO'), {
      paymentId,
      reason: 'Versamento di altro ente',
    });
    await assert.rejects(
      reversePayment(house.as('AO'), { paymentId, reason: 'ancora' }),
      broken('fees.payment-already-reversed'),
    );
    await assert.rejects(
      reversePayment(house.as('AO'), { paymentId: reversal, reason: 'x' }),
      broken('fees.payment-is-a-reversal'),
    );
    assert.equal((await balance()).open, 11000);
    await recordPayment(house.as('AO'), of({ amountCents: 1000, reference: 'TRN1' }));
    assert.equal((await balance()).open, 10000);
  });

  it('beyond what is due, when it is meant, is shown as a credit and stops the reconciliation', async () => {
    await recordPayment(house.as('AO'), of({ amountCents: 12000, overpaymentAccepted: true }));
    assert.deepEqual([(await balance()).open, (await balance()).overpaid], [0, 2000]);
    await assert.rejects(reconcileNotice(house.as('AO'), { noticeId }), broken('fees.notice-overpaid'));
  });

  it('is recorded by the administrative officer alone', async () => {
    for (const role of ['CM', 'PM', 'CH', 'AU', 'OP', 'LR', 'UO'] as const)
      await assert.rejects(recordPayment(house.as(role, { body: house.body.ALFA }), of()), NotAllowed, role);
    await assert.rejects(recordPayment(house.as('AO', { centre: house.other }), of()), NotFound);
  });
});

describe('a notice that another body pays', () => {
  const house = aHouse();

  it('leaves the comune debtor of its fee, paid or late [trap 12]', async () => {
    const convention = await aConvention(house, { members: ['ALFA', 'UNIONE'] });
    await anAgreement(house, 'ALFA', 'UNIONE', { share: '1' });
    const run = await aNoticedYear(house, convention, 2026, '2026-03-16');
    const [notice] = await noticesOf(house, run);
    assert.equal(notice?.total, 81000);
    const debtors = async () =>
      Object.fromEntries(
        (await listDebtors(house.as('AO'), 2026, '2026-11-21', {}, { size: 10, offset: 0 })).rows.map((d) => [
          d.name,
          [d.payers, d.due, d.open],
        ]),
      );
    assert.deepEqual(await debtors(), {
      Alfa: ['Unione di Alfa e Beta', 51000, 51000],
      'Unione di Alfa e Beta': ['Unione di Alfa e Beta', 30000, 30000],
    });
    assert.equal((await getNotice(house.as('AO'), notice!.id)).state, 'OVERDUE');
    await recordPayment(house.as('AO'), {
      noticeId: notice!.id,
      paidOn: '2026-11-20',
      amountCents: 40500,
      channel: 'GIROFONDI',
    });
    assert.deepEqual((await debtors()).Alfa, ['Unione di Alfa e Beta', 51000, 25500]);
    const mine = await listDebtors(
      house.as('LR', { body: house.body.ALFA }),
      2026,
      '2026-11-21',
      {},
      { size: 10, offset: 0 },
    );
    assert.deepEqual(
      mine.rows.map((row) => row.name),
      ['Alfa'],
      'a mayor sees its own debt alone',
    );
    await assert.rejects(getNotice(house.as('LR', { body: house.body.ALFA }), notice!.id), NotAllowed);
    assert.equal(
      (await getNotice(house.as('UO', { body: house.body.UNIONE }), notice!.id)).payments.length,
      1,
    );
    assert.equal(
      (await getNotice(house.as('CH'), notice!.id)).payments.length,
      0,
      'the chair sees notices, not payments',
    );
  });
});

describe('a reconciled notice', () => {
  const house = aHouse();

  it('is paid to the cent, and nothing is added to it afterwards', async () => {
    const run = await aNoticedYear(house, await aConvention(house, { members: ['DELTA'] }));
    const [notice] = await noticesOf(house, run);
    const noticeId = notice!.id;
    await assert.rejects(reconcileNotice(house.as('AO'), { noticeId }), broken('fees.notice-not-paid'));
    const { paymentId } = await recordPayment(house.as('AO'), {
      noticeId,
      paidOn: '2026-11-21',
      amountCents: 30000,
      channel: 'BANK_TRANSFER',
    });
    await reconcileNotice(house.as('AO'), { noticeId });
    assert.equal((await getNotice(house.as('AO'), noticeId)).state, 'RECONCILED');
    await assert.rejects(
      reversePayment(house.as('AO'), { paymentId, reason: 'x' }),
      broken('fees.notice-reconciled'),
    );
    await assert.rejects(
      recordPayment(house.as('AO'), {
        noticeId,
        paidOn: '2026-11-21',
        amountCents: 1,
        channel: 'OTHER',
        overpaymentAccepted: true,
      }),
      broken('fees.notice-reconciled'),
    );
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from platform.audit_events where target_id = ${noticeId}`.execute(
      house.system().db,
    );
    assert.equal(rows[0]!.n, 2, 'each step is in the audit');
  });
});
