import { get, post, type Route } from '#platform/http/visit';
import './document-subject.ts';
import * as allocateCost from './pages/allocate-cost/allocate-cost.page.ts';
import * as allocationAct from './pages/allocation-act/allocation-act.page.ts';
import * as allocationShare from './pages/allocation-share/allocation-share.page.ts';
import * as annulCreditAct from './pages/annul-credit-act/annul-credit-act.page.ts';
import * as approveRun from './pages/approve-run/approve-run.page.ts';
import * as bankFile from './pages/bank-file/bank-file.page.ts';
import * as bankFiles from './pages/bank-files/bank-files.page.ts';
import * as closingAct from './pages/closing-act/closing-act.page.ts';
import * as correctLine from './pages/correct-line/correct-line.page.ts';
import * as decideCorrection from './pages/decide-correction/decide-correction.page.ts';
import * as decideCreditAct from './pages/decide-credit-act/decide-credit-act.page.ts';
import * as discardRun from './pages/discard-run/discard-run.page.ts';
import * as draftAllocation from './pages/draft-allocation/draft-allocation.page.ts';
import * as endAgreement from './pages/end-agreement/end-agreement.page.ts';
import * as listAgreements from './pages/list-agreements/list-agreements.page.ts';
import * as listAllocations from './pages/list-allocations/list-allocations.page.ts';
import * as listClosings from './pages/list-closings/list-closings.page.ts';
import * as listCorrections from './pages/list-corrections/list-corrections.page.ts';
import * as listCreditActs from './pages/list-credit-acts/list-credit-acts.page.ts';
import * as listCredits from './pages/list-credits/list-credits.page.ts';
import * as listNotices from './pages/list-notices/list-notices.page.ts';
import * as listPayments from './pages/list-payments/list-payments.page.ts';
import * as listReminders from './pages/list-reminders/list-reminders.page.ts';
import * as listRuns from './pages/list-runs/list-runs.page.ts';
import * as offsetCredit from './pages/offset-credit/offset-credit.page.ts';
import * as ownFees from './pages/own-fees/own-fees.page.ts';
import * as prepareClosing from './pages/prepare-closing/prepare-closing.page.ts';
import * as recordAgreement from './pages/record-agreement/record-agreement.page.ts';
import * as recordPayment from './pages/record-payment/record-payment.page.ts';
import * as refundCredit from './pages/refund-credit/refund-credit.page.ts';
import * as reverse from './pages/reverse/reverse.page.ts';
import * as runExceptions from './pages/run-exceptions/run-exceptions.page.ts';
import * as showAllocation from './pages/show-allocation/show-allocation.page.ts';
import * as showAssessment from './pages/show-assessment/show-assessment.page.ts';
import * as showClosing from './pages/show-closing/show-closing.page.ts';
import * as showNotice from './pages/show-notice/show-notice.page.ts';
import * as showRun from './pages/show-run/show-run.page.ts';
import * as situation from './pages/situation/situation.page.ts';
import * as startRun from './pages/start-run/start-run.page.ts';
import {
  mayApproveAllocations,
  mayApproveAssessments,
  mayApproveClosings,
  mayAssess,
  mayDiscardAllocations,
  mayDraftAllocations,
  mayFollowFees,
  mayPrepareClosings,
  mayRecordAgreements,
  mayRecordPayments,
  mayViewBankFiles,
  mayViewFees,
  mayViewPayments,
} from './permissions.ts';

export const routes: readonly Route[] = [
  get('/quote/accertamenti', mayFollowFees, listRuns.show),
  get('/quote/accertamenti/nuovo', mayAssess, (visit) => startRun.show(visit)),
  post('/quote/accertamenti/nuovo', mayAssess, startRun.send),
  get('/quote/accertamenti/:id', mayFollowFees, showRun.show),
  get('/quote/accertamenti/:id/dati-mancanti', mayFollowFees, runExceptions.show),
  get('/quote/accertamenti/:id/approvazione', mayApproveAssessments, (visit) => approveRun.show(visit), {
    example: { skip: 'only a run that waits for approval leads there; the demonstration has none' },
  }),
  post('/quote/accertamenti/:id/approvazione', mayApproveAssessments, approveRun.send),
  get('/quote/accertamenti/:id/eliminazione', mayAssess, (visit) => discardRun.show(visit), {
    example: { skip: 'only a run that waits for approval leads there; the demonstration has none' },
  }),
  post('/quote/accertamenti/:id/eliminazione', mayAssess, discardRun.send),
  post('/quote/accertamenti/:id/ripresa', mayAssess, showRun.resume),
  post('/quote/accertamenti/:id/avvisi', mayAssess, showRun.notices),
  post('/quote/accertamenti/:id/documenti', mayAssess, showRun.documents),
  get('/quote/accertamenti/quota/:id', mayViewFees, showAssessment.show),
  get('/quote/accertamenti/quota/:id/confronto', mayViewFees, showAssessment.compare),

  get('/quote/avvisi', mayViewFees, listNotices.show),
  get('/quote/avvisi/:id', mayViewFees, showNotice.show),
  get('/quote/avvisi/:id/pdf', mayViewFees, showNotice.pdf),
  get('/quote/avvisi/:id/dati', mayViewFees, showNotice.data),
  get('/quote/avvisi/:id/versamento', mayRecordPayments, (visit) => recordPayment.show(visit)),
  post('/quote/avvisi/:id/versamento', mayRecordPayments, recordPayment.send),
  post('/quote/avvisi/:id/riconciliazione', mayRecordPayments, showNotice.reconcile),
  get('/quote/avvisi/:id/righe/:riga/rettifica', mayRecordPayments, (visit) => correctLine.show(visit)),
  post('/quote/avvisi/:id/righe/:riga/rettifica', mayRecordPayments, correctLine.send),
  get('/quote/avvisi/:id/restituzione', mayRecordPayments, (visit) => refundCredit.show(visit)),
  post('/quote/avvisi/:id/restituzione', mayRecordPayments, refundCredit.send),
  get('/quote/avvisi/:id/compensazione', mayRecordPayments, (visit) => offsetCredit.show(visit)),
  post('/quote/avvisi/:id/compensazione', mayRecordPayments, offsetCredit.send),
  get('/quote/crediti', mayViewPayments, listCredits.show),
  get('/quote/crediti/atti', mayViewPayments, listCreditActs.show),
  get('/quote/crediti/atti/:id', mayViewPayments, (visit) => decideCreditAct.show(visit)),
  post('/quote/crediti/atti/:id', mayApproveAssessments, decideCreditAct.send),
  get('/quote/crediti/atti/:id/annullamento', mayRecordPayments, (visit) => annulCreditAct.show(visit)),
  post('/quote/crediti/atti/:id/annullamento', mayRecordPayments, annulCreditAct.send),
  get('/quote/rettifiche', mayFollowFees, listCorrections.show),
  get('/quote/rettifiche/:id', mayFollowFees, (visit) => decideCorrection.show(visit)),
  post('/quote/rettifiche/:id', mayApproveAssessments, decideCorrection.send),
  get('/quote/rettifiche/:id/storno', mayRecordPayments, (visit) => reverse.showCorrection(visit)),
  post('/quote/rettifiche/:id/storno', mayRecordPayments, reverse.sendCorrection),
  get('/quote/solleciti', mayFollowFees, (visit) => listReminders.show(visit)),
  post('/quote/solleciti', mayRecordPayments, listReminders.send),

  get('/quote/versamenti', mayViewPayments, listPayments.show),
  get('/quote/versamenti/:id/storno', mayRecordPayments, (visit) => reverse.showPayment(visit)),
  post('/quote/versamenti/:id/storno', mayRecordPayments, reverse.sendPayment),
  get('/quote/versamenti/estratti', mayViewBankFiles, (visit) => bankFiles.show(visit)),
  post('/quote/versamenti/estratti', mayRecordPayments, bankFiles.send),
  get('/quote/versamenti/estratti/:id', mayViewBankFiles, (visit) => bankFile.show(visit)),
  post('/quote/versamenti/estratti/:id/colonne', mayRecordPayments, bankFile.map),
  post('/quote/versamenti/estratti/:id/conferma', mayRecordPayments, bankFile.apply),
  post('/quote/versamenti/estratti/:id/eliminazione', mayRecordPayments, bankFile.discard),

  get('/quote/accordi', mayViewFees, listAgreements.show),
  get('/quote/accordi/nuovo', mayRecordAgreements, (visit) => recordAgreement.show(visit)),
  post('/quote/accordi/nuovo', mayRecordAgreements, recordAgreement.send),
  get('/quote/accordi/:id/termine', mayRecordAgreements, (visit) => endAgreement.show(visit)),
  post('/quote/accordi/:id/termine', mayRecordAgreements, endAgreement.send),

  get('/quote/situazione', mayFollowFees, situation.show),
  get('/quote/ripartizione', mayFollowFees, (visit) => allocateCost.show(visit)),
  get('/quote/riparti', mayFollowFees, listAllocations.show),
  post('/quote/riparti', mayDraftAllocations, draftAllocation.send),
  get('/quote/riparti/:id', mayFollowFees, showAllocation.show),
  get('/quote/riparti/:id/pdf', mayFollowFees, showAllocation.pdf),
  get('/quote/riparti/:id/enti/:ente', mayViewFees, allocationShare.show),
  get('/quote/riparti/:id/approvazione', mayApproveAllocations, (visit) => allocationAct.showApproval(visit)),
  post('/quote/riparti/:id/approvazione', mayApproveAllocations, allocationAct.sendApproval),
  get('/quote/riparti/:id/annullamento', mayDiscardAllocations, (visit) => allocationAct.showDiscard(visit)),
  post('/quote/riparti/:id/annullamento', mayDiscardAllocations, allocationAct.sendDiscard),
  get('/quote/riparti/:id/conguaglio', mayDraftAllocations, (visit) => allocationAct.showFinal(visit)),
  post('/quote/riparti/:id/conguaglio', mayDraftAllocations, allocationAct.sendFinal),
  get('/quote/chiusure', mayFollowFees, listClosings.show),
  get('/quote/chiusure/nuova', mayPrepareClosings, (visit) => prepareClosing.show(visit)),
  post('/quote/chiusure/nuova', mayPrepareClosings, prepareClosing.send),
  post('/quote/chiusure/riconciliazione', mayRecordPayments, prepareClosing.reconcile),
  get('/quote/chiusure/:id', mayFollowFees, showClosing.show),
  get('/quote/chiusure/:id/pdf', mayFollowFees, showClosing.pdf),
  get('/quote/chiusure/:id/decisione', mayApproveClosings, (visit) => closingAct.showDecision(visit)),
  post('/quote/chiusure/:id/decisione', mayApproveClosings, closingAct.sendDecision),
  get('/quote/chiusure/:id/ritiro', mayPrepareClosings, (visit) => closingAct.showWithdrawal(visit)),
  post('/quote/chiusure/:id/ritiro', mayPrepareClosings, closingAct.sendWithdrawal),
  get('/quote/chiusure/:id/riapertura', mayPrepareClosings, (visit) => closingAct.showReopening(visit)),
  post('/quote/chiusure/:id/riapertura', mayPrepareClosings, closingAct.sendReopening),
  get('/il-mio-ente/quote', mayViewFees, ownFees.show, { face: 'portal' }),
];
