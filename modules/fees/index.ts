/** The door of the room. */

export { applyBankFile } from './commands/apply-bank-file.ts';
export { approveRun } from './commands/approve-run.ts';
export { approveAllocation } from './commands/decide-allocation.ts';
export { decideClosing } from './commands/decide-closing.ts';
export { decideCorrection } from './commands/decide-correction.ts';
export { decideCreditAct } from './commands/decide-credit-act.ts';
export { draftAllocation, draftFinalAccount } from './commands/draft-allocation.ts';
export { issueNotices } from './commands/issue-notices.ts';
export { loadBankFile } from './commands/load-bank-file.ts';
export { prepareClosing } from './commands/prepare-closing.ts';
export { proposeCorrection } from './commands/propose-correction.ts';
export { proposeRefund } from './commands/propose-credit-act.ts';
export { reconcilePaidNotices } from './commands/reconcile-paid-notices.ts';
export { recordPayerAgreement } from './commands/record-payer-agreement.ts';
export { recordPayment } from './commands/record-payment.ts';
export { sendReminders } from './commands/send-reminders.ts';
export { startAssessmentRun } from './commands/start-assessment-run.ts';
export { assessAndNotice, type WholeYear } from './jobs/assess-and-notice.ts';
export { assessMembers } from './jobs/assess-members.ts';
export { writeNotices } from './jobs/issue-notices.ts';
export { prepareReminders } from './jobs/prepare-reminders.ts';
export { feesLinks } from './links.ts';
export { feesMenu } from './pages/fees-page.ts';
export {
  mayApproveAllocations,
  mayApproveAssessments,
  mayApproveClosings,
  mayFollowFees,
  mayViewFees,
  mayViewPayments,
} from './permissions.ts';
export { feeSituation, listDebtors, type Situation } from './queries/fee-situation.ts';
export { type ListedAssessment, listAssessments } from './queries/list-assessments.ts';
export { type ListedNotice, listNotices } from './queries/list-notices.ts';
