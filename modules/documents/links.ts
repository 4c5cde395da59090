export const documentLinks = {
  documents: () => '/documenti',
  /** The documents of one thing. */
  ofSubject: (subject: string, subjectId: string) => `/documenti/di/${subject}/${subjectId}`,
  document: (documentId: string) => `/documenti/${documentId}`,
  download: (documentId: string) => `/documenti/${documentId}/scarica`,
  register: (documentId: string) => `/documenti/${documentId}/protocollo`,
};
