import { partsOf } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { Interrupted, longJob, type Progress } from '#platform/jobs/run';
import { formatEuro, sumCents } from '#platform/money';
import { ISSUE_NOTICES } from '../commands/issue-notices.ts';
import { debtsToNotice, type Payer } from '../queries/debts-to-notice.ts';
import { draftNotices, type PayerNotice, vatOf } from '../rules/draft-notices.ts';
import { dueDate } from '../rules/notice-lifecycle.ts';
import { isRefusal } from '../rules/refusal.ts';
import { type LockedRun, lockRun } from '../store/assessment-runs.ts';
import {
  insertNotices,
  type NewLine,
  type NewNotice,
  type NoticeDays,
  takeNumbers,
} from '../store/notices.ts';

const CHUNK = 1000;

/**
 * Issues the notices of an approved run, all or none, in one transaction: numbers without gaps, and the sum of the
 * lines compared with the sum of the fees before anything is written for good. Killed on the way, it begins again
 * from nothing; done twice, it does nothing.
 * @throws Interrupted when asked to stop; RuleBroken of the split (`fees.payer-agreements-exceed-fee`…) or
 * `fees.notices-do-not-add-up`.
 */
export async function writeNotices(
  call: Call,
  runId: string,
  issuedOn: string,
  progress: Progress,
): Promise<{ notices: number; totalCents: number }> {
  return perform(call, ISSUE_NOTICES, async (tx) => {
    const run = await lockRun(tx, runId);
    if (run.state !== 'NOTICING') return { notices: 0, totalCents: 0 };
    const { debts, agreements, bodies } = await debtsToNotice(tx.db, call.centreId, runId);
    const drafts = draftNotices(debts, agreements, [...bodies.keys()]);
    if (isRefusal(drafts)) throw new RuleBroken(drafts.refused, named(drafts.facts, bodies));
    const total = sumCents(drafts.map((draft) => draft.total));
    if (total !== sumCents(debts.map((debt) => debt.amount)) || total !== run.totalCents)
      throw new RuleBroken('fees.notices-do-not-add-up');
    const days = daysOf(run, issuedOn);
    let number = await takeNumbers(tx, days.year, drafts.length);
    await progress.report(0, drafts.length);
    for (let at = 0; at < drafts.length; at += CHUNK) {
      if (await progress.shouldStop()) throw new Interrupted();
      const chunk = drafts.slice(at, at + CHUNK);
      await writeChunk(tx, run, days, chunk, number, bodies);
      number += chunk.length;
      await progress.report(at + chunk.length, drafts.length, `scritti ${at + chunk.length} avvisi`);
    }
    await sql`update fees.assessment_runs set state = 'NOTICED', noticed_at = ${call.now}, notices = ${drafts.length}, version = version + 1
      where centre_id = ${call.centreId} and id = ${runId}`.execute(tx.db);
    return { notices: drafts.length, totalCents: total };
  });
}

async function writeChunk(
  tx: Transaction,
  run: LockedRun,
  days: NoticeDays,
  chunk: readonly PayerNotice[],
  firstNumber: number,
  bodies: ReadonlyMap<string, Payer>,
): Promise<void> {
  const notices: NewNotice[] = [];
  const lines: NewLine[] = [];
  for (const [index, draft] of chunk.entries()) {
    const id = newId();
    const payer = bodies.get(draft.payerId)!;
    notices.push({
      id,
      number: firstNumber + index,
      payer_id: draft.payerId,
      payer_name: payer.name,
      payer_tax_code: payer.taxCode,
      payer_domicile: payer.domicile,
      total_cents: draft.total,
    });
    for (const [place, line] of draft.lines.entries())
      lines.push({
        notice_id: id,
        line: place + 1,
        debtor_id: line.debtorId,
        debtor_name: bodies.get(line.debtorId)!.name,
        assessment_id: line.assessmentId,
        agreement_id: line.agreementId,
        description: `Quota di adesione ${run.year}`,
        net_cents: line.amount,
        vat_cents: vatOf(line.amount, days.vatTreatment),
      });
  }
  const digest = await insertNotices(tx, run.id, days, notices, lines);
  tx.record({
    action: 'fees.notices-issued',
    target: 'assessment-run',
    targetId: run.id,
    facts: {
      from: firstNumber,
      to: firstNumber + chunk.length - 1,
      year: days.year,
      lines: lines.length,
      digest,
    },
  });
  await tx.announce('fees.notice-issued', {
    runId: run.id,
    feeYear: run.year,
    noticeIds: notices.map((notice) => notice.id),
  });
}

function daysOf(run: LockedRun, issuedOn: string): NoticeDays {
  return {
    year: partsOf(issuedOn).year,
    feeYear: run.year,
    issuedOn,
    dueOn: dueDate(issuedOn),
    vatTreatment: run.tariff.vatTreatment,
  };
}

/** The facts of a refusal with the debtor's name, so that the officer knows which agreement to mend. */
function named(facts: Record<string, unknown>, bodies: ReadonlyMap<string, Payer>): Record<string, unknown> {
  const debtor = bodies.get(String(facts.debtorId ?? ''));
  return debtor ? { ...facts, debtor: debtor.name } : facts;
}

export const issueNoticesJob = longJob(ISSUE_NOTICES, async (call, input, progress) => {
  const { notices, totalCents } = await writeNotices(
    call,
    String(input.runId),
    String(input.issuedOn),
    progress,
  );
  return { 'Avvisi emessi': notices, Totale: formatEuro(totalCents) };
});
