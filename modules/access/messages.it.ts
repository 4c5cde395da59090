import type { Messages } from '#platform/messages';

export const messages: Messages = {
  'access.credentials-not-right':
    'Indirizzo o password non corretti. Controllare e riprovare, oppure reimpostare la password.',
};
