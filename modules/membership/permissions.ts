import { permission } from '#platform/permission';

/* Domain B2, rows «Membership application», «Convention template/version», «Cancellation/withdrawal». */

export const mayViewMembers = permission(
  'membership.view-members',
  'Consultare l’elenco degli enti aderenti',
  'read',
  {
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
  },
);

export const mayViewApplications = permission(
  'membership.view-applications',
  'Consultare le domande di adesione e i recessi',
  'read',
  {
    CM: 'centre',
    PM: 'centre',
    AO: 'centre',
    CH: 'centre',
    AU: 'centre',
    PD: 'own',
    TC: 'own',
    LR: 'own',
    UO: 'delegated',
  },
);

export const mayApply = permission('membership.apply', 'Presentare una domanda di adesione', 'write', {
  CM: 'centre',
  AO: 'centre',
  TC: 'own',
  LR: 'own',
  UO: { delegatedWith: 'APPROVE_CONVENTION' },
});

export const mayHandleApplications = permission(
  'membership.handle-applications',
  'Istruire le domande di adesione: verifica formale, delibere, firme',
  'write',
  { CM: 'centre', AO: 'centre' },
);

export const maySignConventions = permission(
  'membership.sign-conventions',
  'Caricare la convenzione firmata',
  'write',
  { CM: 'centre', AO: 'centre', LR: 'own', UO: { delegatedWith: 'APPROVE_CONVENTION' } },
);

export const mayRejectApplications = permission(
  'membership.reject-applications',
  'Respingere una domanda di adesione',
  'write',
  { CM: 'centre' },
);

export const mayViewConventions = permission(
  'membership.view-conventions',
  'Consultare le convenzioni e i loro schemi',
  'read',
  {
    CM: 'centre',
    PM: 'centre',
    AO: 'centre',
    CH: 'centre',
    AU: 'centre',
    PD: 'centre',
    TC: 'centre',
    LR: 'centre',
    UO: 'centre',
  },
);

export const mayEditConventions = permission(
  'membership.edit-conventions',
  'Redigere gli schemi di convenzione e aprire le convenzioni',
  'write',
  { CM: 'centre', PM: 'centre', AO: 'centre' },
);

export const mayApproveTemplates = permission(
  'membership.approve-templates',
  'Registrare l’approvazione di uno schema di convenzione',
  'write',
  { CM: 'centre', CH: 'centre' },
);

export const mayAnnounceWithdrawals = permission(
  'membership.announce-withdrawals',
  'Comunicare il recesso dalla convenzione',
  'write',
  {
    CM: 'centre',
    AO: 'centre',
    TC: 'own',
    LR: 'own',
    UO: { delegatedWith: 'APPROVE_CONVENTION' },
  },
);

export const mayHandleWithdrawals = permission(
  'membership.handle-withdrawals',
  'Istruire i recessi e regolarizzare le adesioni derivate',
  'write',
  { CM: 'centre', AO: 'centre' },
);

export const mayExcludeMembers = permission(
  'membership.exclude-members',
  'Registrare l’esclusione di un ente aderente',
  'write',
  { CM: 'centre' },
);

export const mayRecordEarlierAdhesions = permission(
  'membership.record-earlier-adhesions',
  'Caricare le adesioni già in essere',
  'write',
  { CM: 'centre', AO: 'centre' },
);
