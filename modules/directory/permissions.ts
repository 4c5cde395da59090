import { permission } from '#platform/permission';

/* Domain B2, row «Body registry, population snapshot». */

const DESK = {
  CM: 'centre',
  PM: 'centre',
  AO: 'centre',
  SO: 'centre',
  CH: 'centre',
  OP: 'centre',
  AU: 'centre',
} as const;

export const mayViewBodies = permission('directory.view-bodies', 'Consultare l’anagrafe degli enti', 'read', {
  ...DESK,
  PD: 'own',
  TC: 'own',
  LR: 'own',
  SC: 'own',
  UO: 'delegated',
});

export const mayEditBodies = permission(
  'directory.edit-bodies',
  'Modificare l’anagrafe e importare i registri',
  'write',
  { CM: 'centre', AO: 'centre' },
);

export const mayViewImports = permission(
  'directory.view-imports',
  'Consultare le importazioni dei registri',
  'read',
  { CM: 'centre', AO: 'centre', PM: 'centre', AU: 'centre' },
);

export const mayViewMap = permission(
  'directory.view-map',
  'Consultare la mappa del territorio',
  'read',
  DESK,
);

/** Contacts of people beyond name and office: minimal, so only for who works with them. */
export const mayViewContacts = permission(
  'directory.view-contacts',
  'Vedere i recapiti delle persone',
  'read',
  { CM: 'centre', AO: 'centre', PM: 'centre', SO: 'centre', TC: 'own', LR: 'own', UO: 'delegated' },
);

export const mayViewProposals = permission(
  'directory.view-proposals',
  'Consultare le proposte di modifica dell’anagrafe',
  'read',
  {
    CM: 'centre',
    AO: 'centre',
    PM: 'centre',
    AU: 'centre',
    TC: 'own',
    UO: 'delegated',
    LR: 'own',
    PD: 'own',
  },
);

export const mayPropose = permission(
  'directory.propose-changes',
  'Proporre modifiche ai dati del proprio ente',
  'write',
  { TC: 'own', UO: 'delegated' },
);

export const mayDecideProposals = permission(
  'directory.decide-proposals',
  'Accogliere o respingere le proposte di modifica',
  'write',
  { CM: 'centre', AO: 'centre' },
);
