import './document-subject.ts';
import { get, post, type Route } from '#platform/http/visit';
import * as application from './pages/application/application.page.ts';
import { rejection, withdrawal as takingBack } from './pages/application-steps/closing.page.ts';
import { declaration } from './pages/application-steps/declaration.page.ts';
import * as integration from './pages/application-steps/integration.page.ts';
import { resolution } from './pages/application-steps/resolution.page.ts';
import { signature } from './pages/application-steps/signature.page.ts';
import { signedConvention } from './pages/application-steps/signed-convention.page.ts';
import * as classes from './pages/classes/classes.page.ts';
import * as classesFile from './pages/classes-file/classes-file.page.ts';
import * as convention from './pages/convention/convention.page.ts';
import * as conventionPayment from './pages/convention-payment/convention-payment.page.ts';
import * as conventions from './pages/conventions/conventions.page.ts';
import * as earlierAdhesions from './pages/earlier-adhesions/earlier-adhesions.page.ts';
import * as editTemplate from './pages/edit-template/edit-template.page.ts';
import * as endClass from './pages/end-class/end-class.page.ts';
import * as giveClass from './pages/give-class/give-class.page.ts';
import * as listApplications from './pages/list-applications/list-applications.page.ts';
import * as listMembers from './pages/list-members/list-members.page.ts';
import * as member from './pages/member/member.page.ts';
import * as leaving from './pages/member-steps/leaving.page.ts';
import { regularisation } from './pages/member-steps/regularisation.page.ts';
import * as newApplication from './pages/new-application/new-application.page.ts';
import * as newConvention from './pages/new-convention/new-convention.page.ts';
import * as template from './pages/template/template.page.ts';
import * as withdrawal from './pages/withdrawal/withdrawal.page.ts';
import * as withdrawals from './pages/withdrawals/withdrawals.page.ts';
import {
  mayAnnounceWithdrawals,
  mayApply,
  mayApproveTemplates,
  mayEditConventions,
  mayExcludeMembers,
  mayHandleApplications,
  mayHandleWithdrawals,
  mayRecordEarlierAdhesions,
  mayRejectApplications,
  maySignConventions,
  mayViewApplications,
  mayViewConventions,
  mayViewMembers,
} from './permissions.ts';

export const routes: readonly Route[] = [
  get('/adesioni', mayViewApplications, listApplications.show),
  get('/adesioni/nuova', mayApply, newApplication.show),
  post('/adesioni/nuova', mayApply, newApplication.submit),
  get('/adesioni/domande/:id', mayViewApplications, application.show),
  post('/adesioni/domande/:id/presentazione', mayApply, application.present),
  post('/adesioni/domande/:id/verifica', mayHandleApplications, application.check),
  get('/adesioni/domande/:id/dichiarazione', mayApply, declaration.show),
  post('/adesioni/domande/:id/dichiarazione', mayApply, declaration.submit),
  get('/adesioni/domande/:id/integrazione', mayHandleApplications, integration.request.show),
  post('/adesioni/domande/:id/integrazione', mayHandleApplications, integration.request.submit),
  get('/adesioni/domande/:id/risposta', mayApply, integration.answer.show),
  post('/adesioni/domande/:id/risposta', mayApply, integration.answer.submit),
  get('/adesioni/domande/:id/delibera', mayHandleApplications, resolution.show),
  post('/adesioni/domande/:id/delibera', mayHandleApplications, resolution.submit),
  post('/adesioni/domande/:id/convenzione', mayHandleApplications, application.prepare),
  get('/adesioni/domande/:id/convenzione-firmata', maySignConventions, signedConvention.show),
  post('/adesioni/domande/:id/convenzione-firmata', maySignConventions, signedConvention.submit),
  get('/adesioni/domande/:id/firma', mayHandleApplications, signature.show),
  post('/adesioni/domande/:id/firma', mayHandleApplications, signature.submit),
  get('/adesioni/domande/:id/rigetto', mayRejectApplications, rejection.show),
  post('/adesioni/domande/:id/rigetto', mayRejectApplications, rejection.submit),
  get('/adesioni/domande/:id/ritiro', mayApply, takingBack.show),
  post('/adesioni/domande/:id/ritiro', mayApply, takingBack.submit),

  get('/adesioni/aderenti', mayViewMembers, listMembers.show),
  get('/adesioni/aderenti/:id', mayViewMembers, member.show),
  get('/adesioni/aderenti/:id/recesso', mayAnnounceWithdrawals, leaving.withdrawal.show),
  post('/adesioni/aderenti/:id/recesso', mayAnnounceWithdrawals, leaving.withdrawal.submit),
  get('/adesioni/aderenti/:id/uscita', mayHandleWithdrawals, leaving.departure.show, {
    example: { skip: 'solo dalla scheda di un’adesione derivata: la prova list-members.test.ts' },
  }),
  post('/adesioni/aderenti/:id/uscita', mayHandleWithdrawals, leaving.departure.submit),
  get('/adesioni/aderenti/:id/regolarizzazione', mayHandleWithdrawals, regularisation.show),
  post('/adesioni/aderenti/:id/regolarizzazione', mayHandleWithdrawals, regularisation.submit),
  get('/adesioni/aderenti/:id/esclusione', mayExcludeMembers, leaving.exclusion.show),
  post('/adesioni/aderenti/:id/esclusione', mayExcludeMembers, leaving.exclusion.submit),
  get('/adesioni/gia-in-essere', mayRecordEarlierAdhesions, earlierAdhesions.show),
  post('/adesioni/gia-in-essere', mayRecordEarlierAdhesions, earlierAdhesions.submit),
  get('/adesioni/gia-in-essere/modello.csv', mayRecordEarlierAdhesions, earlierAdhesions.model, {
    example: { skip: 'un file, non una pagina' },
  }),

  get('/adesioni/recessi', mayViewApplications, withdrawals.show),
  get('/adesioni/recessi/:id', mayViewApplications, withdrawal.show),
  post('/adesioni/recessi/:id/delibera', mayHandleWithdrawals, withdrawal.recordResolution),
  post('/adesioni/recessi/:id/notifica', mayHandleWithdrawals, withdrawal.recordNotice),
  post('/adesioni/recessi/:id/prospetto', mayHandleWithdrawals, withdrawal.settleExit),

  get('/convenzioni', mayViewConventions, conventions.show),
  get('/convenzioni/nuova', mayEditConventions, newConvention.show),
  post('/convenzioni/nuova', mayEditConventions, newConvention.submit),
  get('/convenzioni/schemi/nuovo', mayEditConventions, editTemplate.showNew),
  post('/convenzioni/schemi/nuovo', mayEditConventions, editTemplate.create),
  get('/convenzioni/schemi/:id', mayViewConventions, template.show),
  get('/convenzioni/schemi/:id/modifica', mayEditConventions, editTemplate.show),
  post('/convenzioni/schemi/:id/modifica', mayEditConventions, editTemplate.submit),
  post('/convenzioni/schemi/:id/nuova-versione', mayEditConventions, template.nextVersion),
  post('/convenzioni/schemi/:id/approvazione', mayApproveTemplates, template.approve),
  get('/convenzioni/:id', mayViewConventions, convention.show),
  get('/convenzioni/:id/versamento', mayEditConventions, conventionPayment.show),
  post('/convenzioni/:id/versamento', mayEditConventions, conventionPayment.submit),
  get('/convenzioni/:id/classi', mayViewConventions, classes.show),
  get('/convenzioni/:id/classi/nuova', mayEditConventions, giveClass.show),
  post('/convenzioni/:id/classi/nuova', mayEditConventions, giveClass.submit),
  get('/convenzioni/:id/classi/file', mayEditConventions, classesFile.show),
  post('/convenzioni/:id/classi/file', mayEditConventions, classesFile.submit),
  get('/convenzioni/:id/classi/modello.csv', mayEditConventions, classesFile.model, {
    example: { skip: 'un file, non una pagina' },
  }),
  get('/convenzioni/:id/classi/:classId/termine', mayEditConventions, endClass.show),
  post('/convenzioni/:id/classi/:classId/termine', mayEditConventions, endClass.submit),
];
