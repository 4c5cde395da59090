import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from '#platform/database/pool';
import { Interrupted, type Progress } from '#platform/jobs/run';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, anAgreement, noticesOf, someBodies, unwatched } from './builders.ts';
import { approveRun } from './commands/approve-run.ts';
import { decideCorrection } from './commands/decide-correction.ts';
import { issueNotices } from './commands/issue-notices.ts';
import { proposeCorrection, proposeReversal } from './commands/propose-correction.ts';
import { recordPayment } from './commands/record-payment.ts';
import { reversePayment } from './commands/reverse-payment.ts';
import { startAssessmentRun } from './commands/start-assessment-run.ts';
import { assessMembers } from './jobs/assess-members.ts';
import { writeNotices } from './jobs/issue-notices.ts';
import { getNotice } from './queries/list-notices.ts';

/* Whatever the members, the agreements and the moment at which the process is killed. On the true database. */

const RUNS = 12;
const member = fc.record({
  inhabitants: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom(3000, 3001, 40_000, 40_001)),
  enterprises: fc.integer({ min: 0, max: 5000 }),
  /** In millionths of the fee, taken by the association. */
  share: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
  month: fc.integer({ min: 1, max: 12 }),
});
type Member = typeof member extends fc.Arbitrary<infer T> ? T : never;

describe('the fees of any year', () => {
  const house = aHouse();

  /** Bodies, their convention and who pays for them, and an association that is a member too. */
  async function aYear(members: readonly Member[]): Promise<string> {
    const ids = await someBodies(house, members);
    const [association] = await someBodies(house, [{ category: 'UNIONE' }]);
    const convention = await aConvention(house, {
      members: [
        association!,
        ...members.map(({ month }, i) => ({
          body: ids[i]!,
          from: `2026-${String(month).padStart(2, '0')}-01`,
        })),
      ],
    });
    for (const [i, { share }] of members.entries()) {
      const text = share === 1_000_000 ? '1' : `0.${String(share).padStart(6, '0')}`;
      if (share > 0) await anAgreement(house, ids[i]!, association!, { share: text }, '2025-01-01');
    }
    return convention;
  }

  const sums = async (runId: string) => {
    const { rows } = await sql<{
      fees: number;
      lines: number;
      totals: number;
      notices: number;
      gaps: number;
    }>`
      select (select sum(amount_cents) from fees.assessments where run_id = ${runId})::bigint as fees,
        (select sum(net_cents) from fees.notice_lines l join fees.payment_notices n on n.id = l.notice_id where n.run_id = ${runId})::bigint as lines,
        (select sum(total_cents) from fees.payment_notices where run_id = ${runId})::bigint as totals,
        (select count(*) from fees.payment_notices where run_id = ${runId}) as notices,
        (select max(number) - count(*) from fees.payment_notices) as gaps`.execute(house.system().db);
    return rows[0]!;
  };

  it('are asked to the cent: Σ lines = Σ fees, numbers without gaps, and running again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 6 }), async (members) => {
        const runId = await aNoticedYear(house, await aYear(members));
        const first = await sums(runId);
        assert.equal(first.lines, first.fees);
        assert.equal(first.totals, first.fees);
        assert.equal(first.gaps, 0);
        await assessMembers(house.system(), runId, unwatched);
        await writeNotices(house.system(), runId, '2026-11-21', unwatched);
        assert.deepEqual(await sums(runId), first);
      }),
      { numRuns: RUNS },
    );
  });

  it('come out the same when the work is stopped or killed anywhere on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { minLength: 3, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.record({ after: fc.nat(5), how: fc.constantFrom('stopped', 'killed') }), {
          maxLength: 3,
        }),
        async (members, chunk, interruptions) => {
          const { runId } = await startAssessmentRun(house.as('AO'), {
            conventionId: await aYear(members),
            year: 2026,
          });
          for (const { after, how } of interruptions) {
            await assessMembers(house.system(), runId, interrupting(after, how), chunk).catch((error) =>
              assert.ok(error instanceof Interrupted || /killed/.test(error.message), error),
            );
          }
          const totals = await assessMembers(house.system(), runId, unwatched, chunk);
          assert.equal(totals.assessed, members.length + 1);
          await approveRun(house.as('CM'), { runId });
          await issueNotices(house.as('AO'), { runId });
          for (const { after, how } of interruptions)
            await writeNotices(house.system(), runId, '2026-11-21', interrupting(after % 2, how)).catch(
              () => {},
            );
          await writeNotices(house.system(), runId, '2026-11-21', unwatched);
          const after = await sums(runId);
          assert.deepEqual([after.lines, after.fees, after.gaps], [totals.totalCents, totals.totalCents, 0]);
        },
      ),
      { numRuns: RUNS },
    );
  });

  function interrupting(after: number, how: string): Progress {
    let steps = 0;
    return {
      report: async () => {
        if (how === 'killed' && ++steps > after) throw new Error('killed');
      },
      shouldStop: async () => how === 'stopped' && ++steps > after,
    };
  }

  it('keep their balance through any corrections and payments that are then undone', async () => {
    const runId = await aNoticedYear(
      house,
      await aYear([{ inhabitants: 8000, enterprises: 600, share: 0, month: 1 }]),
    );
    const noticeId = (await noticesOf(house, runId)).find((notice) => notice.total === 174000)!.id;
    const act = fc.oneof(
      fc.record({ kind: fc.constant('correction' as const), cents: fc.integer({ min: 0, max: 400_000 }) }),
      fc.record({ kind: fc.constant('payment' as const), cents: fc.integer({ min: 1, max: 400_000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 4 }), async (acts) => {
        const start = (await getNotice(house.as('AO'), noticeId)).balance;
        const undo: (() => Promise<unknown>)[] = [];
        for (const { kind, cents } of acts) {
          if (kind === 'payment') {
            const { paymentId } = await recordPayment(house.as('AO'), {
              noticeId,
              paidOn: '2026-11-21',
              amountCents: cents,
              channel: 'GIROFONDI',
              overpaymentAccepted: true,
            });
            undo.push(() => reversePayment(house.as('AO'), { paymentId, reason: 'prova' }));
          } else {
            const proposed = await proposeCorrection(house.as('AO'), {
              noticeId,
              line: 1,
              newAmountCents: cents,
              reason: 'prova',
            }).catch(() => null);
            if (!proposed) continue;
            await decideCorrection(house.as('CM'), { correctionId: proposed.correctionId, approve: true });
            undo.push(async () => {
              const { correctionId } = await proposeReversal(house.as('AO'), {
                correctionId: proposed.correctionId,
                reason: 'prova',
              });
              await decideCorrection(house.as('CM'), { correctionId, approve: true });
            });
          }
          const { balance, totalCents, paidCents } = await getNotice(house.as('AO'), noticeId);
          assert.deepEqual(
            [totalCents, paidCents],
            [balance.due, balance.paid],
            'what is kept is what the lines say',
          );
        }
        for (const step of undo.reverse()) await step();
        assert.deepEqual((await getNotice(house.as('AO'), noticeId)).balance, start);
      }),
      { numRuns: RUNS },
    );
  });
});
