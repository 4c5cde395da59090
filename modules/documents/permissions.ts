import { permission } from '#platform/permission';

/* Documents of a single thing follow the permission of the room that keeps the thing (see subjects.ts). */

export const mayViewDocuments = permission(
  'documents.view-documents',
  'Consultare tutti i documenti del centro',
  'read',
  { CM: 'centre', AO: 'centre', AU: 'centre' },
);

export const mayRegisterDocuments = permission(
  'documents.register-documents',
  'Annotare il numero di protocollo dei documenti',
  'write',
  { CM: 'centre', AO: 'centre' },
);
