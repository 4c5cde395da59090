import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayCloseReports } from '../permissions.ts';
import { closeReport as close, lockReport } from '../store/reports.ts';

/**
 * Closes a report, saying what was done about it.
 * @throws NotAllowed, NotFound; RuleBroken `public-site.report-already-closed`.
 */
export async function closeReport(call: Call, input: { id: string; outcome: string }): Promise<void> {
  demand(call, mayCloseReports);
  await perform(
    call,
    'public-site.close-report',
    async (tx) => {
      const report = await lockReport(tx.db, call.centreId, input.id);
      if (!report) throw new NotFound('report', input.id);
      if (report.state === 'CLOSED') throw new RuleBroken('public-site.report-already-closed');
      await close(tx.db, call.centreId, input.id, {
        outcome: input.outcome,
        by: call.actor.name,
        at: call.now,
      });
      tx.record({
        action: 'public-site.report-closed',
        target: 'report',
        targetId: input.id,
        facts: { number: report.number },
      });
    },
    input,
  );
}
