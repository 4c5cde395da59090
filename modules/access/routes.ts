import { get, post, type Route } from '#platform/http/visit';
import * as acceptInvitation from './pages/accept-invitation/accept-invitation.page.ts';
import * as actingFor from './pages/acting-for/acting-for.page.ts';
import * as audit from './pages/audit/audit.page.ts';
import * as chooseCentre from './pages/choose-centre/choose-centre.page.ts';
import * as endGrant from './pages/end-grant/end-grant.page.ts';
import * as forgottenPassword from './pages/forgotten-password/forgotten-password.page.ts';
import * as installationCentres from './pages/installation-centres/installation-centres.page.ts';
import * as newCentre from './pages/installation-centres/new-centre.page.ts';
import * as invitations from './pages/invitations/invitations.page.ts';
import * as invite from './pages/invitations/invite.page.ts';
import * as listPeople from './pages/list-people/list-people.page.ts';
import * as matrix from './pages/matrix/matrix.page.ts';
import * as profile from './pages/profile/profile.page.ts';
import * as profilePassword from './pages/profile-password/profile-password.page.ts';
import * as profileSecondStep from './pages/profile-second-step/profile-second-step.page.ts';
import * as profileSessions from './pages/profile-sessions/profile-sessions.page.ts';
import * as profileTokens from './pages/profile-tokens/profile-tokens.page.ts';
import * as resetPassword from './pages/reset-password/reset-password.page.ts';
import * as secondStep from './pages/second-step/second-step.page.ts';
import * as showPerson from './pages/show-person/show-person.page.ts';
import * as signIn from './pages/sign-in/sign-in.page.ts';
import { mayCheckAudit, mayEditGrants, mayViewAudit, mayViewMatrix, mayViewPeople } from './permissions.ts';

const open = { face: 'public' } as const;
/** Nobody in the demonstration runs the installation; the pages have their own test. */
const onlyAdministrators = { example: { skip: 'solo per chi amministra l’installazione' } } as const;

export const routes: readonly Route[] = [
  get('/accedi', 'everyone', signIn.show, open),
  post('/accedi', 'everyone', signIn.submit, open),
  get('/accedi/verifica', 'everyone', secondStep.show, {
    face: 'public',
    example: { skip: 'si apre solo dopo la password' },
  }),
  post('/accedi/verifica', 'everyone', secondStep.submit, open),
  post('/esci', 'signed-in', signIn.signOut),
  get('/password-dimenticata', 'everyone', forgottenPassword.show, open),
  post('/password-dimenticata', 'everyone', forgottenPassword.submit, open),
  get('/reimposta-password', 'everyone', resetPassword.show, {
    face: 'public',
    example: { skip: 'si apre dal collegamento del messaggio' },
  }),
  post('/reimposta-password', 'everyone', resetPassword.submit, open),
  get('/invito', 'everyone', acceptInvitation.show, {
    face: 'public',
    example: { skip: 'si apre dal collegamento del messaggio' },
  }),
  post('/invito', 'everyone', acceptInvitation.submit, open),

  get('/centro', 'signed-in', chooseCentre.show),
  post('/centro', 'signed-in', chooseCentre.submit),
  get('/profilo', 'signed-in', profile.show),
  post('/profilo', 'signed-in', profile.submit),
  get('/profilo/password', 'signed-in', profilePassword.show),
  post('/profilo/password', 'signed-in', profilePassword.submit),
  get('/profilo/verifica', 'signed-in', profileSecondStep.show),
  post('/profilo/verifica', 'signed-in', profileSecondStep.submit),
  post('/profilo/verifica/codici', 'signed-in', profileSecondStep.renewCodes),
  post('/profilo/verifica/disattiva', 'signed-in', profileSecondStep.turnOff),
  get('/profilo/sessioni', 'signed-in', profileSessions.show),
  post('/profilo/sessioni/chiudi-tutte', 'signed-in', profileSessions.endAll),
  post('/profilo/sessioni/:id/chiudi', 'signed-in', profileSessions.endOne),
  get('/profilo/applicazioni', 'signed-in', profileTokens.show),
  post('/profilo/applicazioni', 'signed-in', profileTokens.submit),
  post('/profilo/applicazioni/:id/revoca', 'signed-in', profileTokens.revoke),
  get('/profilo/per-conto', 'signed-in', actingFor.show),

  get('/persone', mayViewPeople, listPeople.show),
  get('/persone.csv', mayViewPeople, listPeople.csv),
  get('/persone/:id', mayViewPeople, showPerson.show),
  post('/persone/:id/profili', mayEditGrants, showPerson.submit),
  get('/persone/:id/profili/:grant/termina', mayEditGrants, endGrant.show),
  post('/persone/:id/profili/:grant/termina', mayEditGrants, endGrant.submit),
  get('/inviti', mayEditGrants, invitations.show),
  get('/inviti/nuovo', mayEditGrants, invite.show),
  post('/inviti/nuovo', mayEditGrants, invite.submit),
  post('/inviti/:id/rinvia', mayEditGrants, invitations.resend),
  post('/inviti/:id/ritira', mayEditGrants, invitations.withdraw),

  get('/profili/permessi', mayViewMatrix, matrix.show),
  get('/profili/permessi.csv', mayViewMatrix, matrix.csv),
  get('/registro-eventi', mayViewAudit, audit.show),
  get('/registro-eventi.csv', mayViewAudit, audit.csv),
  get('/registro-eventi/verifica', mayCheckAudit, audit.check),

  get('/installazione/centri', 'administrator', installationCentres.show, onlyAdministrators),
  get('/installazione/centri/nuovo', 'administrator', newCentre.show, onlyAdministrators),
  post('/installazione/centri/nuovo', 'administrator', newCentre.submit),
];
