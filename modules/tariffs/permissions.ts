import { permission } from '#platform/permission';

/* Domain B2, row «Tariff/price list»: CM and PM create, AO edits, CH approves with the board. */

export const mayViewTariffs = permission('tariffs.view-tariffs', 'Consultare le tariffe', 'read', {
  CM: 'centre',
  PM: 'centre',
  AO: 'centre',
  SO: 'centre',
  CH: 'centre',
  OP: 'centre',
  AU: 'centre',
  PD: 'own',
  TC: 'own',
  LR: 'own',
  SC: 'own',
  UO: 'delegated',
});

export const mayDraftTariffs = permission(
  'tariffs.draft-tariffs',
  'Preparare e modificare le proposte di tariffa',
  'write',
  { CM: 'centre', PM: 'centre', AO: 'centre' },
);

export const mayApproveTariffs = permission(
  'tariffs.approve-tariffs',
  'Approvare le tariffe con la decisione del tavolo',
  'write',
  { CH: 'centre' },
);

export const mayConfirmVat = permission(
  'tariffs.confirm-vat',
  'Confermare il trattamento IVA delle tariffe',
  'write',
  { AO: 'centre' },
);

/* A simulation shows what every body would pay: not for who sees only its own. */
export const maySimulateTariffs = permission(
  'tariffs.simulate-tariffs',
  'Simulare l’effetto di una tariffa su tutti gli enti',
  'read',
  { CM: 'centre', PM: 'centre', AO: 'centre', CH: 'centre', AU: 'centre' },
);
