import type { Messages } from '#platform/messages';
import { signatureSentences } from './signature-sentences.it.ts';

/** Italian names of the types of documents. */
export const TYPE_LABELS: Readonly<Record<string, string>> = {
  'payment-notice': 'Avviso di versamento',
  'fee-schedule': 'Prospetto delle quote',
  'fee-closing': 'Rendiconto delle quote',
  'cost-allocation': 'Riparto di un costo',
  convention: 'Convenzione',
  'resolution-municipality': 'Schema di delibera (comuni)',
  'resolution-association': 'Schema di delibera (unioni e comunità montane)',
  'membership-application': 'Domanda di adesione',
  'signed-convention': 'Convenzione firmata',
  resolution: 'Delibera',
  attachment: 'Allegato',
  'signature-verification-report': 'Rapporto di verifica della firma',
};

export const typeLabel = (type: string): string => TYPE_LABELS[type] ?? type;

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.documents.document-registered': 'Numero di protocollo annotato',
  'audit.documents.signature-checked': 'File firmato verificato',
  'audit.documents.signature-refused': 'File rifiutato alla verifica della firma',
  'audit.documents.authority-recognised': 'Autorità di certificazione riconosciuta',
  'audit.documents.authority-disowned': 'Autorità di certificazione non più riconosciuta',
  'audit.documents.signature-policy-set': 'Scelta sulla revoca dei certificati registrata',
};

export const messages: Messages = {
  ...AUDIT,
  ...signatureSentences,
  'documents.field-missing': fieldsMissing,
  'documents.empty-file': 'Il file è vuoto: scegliere il documento da conservare.',
  'documents.report-of-another-file': 'La verifica è di un altro file: ripetere il caricamento.',
  'documents.not-an-authority': ({ name }) =>
    `Il certificato «${name}» non è di un’autorità di certificazione, oppure ha una chiave troppo debole.`,
  'documents.authority-expired': ({ name }) => `Il certificato dell’autorità «${name}» è scaduto.`,
  'documents.already-registered': (facts) => `Il documento ha già il numero di protocollo ${facts.number}.`,
  'documents.registered-before-it-was-made':
    'La data di protocollo non può precedere il giorno in cui il documento è stato prodotto.',
};

function fieldsMissing(facts: Readonly<Record<string, unknown>>): string {
  const fields = facts.fields as readonly string[];
  const verb = fields.length === 1 ? 'manca' : 'mancano';
  return `Il documento «${typeLabel(String(facts.type))}» non può essere generato: ${verb} ${fields.join('; ')}.`;
}
