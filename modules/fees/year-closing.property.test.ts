import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, noticesOf, someBodies } from './builders.ts';
import { decideClosing, proposeReopening, withdrawClosing } from './commands/decide-closing.ts';
import { decideCorrection } from './commands/decide-correction.ts';
import { prepareClosing } from './commands/prepare-closing.ts';
import { proposeCorrection } from './commands/propose-correction.ts';
import { reconcilePaidNotices } from './commands/reconcile-paid-notices.ts';
import { recordPayment } from './commands/record-payment.ts';
import { reversePayment } from './commands/reverse-payment.ts';
import { startAssessmentRun } from './commands/start-assessment-run.ts';
import { closingStatement, digestHolds, findClosingOf, getClosing } from './queries/year-closings.ts';
import { figuresToClose } from './queries/year-to-close.ts';
import { CLOSING_STATES } from './rules/year-closing.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;
const january = (call: Call): Call => ({
  ...call,
  today: '2027-01-15',
  now: new Date('2027-01-15T09:00:00Z'),
});

describe('a year that is closed', () => {
  const house = aHouse();
  const [officer, manager] = [() => january(house.as('AO')), () => january(house.as('CM'))];
  let convention: string;
  let alfa: string;
  let closingId: string;
  const pay = (noticeId: string, amountCents: number, extra: object = {}) =>
    recordPayment(officer(), { noticeId, paidOn: '2027-01-10', amountCents, channel: 'GIROFONDI', ...extra });

  before(async () => {
    convention = await aConvention(house, { members: ['ALFA', 'BETA', 'GAMMA'] });
    const run = await aNoticedYear(house, convention);
    const notices = await noticesOf(house, run);
    alfa = notices.find(({ payer }) => payer === 'Alfa')!.id;
    await pay(notices.find(({ payer }) => payer === 'Beta')!.id, 66014);
    await pay(notices.find(({ payer }) => payer === 'Gamma')!.id, 180000, { overpaymentAccepted: true });
  });

  it('is first prepared: after its end, with everything decided and a reason for what is carried over', async () => {
    await assert.rejects(prepareClosing(manager(), { year: 2026 }), NotAllowed);
    await assert.rejects(
      prepareClosing(house.as('AO'), { year: 2026, openReason: 'x', creditReason: 'x' }),
      (error) =>
        broken('fees.year-cannot-close')(error) &&
        /terminato.*riconciliato/.test(String((error as RuleBroken).facts.why)),
    );
    assert.deepEqual(await reconcilePaidNotices(officer(), { year: 2026 }), { reconciled: 1 });
    await assert.rejects(
      prepareClosing(officer(), { year: 2026 }),
      (error) => error instanceof InvalidInput && 'residui' in error.fields && 'crediti' in error.fields,
    );
    const key = newId();
    const twice = { ...officer(), requestKey: key };
    const input = { year: 2026, openReason: 'Versamento annunciato', creditReason: 'Da restituire' };
    const first = await prepareClosing(twice, input);
    assert.deepEqual(await prepareClosing(twice, input), first, 'sent twice, prepared once');
    await assert.rejects(prepareClosing(officer(), input), broken('fees.year-already-closing'));
    await withdrawClosing(officer(), { closingId: first.closingId, reason: 'Da rivedere' });
    ({ closingId } = await prepareClosing(officer(), input));
  });

  it('is approved by another person, and only with the figures that were frozen', async () => {
    await assert.rejects(decideClosing(officer(), { closingId, approve: true }), NotAllowed);
    const { paymentId } = await pay(alfa, 1);
    await assert.rejects(
      decideClosing(manager(), { closingId, approve: true }),
      broken('fees.closing-figures-changed'),
    );
    await reversePayment(officer(), { paymentId, reason: 'Prova' });
    const twice = await Promise.allSettled(
      [1, 2].map(() => decideClosing(manager(), { closingId, approve: true })),
    );
    assert.deepEqual(twice.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await findClosingOf(officer(), 2026))?.state, 'CLOSED');
    assert.ok(await digestHolds(officer(), await getClosing(officer(), closingId)));
  });

  it('takes no run, no excess, no reversal of what is frozen; its balances are still paid and corrected', async () => {
    await assert.rejects(
      startAssessmentRun(officer(), { conventionId: convention, year: 2026 }),
      broken('fees.year-closed-to-runs'),
    );
    await assert.rejects(
      pay(alfa, 51001, { overpaymentAccepted: true }),
      broken('fees.year-closed-to-excess'),
    );
    const { rows } = await sql<{ id: string }>`
      select p.id from fees.payments p join fees.payment_notices n on n.id = p.notice_id where n.payer_name = 'Gamma'`.execute(
      house.system().db,
    );
    await assert.rejects(
      reversePayment(officer(), { paymentId: rows[0]!.id, reason: 'x' }),
      broken('fees.year-closed-to-reversals'),
    );
    await pay(alfa, 1000);
    const { correctionId } = await proposeCorrection(officer(), {
      noticeId: alfa,
      line: 1,
      newAmountCents: 50000,
      reason: 'Imprese corrette',
    });
    await decideCorrection(manager(), { correctionId, approve: true });
    const { later, now } = await closingStatement(officer(), { id: closingId, year: 2026 });
    assert.deepEqual(later, { corrected: -1000, paid: 1000, movements: 2 });
    assert.equal(now.open, 49000);
  });

  it('keeps the database to it, whoever asks', async () => {
    await assert.rejects(
      sql`insert into fees.assessment_runs (centre_id, id, convention_id, tariff_id, year, number, population_on, tariff, parameters, assessed_by, assessed_at)
        select centre_id, ${newId()}, convention_id, tariff_id, year, 99, population_on, tariff, parameters, 'x', now() from fees.assessment_runs limit 1`.execute(
        house.system().db,
      ),
      /closed/,
    );
    await assert.rejects(
      sql`update fees.year_closings set digest = repeat('0', 64)`.execute(house.system().db),
      /permission denied/,
    );
    await assert.rejects(sql`delete from fees.closing_acts`.execute(house.system().db), /permission denied/);
  });

  it('is reopened by an act of two people, and can be closed again', async () => {
    await proposeReopening(officer(), { closingId, reason: 'Errore di abbinamento' });
    assert.equal((await findClosingOf(officer(), 2026))?.state, 'REOPENING_PROPOSED');
    await decideClosing(manager(), { closingId, approve: true });
    assert.equal(await findClosingOf(officer(), 2026), null);
    await pay(alfa, 60000, { overpaymentAccepted: true });
    const again = await prepareClosing(officer(), { year: 2026, creditReason: 'Da restituire' });
    assert.equal((await getClosing(officer(), again.closingId)).number, 3);
    await withdrawClosing(officer(), { closingId: again.closingId, reason: 'Fine della prova' });
  });
});

describe('any year, closed and moved in any order', () => {
  const house = aHouse();
  let movedAfter = 0;
  const event = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('pay' as const),
        which: fc.nat(2),
        cents: fc.integer({ min: 1, max: 90_000 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('correct' as const),
        which: fc.nat(2),
        cents: fc.integer({ min: 0, max: 120_000 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(2), cents: fc.constant(0) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'close',
          'close',
          'prepare',
          'withdraw',
          'approve',
          'reject',
          'reopen',
          'reconcile',
        ),
        which: fc.constant(0),
        cents: fc.constant(0),
      }),
    },
  );
  const allowed = (error: unknown) => {
    if (!(error instanceof RuleBroken || error instanceof InvalidInput)) throw error;
    return null;
  };

  it('frozen figures + later movements = how it stands now, to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 4, maxLength: 14 }),
        fc.integer({ min: 2027, max: 2035 }),
        async (events, year) => {
          await openAgain();
          const bodies = await someBodies(house, [
            { inhabitants: 2400, enterprises: 150 },
            { inhabitants: 900, enterprises: 40 },
            { category: 'UNIONE' },
          ]);
          const run = await aNoticedYear(
            house,
            await aConvention(house, { members: bodies, from: '2026-01-01' }),
            2026,
          );
          const notices = await noticesOf(house, run);
          const on = (call: Call): Call => ({
            ...call,
            today: `${year}-02-01`,
            now: new Date(`${year}-02-01T09:00:00Z`),
          });
          const [officer, manager] = [on(house.as('AO')), on(house.as('CM'))];
          const paid: string[] = [];
          let closing = '';
          for (const { kind, which, cents } of events) {
            const noticeId = notices[which]!.id;
            if (kind === 'pay') {
              const made = await recordPayment(officer, {
                noticeId,
                paidOn: officer.today,
                amountCents: cents,
                channel: 'OTHER',
                overpaymentAccepted: true,
              }).catch(allowed);
              if (made) paid.push(made.paymentId);
            } else if (kind === 'undo') {
              const paymentId = paid.at(-1);
              if (paymentId) await reversePayment(officer, { paymentId, reason: 'prova' }).catch(allowed);
            } else if (kind === 'correct') {
              const made = await proposeCorrection(officer, {
                noticeId,
                line: 1,
                newAmountCents: cents,
                reason: 'prova',
              }).catch(allowed);
              if (made) await decideCorrection(manager, { correctionId: made.correctionId, approve: true });
            } else if (kind === 'prepare') {
              const made = await prepareClosing(officer, {
                year: 2026,
                openReason: 'prova',
                creditReason: 'prova',
              }).catch(allowed);
              if (made) closing = made.closingId;
            } else if (kind === 'reconcile') {
              await reconcilePaidNotices(officer, { year: 2026 });
            } else if (kind === 'close') {
              await reconcilePaidNotices(officer, { year: 2026 });
              const made = await prepareClosing(officer, {
                year: 2026,
                openReason: 'prova',
                creditReason: 'prova',
              }).catch(allowed);
              if (made) closing = made.closingId;
              if (made) await decideClosing(manager, { closingId: closing, approve: true });
            } else if (closing) {
              const asked = { closingId: closing, reason: 'prova' };
              if (kind === 'withdraw') await withdrawClosing(officer, asked).catch(allowed);
              if (kind === 'reopen') await proposeReopening(officer, asked).catch(allowed);
              if (kind === 'approve' || kind === 'reject')
                await decideClosing(manager, { ...asked, approve: kind === 'approve' }).catch(allowed);
            }
            if (closing) await reconciles(officer, closing);
          }
        },
      ),
      { numRuns: 12 },
    );
    assert.ok(movedAfter > 0, 'the years of the test were closed, and then moved');
  });

  /** The year as the next case wants it: open, whatever the case before left. */
  async function openAgain(): Promise<void> {
    const [officer, manager] = [january(house.as('AO')), january(house.as('CM'))];
    const closing = await findClosingOf(officer, 2026);
    const asked = { closingId: closing?.id ?? '', reason: 'prova' };
    if (closing?.state === 'PREPARED') await withdrawClosing(officer, asked);
    if (closing?.state === 'CLOSED') await proposeReopening(officer, asked);
    if (closing?.state === 'CLOSED' || closing?.state === 'REOPENING_PROPOSED')
      await decideClosing(manager, { ...asked, approve: true });
  }

  async function reconciles(call: Call, closingId: string): Promise<void> {
    const closing = await getClosing(call, closingId);
    assert.ok(CLOSING_STATES.includes(closing.state));
    assert.ok(await digestHolds(call, closing));
    const { later, now } = await closingStatement(call, closing);
    const { totals } = await figuresToClose(call, closing.year);
    assert.deepEqual(now, {
      noticed: totals.noticed,
      corrected: totals.corrected,
      due: totals.due,
      paid: totals.paid,
      open: totals.open,
      credit: totals.credit,
    });
    if (closing.state !== 'CLOSED' && closing.state !== 'REOPENING_PROPOSED') return;
    movedAfter += later.movements;
    const frozen = closing.figures;
    assert.equal(frozen.noticed, now.noticed);
    assert.equal(frozen.corrected + later.corrected, now.corrected);
    assert.equal(frozen.due + later.corrected, now.due);
    assert.equal(frozen.paid + later.paid, now.paid);
    assert.equal(frozen.open - frozen.credit + later.corrected - later.paid, now.open - now.credit);
  }
});
