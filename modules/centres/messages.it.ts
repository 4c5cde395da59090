import type { Messages } from '#platform/messages';

/** Italian names of the organisational models (domain B1). */
export const MODEL_LABELS = {
  PUBLIC_PROVINCE: 'Provincia con gestione pubblica diretta',
  IN_HOUSE: 'Società in house',
  PPP: 'Partenariato pubblico-privato',
  FEDERATIVE: 'Federativo, con poli territoriali',
  LEAD_BODY: 'Comune capofila',
  REGIONAL_POLE: 'Polo di un centro regionale',
  UNION_BOARD: 'Unione o Circondario',
} as const;

export const KIND_LABELS = {
  CST: 'Centro Servizi Territoriale (CST)',
  CIT: 'Centro Innovazione e Tecnologie (CIT)',
} as const;

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.centres.renamed': 'Aspetto e recapiti del centro modificati',
};

export const messages: Messages = {
  ...AUDIT,
  'centres.logo-too-large': 'Il logo supera 200 KB: ridurlo e ripetere.',
  'centres.logo-not-an-image': 'Il logo deve essere un’immagine PNG o SVG.',
  'centres.logo-not-safe':
    'Il file SVG contiene programmi, collegamenti o riferimenti esterni: esportarlo come «SVG semplice» oppure usare un PNG.',
  'centres.slug-taken': 'Un altro centro usa già questo indirizzo breve: sceglierne un altro.',
  'centres.host-taken': 'Uno di questi nomi di dominio è già usato da un altro centro.',
  'audit.centres.centre-opened': 'Centro aperto',
  'audit.centres.face-changed': 'Aspetto e recapiti del centro modificati',
  'audit.centres.logo-changed': 'Logo del centro cambiato',
  'audit.centres.logo-removed': 'Logo del centro tolto',
};
