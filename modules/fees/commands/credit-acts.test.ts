import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { twoNotices } from '../builders.ts';
import { getCreditAct, listCredits } from '../queries/list-credits.ts';
import { getNotice } from '../queries/list-notices.ts';
import { decideCorrection } from './decide-correction.ts';
import { decideCreditAct } from './decide-credit-act.ts';
import { loadBankFile } from './load-bank-file.ts';
import { proposeCorrection } from './propose-correction.ts';
import {
  type NewOffset,
  type NewRefund,
  proposeAnnulment,
  proposeOffset,
  proposeRefund,
} from './propose-credit-act.ts';
import { reconcileNotice } from './reconcile-notice.ts';
import { recordPayment } from './record-payment.ts';
import { reversePayment } from './reverse-payment.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('a credit', () => {
  const house = aHouse();
  type Notices = { bodyId: string; of2026: string; of2027: string };
  let bodies: Notices[];
  let next = 0;
  /** A body that has paid 360.00 of the 300.00 of 2026, and nothing of the 300.00 of 2027. */
  const anOverpaid = async (): Promise<Notices> => {
    const notices = bodies[next++]!;
    await pay(notices.of2026, 36000);
    return notices;
  };
  const pay = (noticeId: string, amountCents: number) =>
    recordPayment(house.as('AO'), {
      noticeId,
      paidOn: '2026-06-09',
      amountCents,
      channel: 'GIROFONDI',
      overpaymentAccepted: true,
    });
  const refund = (
    noticeId: string,
    amountCents: number,
    changes: Partial<NewRefund> = {},
    officer: Call = house.as('AO'),
  ) =>
    proposeRefund(officer, {
      noticeId,
      amountCents,
      doneOn: '2026-11-20',
      channel: 'GIROFONDI',
      reference: 'Mandato 12/2026',
      reason: 'Versamento doppio',
      ...changes,
    });
  const offset = (notices: Notices, amountCents: number, changes: Partial<NewOffset> = {}) =>
    proposeOffset(house.as('AO'), {
      noticeId: notices.of2026,
      toNoticeId: notices.of2027,
      amountCents,
      doneOn: '2026-11-20',
      reason: 'Richiesto dall’ente',
      ...changes,
    });
  const approve = (creditActId: string) => decideCreditAct(house.as('CM'), { creditActId, approve: true });
  const balance = async (noticeId: string) => (await getNotice(house.as('AO'), noticeId)).balance;
  const standing = async ({ of2026, of2027 }: Notices) => {
    const [a, b] = [await balance(of2026), await balance(of2027)];
    return { credit: a.overpaid, paid: a.paid, open: b.open };
  };
  before(async () => {
    bodies = await twoNotices(house, 20);
  });

  it('is given back in part, then whole, once a second person approves [P1, C22]', async () => {
    const notices = await anOverpaid();
    const officer = house.as('AO');
    const { creditActId } = await refund(notices.of2026, 2000, {}, officer);
    assert.equal((await standing(notices)).credit, 6000, 'proposed, it moves nothing');
    await assert.rejects(decideCreditAct(officer, { creditActId, approve: true }), NotAllowed);
    const both = {
      ...officer,
      actor: { ...officer.actor, grants: [{ role: 'CM', bodyId: null, delegations: [] }] },
    };
    await assert.rejects(decideCreditAct(both, { creditActId, approve: true }), broken('fees.four-eyes'));
    const twice = await Promise.allSettled([approve(creditActId), approve(creditActId)]);
    assert.deepEqual(twice.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.deepEqual(await standing(notices), { credit: 4000, paid: 34000, open: 30000 });
    await approve((await refund(notices.of2026, 4000, { reference: 'Girofondi 13' })).creditActId);
    const notice = await getNotice(house.as('AO'), notices.of2026);
    assert.deepEqual([notice.balance.overpaid, notice.balance.open, notice.state], [0, 0, 'PAID']);
    assert.deepEqual(
      notice.payments.map((p) => [p.kind, p.amountCents, p.paidOn]),
      [
        ['PAYMENT', 36000, '2026-06-09'],
        ['REFUND', -2000, '2026-11-20'],
        ['REFUND', -4000, '2026-11-20'],
      ],
    );
    await reconcileNotice(house.as('AO'), { noticeId: notices.of2026 });
    await assert.rejects(
      proposeAnnulment(house.as('AO'), { creditActId, reason: 'x' }),
      broken('fees.notice-reconciled'),
    );
  });

  it('is set against the notice of another year of the same payer, which is then paid in part', async () => {
    const notices = await anOverpaid();
    await approve((await offset(notices, 6000)).creditActId);
    assert.deepEqual(await standing(notices), { credit: 0, paid: 30000, open: 24000 });
    const other = await getNotice(house.as('AO'), notices.of2027);
    assert.deepEqual(
      other.payments.map((p) => [p.kind, p.amountCents]),
      [['OFFSET', 6000]],
    );
    assert.equal(other.state, 'OVERDUE');
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from platform.audit_events where action = 'fees.credit-act-approved' and target_id in (${notices.of2026}, ${notices.of2027})`.execute(
      house.system().db,
    );
    assert.equal(rows[0]!.n, 2, 'it is in the history of both notices');
  });

  it('is never spent beyond itself, nor beyond what is open, nor twice by acts that wait', async () => {
    const notices = await anOverpaid();
    await assert.rejects(refund(notices.of2026, 6001), broken('fees.amount-exceeds-credit'));
    await assert.rejects(refund(notices.of2026, 0), broken('fees.credit-amount-not-positive'));
    await assert.rejects(refund(notices.of2026, -1), broken('fees.credit-amount-not-positive'));
    await assert.rejects(refund(notices.of2027, 1), broken('fees.notice-without-credit'));
    await pay(notices.of2027, 29000);
    await assert.rejects(offset(notices, 1001), broken('fees.offset-exceeds-open'));
    await offset(notices, 600);
    await assert.rejects(offset(notices, 401), broken('fees.offset-exceeds-open'));
    await assert.rejects(refund(notices.of2026, 5401), broken('fees.credit-already-engaged'));
    const { creditActId } = await refund(notices.of2026, 5400);
    await assert.rejects(refund(notices.of2026, 1), broken('fees.credit-already-engaged'));
    await decideCreditAct(house.as('CM'), { creditActId, approve: false, reason: 'Mandato errato' });
    await refund(notices.of2026, 1);
    await assert.rejects(approve(creditActId), broken('fees.credit-act-decided'));
  });

  it('does not pay the notice of another body, nor a paid one, nor one of another centre', async () => {
    const notices = await anOverpaid();
    const stranger = await anOverpaid();
    await assert.rejects(
      offset(notices, 100, { toNoticeId: stranger.of2027 }),
      broken('fees.offset-to-another-payer'),
    );
    await pay(notices.of2027, 30000);
    await assert.rejects(offset(notices, 100), broken('fees.offset-to-paid-notice'));
    await assert.rejects(offset(notices, 100, { toNoticeId: notices.of2026 }), InvalidInput);
    await assert.rejects(offset(notices, 100, { toNoticeId: newId() }), NotFound);
    await reconcileNotice(house.as('AO'), { noticeId: notices.of2027 });
    await assert.rejects(offset(notices, 100), broken('fees.notice-reconciled'));
    const elsewhere = house.as('AO', { centre: house.other });
    const input = {
      noticeId: notices.of2026,
      amountCents: 1,
      doneOn: '2026-11-20',
      channel: 'OTHER' as const,
      reference: 'x',
      reason: 'x',
    };
    await assert.rejects(proposeRefund(elsewhere, input), NotFound);
    const { creditActId } = await refund(notices.of2026, 1);
    const otherManager = house.as('CM', { centre: house.other });
    await assert.rejects(decideCreditAct(otherManager, { creditActId, approve: true }), NotFound);
    await assert.rejects(getCreditAct(otherManager, creditActId), NotFound);
    for (const role of ['CM', 'PM', 'CH', 'AU', 'OP', 'LR', 'UO'] as const)
      await assert.rejects(proposeRefund(house.as(role, { body: house.body.ALFA }), input), NotAllowed, role);
  });

  it('is settled with a day, a reference and a reason', async () => {
    const notices = await anOverpaid();
    for (const wrong of [{ doneOn: '2026-11-22' }, { reference: ' ' }, { reason: ' ' }])
      await assert.rejects(refund(notices.of2026, 100, wrong), InvalidInput);
    await assert.rejects(offset(notices, 100, { reason: '' }), InvalidInput);
    await assert.rejects(
      refund(notices.of2026, 100, { doneOn: '2026-06-08' }),
      broken('fees.credit-act-before-credit'),
    );
    const { creditActId } = await refund(notices.of2026, 100, { doneOn: '2026-06-09' });
    await assert.rejects(decideCreditAct(house.as('CM'), { creditActId, approve: false }), InvalidInput);
    await assert.rejects(
      reconcileNotice(house.as('AO'), { noticeId: notices.of2026 }),
      broken('fees.notice-overpaid'),
    );
  });

  it('sent twice with its key is proposed once and moved once', async () => {
    const notices = await anOverpaid();
    const officer = { ...house.as('AO'), requestKey: newId() };
    const input = {
      noticeId: notices.of2026,
      toNoticeId: notices.of2027,
      amountCents: 6000,
      doneOn: '2026-11-20',
      reason: 'x',
    };
    const first = await proposeOffset(officer, input);
    assert.deepEqual(await proposeOffset(officer, input), first);
    const manager = { ...house.as('CM'), requestKey: newId() };
    for (const _ of [1, 2]) await decideCreditAct(manager, { ...first, approve: true });
    assert.deepEqual(await standing(notices), { credit: 0, paid: 30000, open: 24000 });
  });

  it('two offsets of the whole of it at once: one is proposed', async () => {
    const notices = await anOverpaid();
    const both = await Promise.allSettled([offset(notices, 6000), offset(notices, 6000)]);
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  });

  it('two acts that wait on a credit that has shrunk: one is approved, whichever comes first', async () => {
    const notices = await anOverpaid();
    const acts = [await offset(notices, 3000), await refund(notices.of2026, 3000)];
    const { correctionId } = await proposeCorrection(house.as('AO'), {
      noticeId: notices.of2026,
      line: 1,
      newAmountCents: 33000,
      reason: 'Imprese corrette',
    });
    await decideCorrection(house.as('CM'), { correctionId, approve: true });
    const both = await Promise.allSettled(acts.map(({ creditActId }) => approve(creditActId)));
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await standing(notices)).credit, 0);
  });

  it('crossed offsets between the same notices never wait for each other', async () => {
    const many = [await anOverpaid(), await anOverpaid(), await anOverpaid()];
    // The opposite offsets have no credit to spend: what is tried is that both directions lock in one order.
    const acts = await Promise.all(many.map((notices) => offset(notices, 3000)));
    const outcomes = await Promise.allSettled([
      ...acts.map(({ creditActId }) => approve(creditActId)),
      ...many.map((n) => offset({ ...n, of2026: n.of2027, of2027: n.of2026 }, 1)),
      ...many.map((n) => pay(n.of2027, 100)),
    ]);
    assert.deepEqual(
      outcomes.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as RuleBroken).code)),
      [...Array(3).fill('done'), ...Array(3).fill('fees.notice-without-credit'), ...Array(3).fill('done')],
    );
  });

  it('and its act is annulled by two people, which brings everything back', async () => {
    const notices = await anOverpaid();
    const before = await standing(notices);
    const { creditActId } = await offset(notices, 6000);
    await assert.rejects(
      proposeAnnulment(house.as('AO'), { creditActId, reason: 'x' }),
      broken('fees.credit-act-not-approved'),
    );
    await approve(creditActId);
    await assert.rejects(proposeAnnulment(house.as('AO'), { creditActId, reason: ' ' }), InvalidInput);
    const annulment = await proposeAnnulment(house.as('AO'), { creditActId, reason: 'Ente sbagliato' });
    await assert.rejects(
      proposeAnnulment(house.as('AO'), { creditActId, reason: 'x' }),
      broken('fees.credit-act-already-annulled'),
    );
    await approve(annulment.creditActId);
    assert.deepEqual(await standing(notices), before);
    await assert.rejects(
      proposeAnnulment(house.as('AO'), { creditActId: annulment.creditActId, reason: 'x' }),
      broken('fees.credit-act-is-an-annulment'),
    );
    const { payments } = await getNotice(house.as('AO'), notices.of2027);
    assert.deepEqual(
      payments.map((p) => [p.kind, p.amountCents, p.reversed]),
      [
        ['OFFSET', 6000, true],
        ['REVERSAL', -6000, false],
      ],
    );
    await refund(notices.of2026, 6000);
  });

  it('that was brought to a notice and given back from there is not annulled before that', async () => {
    const notices = await anOverpaid();
    const { creditActId } = await offset(notices, 6000);
    await approve(creditActId);
    const { correctionId } = await proposeCorrection(house.as('AO'), {
      noticeId: notices.of2027,
      line: 1,
      newAmountCents: 1000,
      reason: 'Riduzione',
    });
    await decideCorrection(house.as('CM'), { correctionId, approve: true });
    await approve((await refund(notices.of2027, 5000, { doneOn: '2026-11-21' })).creditActId);
    await assert.rejects(
      proposeAnnulment(house.as('AO'), { creditActId, reason: 'x' }),
      broken('fees.payment-given-back'),
    );
  });

  it('leaves its rows and the payment behind it where they are, until the act is annulled', async () => {
    const notices = bodies[next++]!;
    const { paymentId } = await pay(notices.of2026, 36000);
    await approve((await refund(notices.of2026, 6000)).creditActId);
    await assert.rejects(
      reversePayment(house.as('AO'), { paymentId, reason: 'x' }),
      broken('fees.payment-given-back'),
    );
    const { payments } = await getNotice(house.as('AO'), notices.of2026);
    await assert.rejects(
      reversePayment(house.as('AO'), {
        paymentId: payments.find(({ kind }) => kind === 'REFUND')!.id,
        reason: 'x',
      }),
      broken('fees.payment-of-credit-act'),
    );
  });

  it('given back with a payment order leaves the bank free to use the same reference', async () => {
    const notices = await anOverpaid();
    await approve((await refund(notices.of2026, 6000, { reference: 'TRN77' })).creditActId);
    const { fileId } = await loadBankFile(house.as('AO'), {
      name: 'x.csv',
      bytes: Buffer.from(
        `Data;Importo;Causale;TRN\r\n20/11/2026;10,00;AVVISO ${(await getNotice(house.as('AO'), notices.of2027)).number}/2026;TRN77`,
      ),
    });
    const { rows } = await sql<{ outcome: string }>`
      select outcome from fees.bank_lines where file_id = ${fileId}`.execute(house.system().db);
    assert.deepEqual(rows, [{ outcome: 'MATCHED' }]);
    const recorded = await recordPayment(house.as('AO'), {
      noticeId: notices.of2027,
      paidOn: '2026-11-20',
      amountCents: 1000,
      channel: 'GIROFONDI',
      reference: 'TRN77',
    });
    assert.ok(recorded.paymentId);
  });

  it('is listed with the day since when it is there and what waits on it', async () => {
    const notices = await anOverpaid();
    await refund(notices.of2026, 1500);
    const page = { sort: 'dal', direction: 'asc' as const, size: 10, offset: 0 };
    const { rows } = await listCredits(house.as('AU'), { payerId: notices.bodyId }, page);
    assert.deepEqual(
      rows.map((row) => [row.noticeId, row.creditCents, row.waitingCents, row.since]),
      [[notices.of2026, 6000, 1500, '2026-06-09']],
    );
    await assert.rejects(listCredits(house.as('CH'), {}, page), NotAllowed);
    const own = await listCredits(house.as('LR', { body: notices.bodyId }), {}, page);
    assert.equal(own.total, 1, 'a body sees its own alone');
  });

  it('keeps the database to it, whoever writes', async () => {
    const notices = await anOverpaid();
    const { creditActId } = await refund(notices.of2026, 1000);
    await assert.rejects(
      sql`insert into fees.payments (centre_id, id, notice_id, paid_on, amount_cents, channel, recorded_by, recorded_at)
        values (${house.centre}, ${newId()}, ${notices.of2026}, '2026-11-20', -1, 'OTHER', 'x', now())`.execute(
        house.system().db,
      ),
      /only_a_reversal_or_a_credit_act_is_negative/,
    );
    await assert.rejects(
      sql`update fees.credit_acts set state = 'APPROVED', decided_by = 'x', decided_at = now(), decided_by_id = proposed_by_id where id = ${creditActId}`.execute(
        house.system().db,
      ),
      /who_proposes_a_credit_act_does_not_decide_it/,
    );
  });
});
