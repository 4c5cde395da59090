import type { Messages } from '../messages.ts';

export const messages: Messages = {
  'platform.documents-unavailable':
    'Su questo sistema non è disponibile il compositore dei documenti PDF, che esiste solo per Linux a 64 bit su processori x64. I dati del documento restano consultabili ed esportabili dalle pagine.',
};
