import type { Call } from '#platform/call';
import type { Progress } from '#platform/jobs/run';
import { approveRun } from '../commands/approve-run.ts';
import { issueNotices } from '../commands/issue-notices.ts';
import { startAssessmentRun } from '../commands/start-assessment-run.ts';
import { assessMembers } from './assess-members.ts';
import { writeNotices } from './issue-notices.ts';

/** Progress that nobody watches. */
const unwatched: Progress = { report: async () => {}, shouldStop: async () => false };

export interface WholeYear {
  runId: string;
  assessed: number;
  missing: number;
  notices: number;
  totalCents: number;
}

/**
 * A whole year at once, in this process: who drafts assesses and notices, who approves approves, each on the day of
 * its own call. The demonstration and the measures use it; the screens ask the same steps as long work.
 */
export async function assessAndNotice(
  calls: { drafter: Call; approver: Call; notifier?: Call },
  of: { conventionId: string; year: number },
): Promise<WholeYear> {
  const { runId } = await startAssessmentRun(calls.drafter, of);
  const { assessed, missing } = await assessMembers(calls.drafter, runId, unwatched);
  await approveRun(calls.approver, { runId });
  const notifier = calls.notifier ?? calls.drafter;
  await issueNotices(notifier, { runId });
  const issued = await writeNotices(notifier, runId, notifier.today, unwatched);
  return { runId, assessed, missing, ...issued };
}
