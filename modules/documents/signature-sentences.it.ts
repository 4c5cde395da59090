import { formatInstant, formatItalianDate, romeDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';

type Facts = Record<string, unknown>;
const day = (value: unknown): string =>
  typeof value === 'string' ? formatItalianDate(romeDate(new Date(value))) : '';
const instant = (value: unknown): string => (typeof value === 'string' ? formatInstant(new Date(value)) : '');

/** What the check of a signed file says, line by line. */
const SENTENCES: Messages = {
  'kind-PADES': ({ count }: Facts) => `PDF firmato (PAdES): ${signatures(count)}.`,
  'kind-CADES': ({ count }: Facts) => `Busta crittografica (CAdES, p7m): ${signatures(count)}.`,
  'same-text': 'Il testo firmato è quello prodotto dal centro.',
  'text-altered':
    'Il testo firmato non è quello prodotto dal centro: scaricare il documento dalla piattaforma e firmarlo così com’è.',
  'one-is-broken': 'Almeno una delle firme non corrisponde al contenuto: il file è stato alterato.',
  'empty-file': 'Il file è vuoto.',
  'not-signed': 'Il file non contiene alcuna firma elettronica.',
  'an-image':
    'Il file è un’immagine: la scansione di una firma autografa non è una firma elettronica e rende nulla la convenzione.',
  'unreadable-pdf': 'Il PDF è danneggiato o non si lascia leggere.',
  'encrypted-pdf': 'Il PDF è protetto da password o cifrato: inviarlo senza protezione.',
  'broken-signature-field':
    'Il PDF ha un campo firma che non copre il documento nel modo dovuto: la firma non è utilizzabile.',
  'unreadable-signature': 'La firma è danneggiata o non si lascia leggere.',
  'too-many-signatures': 'Il file contiene troppe firme.',
  'too-many-levels': 'Il file contiene troppe buste una nell’altra.',
  'detached-without-document':
    'La firma è separata dal documento: caricare anche il documento a cui si riferisce.',
  'trailing-bytes':
    'Dopo la busta il file contiene altri dati, che la firma non copre e che non sono stati considerati.',
  altered: 'Il contenuto è stato modificato dopo la firma.',
  'other-document': 'La firma è di un altro documento, oppure il documento è stato modificato dopo la firma.',
  'weak-digest': ({ digest }: Facts) =>
    `La firma usa un algoritmo che non è più sicuro (${String(digest)}): occorre firmare di nuovo.`,
  'weak-key': 'La chiave del firmatario è troppo corta per essere sicura.',
  'no-signed-attributes': 'La firma non ha gli attributi firmati che il formato CAdES richiede.',
  'unknown-algorithm': ({ algorithm }: Facts) =>
    `La firma usa un algoritmo non riconosciuto (${String(algorithm)}).`,
  'signer-certificate-missing': 'Il file non contiene il certificato del firmatario.',
  'signer-certificate-differs': 'Il certificato non è quello indicato nella firma.',
  'signing-certificate-not-named':
    'La firma non indica il proprio certificato fra gli attributi firmati, come i formati europei prevedono.',
  'not-for-signing': 'Il certificato non è destinato alla firma di documenti.',
  'a-seal': 'Il certificato è di un sigillo elettronico: identifica un’organizzazione, non chi sottoscrive.',
  'no-signing-time': 'La firma non indica quando è stata apposta: vale la data di ricezione.',
  'signed-in-the-future': ({ at }: Facts) => `La firma indica una data futura: ${instant(at)}.`,
  'timestamp-not-valid':
    'La marca temporale non è valida o non è di un’autorità riconosciuta: non è stata considerata.',
  'certificate-not-yet-valid': ({ from }: Facts) =>
    `Alla data della firma il certificato non era ancora valido: lo è dal ${day(from)}.`,
  'certificate-expired': ({ to, issuer }: Facts) =>
    issuer
      ? 'Alla data della firma il certificato dell’autorità non era in corso di validità.'
      : `Alla data della firma il certificato era scaduto: valeva fino al ${day(to)}.`,
  'certificate-expired-since': ({ to }: Facts) =>
    `Il certificato è scaduto il ${day(to)} e nessuna marca temporale prova che la firma sia anteriore.`,
  'untrusted-issuer': ({ issuer }: Facts) =>
    issuer
      ? `L’autorità che ha rilasciato il certificato non è fra quelle riconosciute: ${String(issuer)}.`
      : 'La catena dei certificati non è regolare.',
  'self-signed':
    'Il certificato è stato rilasciato dal firmatario a sé stesso: nessuna autorità lo garantisce.',
  'weak-certificate': 'Un certificato della catena è firmato con un algoritmo che non è più sicuro.',
  'unknown-constraint': 'Un certificato della catena contiene vincoli che il sistema non sa verificare.',
  revoked: ({ on }: Facts) => `Il certificato è stato revocato o sospeso dal ${instant(on)}.`,
  'not-revoked': 'Revoca verificata: secondo la lista dell’autorità il certificato non era revocato.',
  'revocation-not-checked':
    'Revoca non verificata: il file non contiene la lista di revoca dell’autorità e il sistema non la scarica. È possibile allegare il rapporto di verifica del certificatore.',
  'revocation-required':
    'Revoca non verificata, e il centro la richiede: caricare la lista di revoca (CRL) o il rapporto di verifica del certificatore.',
  'revocation-in-report':
    'Revoca verificata da chi ha caricato il file, con il rapporto del certificatore allegato.',
  'changed-after-signature':
    'Dopo la firma il PDF è stato modificato: pagine, campi, annotazioni o altro che non è una firma.',
  'signed-again-after': 'Dopo questa firma sono state aggiunte soltanto altre firme.',
  intact: ({ digest }: Facts) =>
    `Il documento è integro: la firma corrisponde al contenuto (${String(digest)}).`,
  'time-TIMESTAMP': ({ at }: Facts) => `Firmato entro ${instant(at)}, data certa da marca temporale.`,
  'time-DECLARED': ({ at }: Facts) => `Firmato il ${instant(at)}, come dichiarato dal firmatario.`,
  'in-term': ({ serial, from, to }: Facts) =>
    `Certificato n. ${String(serial)}, valido dal ${day(from)} al ${day(to)}: in corso di validità.`,
  trusted: ({ issuer }: Facts) => `Rilasciato da un’autorità riconosciuta: ${String(issuer)}.`,
  'quality-QUALIFIED': 'Certificato qualificato, con chiave in un dispositivo sicuro: firma digitale.',
  'quality-NOT_DECLARED':
    'Il certificato non si dichiara qualificato con dispositivo sicuro: firma elettronica avanzata.',
};

const signatures = (count: unknown): string => (count === 1 ? 'una firma' : `${String(count)} firme`);

/** The same, by the codes under which they are asked for. */
export const signatureSentences: Messages = Object.fromEntries(
  Object.entries(SENTENCES).map(([code, sentence]) => [`documents.signature.${code}`, sentence]),
);
