import { permission } from '#platform/permission';

export const mayViewReports = permission(
  'public-site.view-reports',
  'Consultare le segnalazioni di disservizio',
  'read',
  { SO: 'centre', CM: 'centre', AO: 'centre', PM: 'centre', AU: 'centre' },
);

export const mayCloseReports = permission(
  'public-site.close-reports',
  'Chiudere le segnalazioni di disservizio',
  'write',
  { SO: 'centre', CM: 'centre' },
);
