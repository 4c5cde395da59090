import { permission } from '#platform/permission';

/* Messages carry personal addresses: seen by who keeps the correspondence and by the auditor (domain B2, row «Audit log»). */

export const mayViewMessages = permission(
  'notifications.view-messages',
  'Consultare i messaggi inviati',
  'read',
  { CM: 'centre', AO: 'centre', AU: 'centre' },
);

export const mayResendMessages = permission(
  'notifications.resend-messages',
  'Inviare di nuovo i messaggi non riusciti',
  'write',
  { CM: 'centre', AO: 'centre' },
);
