import { get, post, type Route } from '#platform/http/visit';
import * as body from './pages/body/body.page.ts';
import * as associate from './pages/body-acts/associate.page.ts';
import * as delegations from './pages/body-acts/delegations.page.ts';
import * as editBody from './pages/body-acts/edit-body.page.ts';
import * as functions from './pages/body-acts/functions.page.ts';
import * as merge from './pages/body-acts/merge.page.ts';
import * as recordFigure from './pages/body-acts/record-figure.page.ts';
import * as recordQuantity from './pages/body-acts/record-quantity.page.ts';
import * as registerBody from './pages/body-acts/register-body.page.ts';
import * as renameBody from './pages/body-acts/rename-body.page.ts';
import * as roles from './pages/body-acts/roles.page.ts';
import * as importPage from './pages/import/import.page.ts';
import * as importSettings from './pages/import-settings/import-settings.page.ts';
import * as listBodies from './pages/list-bodies/list-bodies.page.ts';
import * as listImports from './pages/list-imports/list-imports.page.ts';
import * as person from './pages/person/person.page.ts';
import * as proposals from './pages/proposals/proposals.page.ts';
import * as propose from './pages/proposals/propose.page.ts';
import * as uploadRegister from './pages/upload-register/upload-register.page.ts';
import {
  mayDecideProposals,
  mayEditBodies,
  mayPropose,
  mayViewBodies,
  mayViewImports,
  mayViewProposals,
} from './permissions.ts';

export const routes: readonly Route[] = [
  get('/enti', mayViewBodies, listBodies.show),
  get('/enti/nuovo', mayEditBodies, registerBody.show),
  post('/enti/nuovo', mayEditBodies, registerBody.submit),

  get('/enti/importazioni', mayViewImports, listImports.show),
  get('/enti/importazioni/nuova', mayEditBodies, uploadRegister.show),
  post('/enti/importazioni/nuova', mayEditBodies, uploadRegister.submit),
  get('/enti/importazioni/:id', mayViewImports, importPage.show),
  get('/enti/importazioni/:id/impostazioni', mayEditBodies, importSettings.show),
  post('/enti/importazioni/:id/impostazioni', mayEditBodies, importSettings.submit),
  post('/enti/importazioni/:id/prova', mayEditBodies, importPage.repeat),
  post('/enti/importazioni/:id/scelte', mayEditBodies, importPage.choose),
  post('/enti/importazioni/:id/applicazione', mayEditBodies, importPage.apply),
  post('/enti/importazioni/:id/annullamento', mayEditBodies, importPage.discard),
  get('/enti/importazioni/:id/scarti.csv', mayViewImports, importPage.refused),

  get('/enti/proposte', mayViewProposals, proposals.show),
  get('/enti/proposte/:id', mayViewProposals, proposals.showOne),
  post('/enti/proposte/:id', mayDecideProposals, proposals.decide),
  get('/enti/persone/:personId', mayEditBodies, person.show),
  post('/enti/persone/:personId', mayEditBodies, person.erase),

  get('/enti/:id', mayViewBodies, body.showData),
  get('/enti/:id/modifica', mayEditBodies, editBody.show),
  post('/enti/:id/modifica', mayEditBodies, editBody.submit),
  get('/enti/:id/denominazione', mayEditBodies, renameBody.show),
  post('/enti/:id/denominazione', mayEditBodies, renameBody.submit),
  get('/enti/:id/fusione', mayEditBodies, merge.show),
  post('/enti/:id/fusione', mayEditBodies, merge.submit),
  get('/enti/:id/proposta', mayPropose, propose.show),
  post('/enti/:id/proposta', mayPropose, propose.submit),
  get('/enti/:id/figure', mayViewBodies, body.showFigures),
  get('/enti/:id/figure/nuova', mayEditBodies, recordFigure.show),
  post('/enti/:id/figure/nuova', mayEditBodies, recordFigure.submit),
  get('/enti/:id/figure/altro-dato', mayEditBodies, recordQuantity.show),
  post('/enti/:id/figure/altro-dato', mayEditBodies, recordQuantity.submit),
  get('/enti/:id/associazioni', mayViewBodies, body.showAssociations),
  get('/enti/:id/associazioni/nuova', mayEditBodies, associate.show),
  post('/enti/:id/associazioni/nuova', mayEditBodies, associate.submit),
  get('/enti/:id/associazioni/:membershipId/termine', mayEditBodies, associate.showEnd),
  post('/enti/:id/associazioni/:membershipId/termine', mayEditBodies, associate.submitEnd),
  get('/enti/:id/persone', mayViewBodies, body.showPeople),
  get('/enti/:id/persone/incarico', mayEditBodies, roles.show),
  post('/enti/:id/persone/incarico', mayEditBodies, roles.submit),
  get('/enti/:id/persone/incarichi/:assignmentId/termine', mayEditBodies, roles.showEnd),
  post('/enti/:id/persone/incarichi/:assignmentId/termine', mayEditBodies, roles.submitEnd),
  get('/enti/:id/persone/funzione', mayEditBodies, functions.show),
  post('/enti/:id/persone/funzione', mayEditBodies, functions.submit),
  get('/enti/:id/persone/funzioni/:functionId/termine', mayEditBodies, functions.showEnd),
  post('/enti/:id/persone/funzioni/:functionId/termine', mayEditBodies, functions.submitEnd),
  get('/enti/:id/deleghe', mayViewBodies, body.showDelegations),
  get('/enti/:id/deleghe/nuova', mayEditBodies, delegations.show),
  post('/enti/:id/deleghe/nuova', mayEditBodies, delegations.submit),
  get('/enti/:id/deleghe/:delegationId/revoca', mayEditBodies, delegations.showRevocation),
  post('/enti/:id/deleghe/:delegationId/revoca', mayEditBodies, delegations.submitRevocation),
  get('/enti/:id/storia', mayViewBodies, body.showHistory),
];
