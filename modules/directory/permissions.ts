import { permission } from '#platform/permission';

/* Domain B2, row «Body registry, population snapshot». */

export const mayViewBodies = permission('directory.view-bodies', 'Consultare l’anagrafe degli enti', 'read', {
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

export const mayEditBodies = permission(
  'directory.edit-bodies',
  'Modificare l’anagrafe e importare i registri',
  'write',
  { CM: 'centre', AO: 'centre' },
);
