/** Addresses of the room. */
export const directoryLinks = {
  bodies: () => '/enti',
  newBody: () => '/enti/nuovo',
  body: (bodyId: string) => `/enti/${bodyId}`,
  /** A tab of a body, or the form of one of its acts. */
  bodyPart: (bodyId: string, part: string) => `/enti/${bodyId}/${part}`,
  map: () => '/enti/mappa',
  imports: () => '/enti/importazioni',
  newImport: () => '/enti/importazioni/nuova',
  import: (importId: string) => `/enti/importazioni/${importId}`,
  importPart: (importId: string, part: string) => `/enti/importazioni/${importId}/${part}`,
  proposals: () => '/enti/proposte',
  proposal: (proposalId: string) => `/enti/proposte/${proposalId}`,
  person: (personId: string) => `/enti/persone/${personId}`,
};
