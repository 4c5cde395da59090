const query = (values: Record<string, string | undefined>): string => {
  const text = new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString();
  return text ? `?${text}` : '';
};

export const accessLinks = {
  home: () => '/',
  signIn: (after?: string) => `/accedi${query({ dopo: after })}`,
  secondStep: (after?: string) => `/accedi/verifica${query({ dopo: after })}`,
  signOut: () => '/esci',
  forgotten: () => '/password-dimenticata',
  reset: (token = '') => `/reimposta-password${query({ codice: token })}`,
  invitation: (token = '') => `/invito${query({ codice: token })}`,
  chooseCentre: (after?: string) => `/centro${query({ dopo: after })}`,
  profile: () => '/profilo',
  profilePassword: () => '/profilo/password',
  profileTotp: () => '/profilo/verifica',
  profileTotpCodes: () => '/profilo/verifica/codici',
  profileTotpOff: () => '/profilo/verifica/disattiva',
  profileSessions: () => '/profilo/sessioni',
  endSession: (id: string) => `/profilo/sessioni/${id}/chiudi`,
  endAllSessions: () => '/profilo/sessioni/chiudi-tutte',
  profileTokens: () => '/profilo/applicazioni',
  revokeToken: (id: string) => `/profilo/applicazioni/${id}/revoca`,
  actingFor: () => '/profilo/per-conto',
  people: () => '/persone',
  peopleCsv: (text = '') => `/persone.csv${text}`,
  person: (id: string) => `/persone/${id}`,
  addGrant: (id: string) => `/persone/${id}/profili`,
  endGrant: (id: string, grantId: string) => `/persone/${id}/profili/${grantId}/termina`,
  invitations: () => '/inviti',
  invite: () => '/inviti/nuovo',
  resendInvitation: (id: string) => `/inviti/${id}/rinvia`,
  withdrawInvitation: (id: string) => `/inviti/${id}/ritira`,
  matrix: () => '/profili/permessi',
  matrixCsv: () => '/profili/permessi.csv',
  audit: () => '/registro-eventi',
  auditCsv: (text = '') => `/registro-eventi.csv${text}`,
  auditCheck: () => '/registro-eventi/verifica',
  installationCentres: () => '/installazione/centri',
  newCentre: () => '/installazione/centri/nuovo',
};
