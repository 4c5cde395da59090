import { permission } from '#platform/permission';

/* Domain B2, rows «Fee assessment, notice» and «Record payment»; P1 keeps who drafts from approving. */

export const mayViewFees = permission('fees.view', 'Consultare accertamenti e avvisi di versamento', 'read', {
  CM: 'centre',
  AO: 'centre',
  CH: 'centre',
  AU: 'centre',
  PD: 'own',
  TC: 'own',
  LR: 'own',
  UO: { delegatedWith: 'PAY_FEE' },
});

export const mayViewPayments = permission('fees.view-payments', 'Consultare i versamenti', 'read', {
  CM: 'centre',
  AO: 'centre',
  AU: 'centre',
  TC: 'own',
  LR: 'own',
  UO: { delegatedWith: 'PAY_FEE' },
});

/** Files of the bank hold payments of every body: who follows the cycle without seeing payments does not open them. */
export const mayViewBankFiles = permission('fees.view-bank-files', 'Consultare i file della banca', 'read', {
  CM: 'centre',
  AO: 'centre',
  AU: 'centre',
});

export const mayAssess = permission('fees.assess', 'Accertare le quote ed emettere gli avvisi', 'write', {
  AO: 'centre',
});

export const mayApproveAssessments = permission(
  'fees.approve',
  'Approvare gli accertamenti, le rettifiche e gli atti sui crediti',
  'write',
  { CM: 'centre' },
);

export const mayRecordPayments = permission(
  'fees.record-payments',
  'Registrare versamenti, rettifiche, atti sui crediti e solleciti',
  'write',
  { AO: 'centre' },
);

export const mayRecordAgreements = permission(
  'fees.record-agreements',
  'Registrare gli accordi di pagamento',
  'write',
  { AO: 'centre', UO: { delegatedWith: 'PAY_FEE' } },
);

export const mayPrepareClosings = permission(
  'fees.prepare-closing',
  'Predisporre la chiusura delle quote di un anno e proporne la riapertura',
  'write',
  { AO: 'centre' },
);

export const mayApproveClosings = permission(
  'fees.approve-closing',
  'Approvare la chiusura e la riapertura di un anno',
  'write',
  { CM: 'centre' },
);

export const mayDraftAllocations = permission(
  'fees.draft-allocation',
  'Proporre il riparto di un costo e il suo conguaglio',
  'write',
  { AO: 'centre' },
);

export const mayApproveAllocations = permission(
  'fees.approve-allocation',
  'Approvare un riparto, e annullarne uno approvato',
  'write',
  { CM: 'centre' },
);

/** Who drafts takes back a proposal, who approves refuses it; an approved one needs `mayApproveAllocations` besides. */
export const mayDiscardAllocations = permission(
  'fees.discard-allocation',
  'Eliminare una proposta di riparto',
  'write',
  { AO: 'centre', CM: 'centre' },
);

/** Pages about the fees of the whole centre: lists of runs, bank files, reminders. */
export const mayFollowFees = permission('fees.follow', 'Seguire il ciclo delle quote del centro', 'read', {
  CM: 'centre',
  AO: 'centre',
  CH: 'centre',
  AU: 'centre',
});
