import { get, post, type Route } from '#platform/http/visit';
import * as importPage from './pages/import/import.page.ts';
import * as importSettings from './pages/import-settings/import-settings.page.ts';
import * as listBodies from './pages/list-bodies/list-bodies.page.ts';
import * as listImports from './pages/list-imports/list-imports.page.ts';
import * as uploadRegister from './pages/upload-register/upload-register.page.ts';
import { mayEditBodies, mayViewBodies, mayViewImports } from './permissions.ts';

export const routes: readonly Route[] = [
  get('/enti', mayViewBodies, listBodies.show),

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
];
