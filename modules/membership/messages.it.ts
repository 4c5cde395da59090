import { formatItalianDate } from '#platform/calendar';
import type { Messages } from '#platform/messages';
import {
  APPLICATION_EVENT_LABELS,
  APPLICATION_STATE_LABELS,
  MEMBER_EVENT_LABELS,
  ORGAN_LABELS,
  SIDE_LABELS,
  SIGNATURE_KIND_LABELS,
  WITHDRAWAL_STATE_LABELS,
} from './labels.it.ts';

type Facts = Record<string, unknown>;
const day = (value: unknown): string => (typeof value === 'string' ? formatItalianDate(value) : '');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const label = (labels: Readonly<Record<string, string>>, key: unknown): string =>
  labels[text(key)] ?? text(key);

/** What each event of an application is called when it is refused. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  declare: 'dichiarare la prossima delibera',
  submit: 'presentare la domanda',
  check: 'registrare la verifica formale',
  'record-resolution': 'registrare la delibera',
  sign: 'registrare le firme',
  'request-integration': 'chiedere un’integrazione',
  integrate: 'rispondere alla richiesta di integrazione',
  reject: 'respingere la domanda',
  withdraw: 'ritirare la domanda',
};

/** What happened, as the register of events calls it. */
const AUDIT: Messages = {
  'audit.membership.convention-prepared': 'Convenzione da firmare prodotta',
  'audit.membership.signature-recorded': 'Firma della convenzione registrata',
  'audit.membership.signature-refused': 'Firma della convenzione rifiutata come nulla',
  'audit.membership.application-drafted': 'Domanda di adesione predisposta',
  'audit.membership.class-annulled': 'Classe di un ente annullata',
  'audit.membership.class-ended': 'Classe di un ente terminata',
  'audit.membership.classes-given': 'Classi degli enti assegnate',
  'audit.membership.convention-opened': 'Convenzione aperta',
  'audit.membership.earlier-adhesions-recorded': 'Adesioni già in essere caricate',
  'audit.membership.memberships-ended': 'Adesioni cessate',
  'audit.membership.payment-instructions-changed': 'Indicazioni per il versamento aggiornate',
  'audit.membership.template-approved': 'Schema di convenzione approvato',
  'audit.membership.template-drafted': 'Schema di convenzione predisposto',
  'audit.membership.template-edited': 'Schema di convenzione modificato',
  'audit.membership.withdrawal-announce': 'Recesso comunicato',
  'audit.membership.withdrawal-record-resolution': 'Delibera di recesso registrata',
  'audit.membership.withdrawal-notify': 'Recesso notificato',
  'audit.membership.withdrawal-start-notice': 'Preavviso di recesso avviato',
  'audit.membership.withdrawal-take-effect': 'Recesso efficace',
  'audit.membership.withdrawal-revoke': 'Recesso revocato',
  ...Object.fromEntries(
    Object.entries(APPLICATION_EVENT_LABELS).map(([event, label]) => [
      `audit.membership.application-${event}`,
      label,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(MEMBER_EVENT_LABELS).map(([event, label]) => [
      `audit.membership.membership-${event}`,
      label,
    ]),
  ),
};

/** Every sentence that the room says when it refuses. */
export const messages = {
  ...AUDIT,
  'membership.application-not-possible-now': ({ state, event }: Facts) =>
    `La domanda è nello stato «${label(APPLICATION_STATE_LABELS, state)}»: non è possibile ${EVENT_NAMES[text(event)] ?? 'compiere questa operazione'}.`,
  'membership.application-changed-meanwhile': ({ state }: Facts) =>
    `Nel frattempo la domanda è stata aggiornata da un’altra persona: ora è nello stato «${label(APPLICATION_STATE_LABELS, state)}». Ricaricare la pagina e verificare prima di procedere.`,
  'membership.application-already-open': ({ number }: Facts) =>
    `L’ente ha già una domanda aperta per questa convenzione: la n. ${String(number)}.`,
  'membership.already-member': ({ bodies }: Facts) =>
    bodies
      ? `Risultano già aderenti nello stesso periodo: ${text(bodies)}.`
      : 'L’ente risulta già aderente nello stesso periodo.',
  'membership.template-not-in-force':
    'La convenzione non è più in vigore, oppure il suo schema non è approvato: la domanda non può essere presentata.',
  'membership.applicant-unknown': 'Non è indicato chi presenta la domanda.',
  'membership.not-delegated': ({ bodies }: Facts) =>
    bodies
      ? `Non risulta la delega ad approvare la convenzione per: ${text(bodies)}. Registrare la delega nella scheda dell’ente oppure togliere il comune dall’elenco.`
      : 'Non risulta la delega ad approvare la convenzione.',
  'membership.comune-not-associated': ({ bodies }: Facts) =>
    `Non fa più parte dell’associazione: ${text(bodies)}.`,
  'membership.comune-listed-twice': 'Un comune è indicato due volte.',
  'membership.classes-not-given': ({ rows }: Facts) =>
    Number(rows) === 1
      ? 'Una riga non può essere accettata: nulla è stato registrato. Correggerla e ripetere.'
      : `${String(rows)} righe non possono essere accettate: nulla è stato registrato. Correggerle e ripetere.`,
  'membership.class-ended': ({ on }: Facts) => `La classe è già terminata il ${day(on)}.`,
  'membership.class-annulled': 'La classe è già stata annullata.',
  'membership.declared-date-missing': 'Indicare la data prevista per la seduta dell’organo.',
  'membership.declared-date-past': 'La data prevista per la seduta non può essere già trascorsa.',
  'membership.declaration-still-good': 'La dichiarazione è ancora valida.',
  'membership.reason-missing': 'Indicare il motivo.',
  'membership.too-many-integrations': ({ most }: Facts) =>
    `L’integrazione può essere chiesta al massimo ${String(most)} volte: accogliere o respingere la domanda.`,
  'membership.resolution-missing': 'Mancano i dati della delibera.',
  'membership.statute-organ-unknown':
    'Non è ancora registrato quale organo approva le convenzioni secondo lo statuto dell’ente: indicare la norma dello statuto.',
  'membership.wrong-organ': ({ organ, required, category }: Facts) =>
    `La delibera deve essere adottata da: ${label(ORGAN_LABELS, required)}${category === 'COMUNE' ? ' (art. 42 TUEL)' : ' (secondo lo statuto dell’ente)'}. È indicato: ${label(ORGAN_LABELS, organ)}.`,
  'membership.other-template-version':
    'La delibera approva un’altra versione dello schema: deve approvare la versione a cui si riferisce la convenzione.',
  'membership.signatory-not-named': 'La delibera deve indicare chi sottoscrive la convenzione.',
  'membership.board-representative-not-named':
    'La delibera deve indicare il rappresentante dell’ente nei tavoli.',
  'membership.resolution-in-the-future': 'La data della delibera non può essere futura.',
  'membership.resolution-not-executive': ({ executiveFrom }: Facts) =>
    executiveFrom
      ? `La delibera diventa esecutiva il ${day(executiveFrom)}: prima di quel giorno non è possibile procedere.`
      : 'La delibera non è ancora esecutiva.',
  'membership.signed-before-executive': ({ signer, executiveFrom }: Facts) =>
    `La firma di «${text(signer)}» è anteriore al ${day(executiveFrom)}, giorno in cui la delibera è diventata esecutiva: occorre firmare di nuovo.`,
  'membership.side-already-signed': ({ side }: Facts) =>
    `La firma per ${label(SIDE_LABELS, side)} è già registrata.`,
  'membership.signature-missing': 'Manca una delle due firme.',
  'membership.signature-null': ({ signer, kind }: Facts) =>
    `La firma di «${text(signer)}» (${label(SIGNATURE_KIND_LABELS, kind)}) è nulla: la convenzione deve essere sottoscritta con firma digitale, avanzata o altra firma elettronica qualificata, a pena di nullità (art. 15, comma 2-bis, L. 241/1990). Il tentativo è stato conservato.`,
  'membership.signature-not-valid': ({ signer, signedOn }: Facts) =>
    `La firma di «${text(signer)}» non risulta valida alla data del ${day(signedOn)}: occorre firmare di nuovo. Il tentativo è stato conservato.`,
  'membership.signed-file-refused': ({ reason }: Facts) =>
    `La convenzione caricata non risulta validamente sottoscritta e la firma è nulla (art. 15, comma 2-bis, L. 241/1990). ${text(reason)} Il tentativo è stato conservato con il rapporto di verifica.`,
  'membership.already-signed-by-one-side':
    'Una parte ha già firmato un altro testo della convenzione: anche l’altra firma quello.',
  'membership.same-signature-for-both': ({ signer }: Facts) =>
    `La firma di ${text(signer)} è già registrata per l’altra parte: caricare il file firmato anche da questa parte.`,
  'membership.certificate-revoked': ({ signer, signedOn }: Facts) =>
    `Il certificato di ${text(signer)} risultava revocato alla data del ${day(signedOn)}: occorre firmare di nuovo. Il tentativo è stato conservato.`,
  'membership.convention-over': ({ to }: Facts) =>
    `La convenzione termina il ${day(to)}: non è possibile aderire.`,
  'membership.template-code-taken': ({ code }: Facts) =>
    `Esiste già uno schema con il codice «${text(code)}»: usare un altro codice oppure creare una nuova versione.`,
  'membership.template-approved': ({ version }: Facts) =>
    `La versione ${String(version)} è approvata e non si modifica più: creare una nuova versione.`,
  'membership.template-draft-open': ({ version }: Facts) =>
    `È già in lavorazione la versione ${String(version)}: completarla o approvarla prima di aprirne un’altra.`,
  'membership.template-incomplete': ({ missing }: Facts) =>
    `Lo schema non può essere approvato perché mancano contenuti obbligatori (art. 30, comma 2, TUEL): ${text(missing)}.`,
  'membership.template-empty-articles': ({ headings }: Facts) =>
    `Lo schema ha articoli senza testo: ${text(headings)}. Scriverli oppure toglierli.`,
  'membership.template-not-approved': ({ title }: Facts) =>
    `Lo schema «${text(title)}» non è ancora approvato: registrare prima l’atto di approvazione.`,
  'membership.end-date-does-not-move': ({ to }: Facts) =>
    `La scadenza del ${day(to)} non si sposta: per proseguire occorre una nuova delibera e una nuova adesione.`,
  'membership.renewal-same-convention': 'Il rinnovo avviene aderendo a una nuova convenzione.',
  'membership.renewal-needs-resolution': 'Il rinnovo richiede una nuova delibera.',
  'membership.current-term-open': 'L’adesione in corso non ha una scadenza.',
  'membership.not-derived':
    'L’adesione è diretta: l’uscita dall’associazione non la riguarda, perché si fonda su una delibera propria.',
  'membership.not-possible-now': 'L’adesione non è in uno stato che consente questa operazione.',
  'membership.not-effective-yet': ({ effectiveOn }: Facts) => `L’effetto decorre dal ${day(effectiveOn)}.`,
  'membership.still-time-to-regularise': 'Il termine per regolarizzare non è ancora scaduto.',
  'membership.term-not-over': ({ to }: Facts) => `L’adesione è in vigore fino al ${day(to)}.`,
  'membership.exclusion-without-cause':
    'L’esclusione richiede una morosità di oltre 24 mesi oppure un inadempimento, da indicare.',
  'membership.exclusion-not-proposed': 'L’esclusione deve essere proposta dal tavolo tecnico.',
  'membership.exclusion-wrong-board': 'L’esclusione deve essere decisa dal tavolo strategico.',
  'membership.hearing-not-over': ({ days }: Facts) =>
    `L’ente ha ${String(days)} giorni per essere sentito: la decisione può essere presa solo dopo.`,
  'membership.withdrawal-not-possible-now': ({ state }: Facts) =>
    `Il recesso è nello stato «${label(WITHDRAWAL_STATE_LABELS, state)}»: l’operazione non è possibile.`,
  'membership.withdrawal-changed-meanwhile':
    'Nel frattempo il recesso è stato aggiornato da un’altra persona: ricaricare la pagina e verificare prima di procedere.',
  'membership.withdrawal-already-open': 'Per questa adesione è già in corso un recesso.',
  'membership.withdrawal-resolution-recorded': 'La delibera di recesso è già registrata.',
  'membership.derived-does-not-withdraw':
    'L’adesione è derivata da quella dell’associazione: il comune esce revocando la delega o lasciando l’associazione, non con un recesso proprio.',
  'membership.notice-not-sent': 'Indicare la data, non futura, in cui il recesso è stato notificato via PEC.',
  'membership.notice-too-short': ({ effectiveOn, noticeDays }: Facts) =>
    `Il preavviso di ${String(noticeDays)} giorni non è rispettato per l’uscita dal ${day(effectiveOn)}.`,
  'membership.withdrawal-not-by-pec': 'Il recesso deve essere notificato via PEC.',
  'membership.exit-statement-missing':
    'Compilare il prospetto di uscita: impegni pluriennali e relativi oneri, oppure dichiarare che non ve ne sono.',
  'membership.adhesions-not-recorded': ({ rows }: Facts) =>
    `Nessuna adesione è stata caricata: correggere le righe indicate (${String(rows)}) e ripetere.`,
  'membership.ends-before-it-begins': ({ from }: Facts) =>
    `L’adesione è iniziata il ${day(from)}: non può terminare prima.`,
  'membership.regularised-too-late': ({ by }: Facts) =>
    `Il termine per regolarizzare è scaduto il ${day(by)}: occorre una nuova domanda di adesione.`,
} as unknown as Messages;
