/** The roles of domain B2, with the names by which the screens call them. */
export const ROLES = {
  CM: { label: 'Responsabile del centro', ofBody: false },
  PM: { label: 'Project manager', ofBody: false },
  AO: { label: 'Referente amministrativo-contabile', ofBody: false },
  SO: { label: 'Referente assistenza', ofBody: false },
  CH: { label: 'Presidente del tavolo', ofBody: false },
  PD: { label: 'Referente politico', ofBody: true },
  TC: { label: 'Referente tecnico (RTD)', ofBody: true },
  LR: { label: 'Legale rappresentante', ofBody: true },
  SC: { label: 'Referente del servizio', ofBody: true },
  UO: { label: 'Referente di Unione o Comunità montana', ofBody: true },
  OP: { label: 'Concessionario o società in house', ofBody: false },
  AU: { label: 'Revisore', ofBody: false },
} as const;

export type Role = keyof typeof ROLES;

export const roleLabel = (role: string): string => (role in ROLES ? ROLES[role as Role].label : role);

/** Whether the role works at the centre's desk rather than in a body's portal. */
export const worksAtTheDesk = (role: string): boolean => !(role in ROLES) || !ROLES[role as Role].ofBody;
