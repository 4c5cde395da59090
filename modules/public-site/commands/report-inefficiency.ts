import { createHmac } from 'node:crypto';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { installation } from '#platform/installation';
import { countReportsFrom, insertReport } from '../store/reports.ts';

/** Reports an hour from the same sender; more are refused. */
export const MOST_REPORTS_AN_HOUR = 5;
const HOUR_MS = 3_600_000;

export interface ReportInput {
  what: string;
  pageAddress: string | null;
  email: string | null;
}

/**
 * Records what a visitor says that does not work. Anybody may; whoever assists at the centre reads it.
 * @throws RuleBroken `public-site.too-many-reports` beyond five an hour from the same network address.
 */
export async function reportInefficiency(call: Call, input: ReportInput): Promise<{ number: number }> {
  return perform(
    call,
    'public-site.report-inefficiency',
    async (tx) => {
      const senderHash = hashOfSender(call);
      const since = new Date(call.now.getTime() - HOUR_MS);
      if ((await countReportsFrom(tx.db, call.centreId, senderHash, since)) >= MOST_REPORTS_AN_HOUR)
        throw new RuleBroken('public-site.too-many-reports');
      const { id, number } = await insertReport(tx.db, call.centreId, call.now, { ...input, senderHash });
      tx.record({
        action: 'public-site.inefficiency-reported',
        target: 'report',
        targetId: id,
        facts: { number },
      });
      await tx.announce('public-site.inefficiency-reported', { reportId: id, number });
      return { number };
    },
    input,
  );
}

/** The same sender has the same hash for a day; nobody without the installation's secret can go back to the address. */
const hashOfSender = (call: Call): string =>
  createHmac('sha256', installation().secret)
    .update(`${call.today} ${call.centreId} ${call.ip ?? ''}`)
    .digest('base64url');
