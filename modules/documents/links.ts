export const documentLinks = {
  documents: () => '/documenti',
  /** The documents of one thing. */
  ofSubject: (subject: string, subjectId: string) => `/documenti/di/${subject}/${subjectId}`,
  document: (documentId: string) => `/documenti/${documentId}`,
  download: (documentId: string) => `/documenti/${documentId}/scarica`,
  register: (documentId: string) => `/documenti/${documentId}/protocollo`,
  checkSignature: () => '/documenti/verifica-firma',
  authorities: () => '/documenti/autorita',
  authority: (anchorId: string) => `/documenti/autorita/${anchorId}`,
  signaturePolicy: () => '/documenti/autorita/revoca',
};
