import { get, post, type Route } from '#platform/http/visit';
import * as approveTariff from './pages/approve-tariff/approve-tariff.page.ts';
import * as computeFee from './pages/compute-fee/compute-fee.page.ts';
import * as draftTariff from './pages/draft-tariff/draft-tariff.page.ts';
import * as editHead from './pages/edit-head/edit-head.page.ts';
import * as editRule from './pages/edit-rule/edit-rule.page.ts';
import * as editRules from './pages/edit-rules/edit-rules.page.ts';
import * as listTariffs from './pages/list-tariffs/list-tariffs.page.ts';
import * as removeRule from './pages/remove-rule/remove-rule.page.ts';
import * as showTariff from './pages/show-tariff/show-tariff.page.ts';
import * as simulateTariffs from './pages/simulate-tariffs/simulate-tariffs.page.ts';
import * as startTariff from './pages/start-tariff/start-tariff.page.ts';
import {
  mayApproveTariffs,
  mayConfirmVat,
  mayDraftTariffs,
  maySimulateTariffs,
  mayViewTariffs,
} from './permissions.ts';

export const routes: readonly Route[] = [
  get('/tariffe', mayViewTariffs, listTariffs.show),
  get('/tariffe/simulazione', maySimulateTariffs, simulateTariffs.show),
  get('/tariffe/nuova', mayDraftTariffs, draftTariff.showFormula),
  post('/tariffe/nuova', mayDraftTariffs, draftTariff.createFromFormula),
  get('/tariffe/nuova/regole', mayDraftTariffs, startTariff.show),
  post('/tariffe/nuova/regole', mayDraftTariffs, startTariff.submit),
  get('/tariffe/nuova/json', mayDraftTariffs, draftTariff.showJson),
  post('/tariffe/nuova/json', mayDraftTariffs, draftTariff.createFromJson),
  get('/tariffe/:id', mayViewTariffs, showTariff.show),
  get('/tariffe/:id/tariffa.json', mayViewTariffs, showTariff.definition),
  get('/tariffe/:id/calcolo', mayViewTariffs, computeFee.show),
  get('/tariffe/:id/modifica', mayDraftTariffs, draftTariff.showEdit),
  post('/tariffe/:id/modifica', mayDraftTariffs, draftTariff.saveFormula),
  get('/tariffe/:id/modifica/json', mayDraftTariffs, draftTariff.showEditJson),
  post('/tariffe/:id/modifica/json', mayDraftTariffs, draftTariff.saveJson),
  get('/tariffe/:id/regole', mayDraftTariffs, editRules.show),
  post('/tariffe/:id/regole', mayDraftTariffs, editRules.step),
  get('/tariffe/:id/regole/voce', mayDraftTariffs, editRule.show),
  post('/tariffe/:id/regole/voce', mayDraftTariffs, editRule.submit),
  get('/tariffe/:id/regole/dati', mayDraftTariffs, editHead.show),
  post('/tariffe/:id/regole/dati', mayDraftTariffs, editHead.submit),
  get('/tariffe/:id/regole/elimina', mayDraftTariffs, removeRule.show),
  post('/tariffe/:id/copia', mayDraftTariffs, showTariff.copy),
  post('/tariffe/:id/ritiro', mayDraftTariffs, showTariff.withdraw),
  post('/tariffe/:id/iva', mayConfirmVat, showTariff.confirm),
  get('/tariffe/:id/approvazione', mayApproveTariffs, approveTariff.show),
  post('/tariffe/:id/approvazione', mayApproveTariffs, approveTariff.submit),
];
