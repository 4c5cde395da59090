import { get, post, type Route } from '#platform/http/visit';
import * as application from './pages/application/application.page.ts';
import { rejection, withdrawal as takingBack } from './pages/application-steps/closing.page.ts';
import { declaration } from './pages/application-steps/declaration.page.ts';
import * as integration from './pages/application-steps/integration.page.ts';
import { resolution } from './pages/application-steps/resolution.page.ts';
import { signature } from './pages/application-steps/signature.page.ts';
import * as listApplications from './pages/list-applications/list-applications.page.ts';
import * as listMembers from './pages/list-members/list-members.page.ts';
import * as newApplication from './pages/new-application/new-application.page.ts';
import {
  mayApply,
  mayHandleApplications,
  mayRejectApplications,
  mayViewApplications,
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
  get('/adesioni/domande/:id/firma', mayHandleApplications, signature.show),
  post('/adesioni/domande/:id/firma', mayHandleApplications, signature.submit),
  get('/adesioni/domande/:id/rigetto', mayRejectApplications, rejection.show),
  post('/adesioni/domande/:id/rigetto', mayRejectApplications, rejection.submit),
  get('/adesioni/domande/:id/ritiro', mayApply, takingBack.show),
  post('/adesioni/domande/:id/ritiro', mayApply, takingBack.submit),
  get('/adesioni/aderenti', mayViewMembers, listMembers.show),
];
