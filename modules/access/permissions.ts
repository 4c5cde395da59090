import { permission } from '#platform/permission';

/* Who may see and change who may what. B2 has the row «Audit log»; the others follow its spirit. */

const DESK = {
  CM: 'centre',
  PM: 'centre',
  AO: 'centre',
  SO: 'centre',
  CH: 'centre',
  OP: 'centre',
  AU: 'centre',
} as const;

export const mayViewMatrix = permission(
  'access.view-matrix',
  'Consultare la matrice dei permessi',
  'read',
  DESK,
);

export const mayViewPeople = permission('access.view-people', 'Consultare persone e profili', 'read', {
  CM: 'centre',
  AO: 'centre',
  AU: 'centre',
  LR: 'own',
});

export const mayEditGrants = permission(
  'access.edit-grants',
  'Invitare persone, assegnare e terminare profili',
  'write',
  { CM: 'centre', AO: 'centre', LR: 'own' },
);

/** Domain B2, row «Audit log». */
export const mayViewAudit = permission('access.view-audit', 'Consultare il registro degli eventi', 'read', {
  CM: 'centre',
  AO: 'centre',
  AU: 'centre',
  PD: 'own',
  TC: 'own',
});

export const mayCheckAudit = permission(
  'access.check-audit',
  'Verificare la catena del registro degli eventi',
  'read',
  { CM: 'centre', AO: 'centre', AU: 'centre' },
);
