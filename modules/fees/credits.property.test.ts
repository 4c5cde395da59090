import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { twoNotices } from './builders.ts';
import { decideClosing } from './commands/decide-closing.ts';
import { decideCreditAct } from './commands/decide-credit-act.ts';
import { prepareClosing } from './commands/prepare-closing.ts';
import { proposeAnnulment, proposeOffset, proposeRefund } from './commands/propose-credit-act.ts';
import { reconcilePaidNotices } from './commands/reconcile-paid-notices.ts';
import { recordPayment } from './commands/record-payment.ts';
import { reversePayment } from './commands/reverse-payment.ts';
import { closingStatement, getClosing, listLaterMovements } from './queries/year-closings.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

const RUNS = 25;

describe('money and credits', () => {
  const house = aHouse();
  interface Payer {
    notices: readonly string[];
    /** Money that came in and that went back, in cents. */
    in: number;
    refunded: number;
    payments: { id: string; cents: number }[];
    acts: { id: string; kind: 'REFUND' | 'OFFSET'; cents: number }[];
  }
  let payers: Payer[];
  let next = 0;
  before(async () => {
    payers = (await twoNotices(house, RUNS + 1)).map(({ of2026, of2027 }) => ({
      notices: [of2026, of2027],
      in: 0,
      refunded: 0,
      payments: [],
      acts: [],
    }));
  });
  const approve = (creditActId: string) => decideCreditAct(house.as('CM'), { creditActId, approve: true });
  const day = { doneOn: '2026-11-21', reason: 'prova' };

  /** Does it, or is refused by a rule: then nothing that waits is left behind, and nothing has moved. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    await work().catch((error) => {
      if (!(error instanceof RuleBroken)) throw error;
    });
  }

  const steps = {
    pay: async (payer: Payer, on: number, cents: number) => {
      const { paymentId } = await recordPayment(house.as('AO'), {
        noticeId: payer.notices[on]!,
        paidOn: '2026-11-21',
        amountCents: cents,
        channel: 'GIROFONDI',
        overpaymentAccepted: true,
      });
      payer.payments.push({ id: paymentId, cents });
      payer.in += cents;
    },
    reverse: async (payer: Payer, which: number) => {
      const payment = payer.payments[which % Math.max(1, payer.payments.length)];
      if (!payment) return;
      await reversePayment(house.as('AO'), { paymentId: payment.id, reason: 'prova' });
      payer.in -= payment.cents;
    },
    refund: async (payer: Payer, on: number, cents: number) => {
      const { creditActId } = await proposeRefund(house.as('AO'), {
        noticeId: payer.notices[on]!,
        amountCents: cents,
        channel: 'GIROFONDI',
        reference: 'Mandato',
        ...day,
      });
      await approve(creditActId);
      payer.acts.push({ id: creditActId, kind: 'REFUND', cents });
      payer.refunded += cents;
    },
    offset: async (payer: Payer, on: number, cents: number) => {
      const { creditActId } = await proposeOffset(house.as('AO'), {
        noticeId: payer.notices[on]!,
        toNoticeId: payer.notices[1 - on]!,
        amountCents: cents,
        ...day,
      });
      await approve(creditActId);
      payer.acts.push({ id: creditActId, kind: 'OFFSET', cents });
    },
    annul: async (payer: Payer, which: number) => {
      const act = payer.acts[which % Math.max(1, payer.acts.length)];
      if (!act) return;
      const { creditActId } = await proposeAnnulment(house.as('AO'), {
        creditActId: act.id,
        reason: 'prova',
      });
      await approve(creditActId);
      if (act.kind === 'REFUND') payer.refunded -= act.cents;
    },
  };

  it('in any order of payments, refunds, offsets and annulments add up: Σ paid = money in − money refunded', async () => {
    const step = fc.record({
      what: fc.constantFrom('pay', 'pay', 'refund', 'offset', 'offset', 'annul', 'reverse'),
      on: fc.constantFrom(0, 1),
      which: fc.nat(40),
      cents: fc.oneof(fc.integer({ min: 1, max: 6_000 }), fc.constantFrom(1, 6_000, 6_001, 30_000, 40_000)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (sequence) => {
        const payer = payers[next++ % payers.length]!;
        await attempt(() => steps.pay(payer, 0, 36_000));
        for (const { what, on, which, cents } of sequence) {
          await attempt(() =>
            what === 'annul' || what === 'reverse'
              ? steps[what](payer, which)
              : steps[what as 'pay' | 'refund' | 'offset'](payer, on, cents),
          );
          const { rows } = await sql<{ kept: number; paid: number; due: number }>`
            select n.paid_cents as kept, n.total_cents as due, (select coalesce(sum(amount_cents), 0)::bigint from fees.payments p where p.notice_id = n.id) as paid
            from fees.payment_notices n where n.id = any(${payer.notices}::uuid[])`.execute(
            house.system().db,
          );
          for (const { kept, paid } of rows) {
            assert.equal(kept, paid, 'what is kept is what the rows say');
            assert.ok(paid >= 0, 'no notice has less than nothing on it');
          }
          assert.equal(
            rows.reduce((sum, { paid }) => sum + paid, 0),
            payer.in - payer.refunded,
            `after ${what}: an offset never changes what the payer has on all its notices`,
          );
        }
      }),
      {
        numRuns: RUNS,
        examples: [
          [
            [
              { what: 'offset', on: 0, which: 0, cents: 4000 },
              { what: 'refund', on: 0, which: 0, cents: 2000 },
              { what: 'annul', on: 0, which: 0, cents: 1 },
              { what: 'refund', on: 0, which: 0, cents: 4001 },
              { what: 'annul', on: 0, which: 1, cents: 1 },
              { what: 'reverse', on: 0, which: 0, cents: 1 },
            ],
          ],
        ],
      },
    );
    assert.deepEqual(
      payers[0]!.acts.map(({ kind }) => kind),
      ['OFFSET', 'REFUND'],
    );
    assert.equal(payers[0]!.in, 0, 'all undone, nothing is left');
  });
});

describe('a credit of a year that is closed', () => {
  const house = aHouse();
  const january = (call: Call): Call => ({
    ...call,
    today: '2027-01-15',
    now: new Date('2027-01-15T09:00:00Z'),
  });
  const [officer, manager] = [() => january(house.as('AO')), () => january(house.as('CM'))];
  const refund = (noticeId: string, amountCents: number) =>
    proposeRefund(officer(), {
      noticeId,
      amountCents,
      doneOn: '2027-01-15',
      channel: 'GIROFONDI',
      reference: 'Mandato 1/2027',
      reason: 'Versamento doppio',
    });
  const approve = (creditActId: string) => decideCreditAct(manager(), { creditActId, approve: true });

  it('is still given back and set off, marked as later; what is frozen is annulled only after reopening', async () => {
    const [body] = await twoNotices(house);
    const { of2026, of2027 } = body!;
    await recordPayment(officer(), {
      noticeId: of2026,
      paidOn: '2026-12-01',
      amountCents: 36000,
      channel: 'GIROFONDI',
      overpaymentAccepted: true,
    });
    const early = await refund(of2026, 1000);
    await reconcilePaidNotices(officer(), { year: 2026 });
    const closing = { year: 2026, creditReason: 'Da restituire' };
    await assert.rejects(
      prepareClosing(officer(), closing),
      (error) =>
        broken('fees.year-cannot-close')(error) &&
        /restituzione o compensazione attende/.test(String((error as RuleBroken).facts.why)),
    );
    await approve(early.creditActId);
    const { closingId } = await prepareClosing(officer(), closing);
    const meanwhile = await refund(of2026, 2000);
    await assert.rejects(
      decideClosing(manager(), { closingId, approve: true }),
      broken('fees.year-cannot-close'),
      'an act that waits stops the closing',
    );
    await decideCreditAct(manager(), { ...meanwhile, approve: false, reason: 'Dopo la chiusura' });
    await decideClosing(manager(), { closingId, approve: true });

    const later = await refund(of2026, 2000);
    await approve(later.creditActId);
    const offset = await proposeOffset(officer(), {
      noticeId: of2026,
      toNoticeId: of2027,
      amountCents: 3000,
      doneOn: '2027-01-15',
      reason: 'Richiesto dall’ente',
    });
    await approve(offset.creditActId);
    const found = await getClosing(officer(), closingId);
    const statement = await closingStatement(officer(), found);
    assert.deepEqual(statement.later, { corrected: 0, paid: -5000, movements: 2 });
    assert.equal(found.figures.paid + statement.later.paid, statement.now.paid, 'frozen + later = now');
    assert.deepEqual([found.figures.credit, statement.now.credit], [5000, 0]);
    const movements = await listLaterMovements(officer(), closingId, { size: 10, offset: 0 });
    assert.deepEqual(movements.rows.map(({ kind, amount }) => [kind, amount]).toSorted(), [
      ['OFFSET', -3000],
      ['REFUND', -2000],
    ]);

    await assert.rejects(
      proposeAnnulment(officer(), { creditActId: early.creditActId, reason: 'x' }),
      broken('fees.year-closed-to-annulments'),
    );
    const annulment = await proposeAnnulment(officer(), {
      creditActId: later.creditActId,
      reason: 'Mandato non eseguito',
    });
    await approve(annulment.creditActId);
    assert.deepEqual((await closingStatement(officer(), found)).later, {
      corrected: 0,
      paid: -3000,
      movements: 3,
    });
  });
});
