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

export const mayCheckSignatures = permission(
  'documents.check-signatures',
  'Verificare la firma di un file',
  'read',
  { CM: 'centre', PM: 'centre', AO: 'centre', AU: 'centre' },
);

export const mayViewAuthorities = permission(
  'documents.view-authorities',
  'Consultare le autorità di certificazione riconosciute',
  'read',
  { CM: 'centre', AO: 'centre', AU: 'centre' },
);

export const mayRecogniseAuthorities = permission(
  'documents.recognise-authorities',
  'Riconoscere le autorità di certificazione',
  'write',
  { CM: 'centre' },
);
