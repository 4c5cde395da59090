import type { Messages } from '#platform/messages';
import { INVITATION_DAYS, RESET_MINUTES } from './settings.ts';

/** Italian names of the scopes of a delegation (domain P3). */
export const DELEGATION_SCOPES: Readonly<Record<string, string>> = {
  APPROVE_CONVENTION: 'Approvare la convenzione',
  PAY_FEE: 'Versare la quota',
  REQUEST_SERVICE: 'Richiedere i servizi',
  REPRESENT_AT_BOARD: 'Rappresentare l’ente ai tavoli',
  RTD: 'Responsabile per la transizione digitale',
  DATA_PROCESSING: 'Trattare i dati personali',
};

export const INVITATION_STATES = {
  OPEN: 'In attesa',
  EXPIRED: 'Scaduto',
  ACCEPTED: 'Accettato',
  WITHDRAWN: 'Ritirato',
} as const;

const FOOT = `Questo messaggio è inviato automaticamente dal sistema: non occorre rispondere.`;

/** The message that invites. */
export function invitationText(facts: {
  name: string;
  by: string;
  centre: string;
  role: string;
  body: string | null;
}): { subject: string; text: string } {
  return {
    subject: `Invito ad accedere: ${facts.centre}`,
    text: `Gentile ${facts.name},

${facts.by} ha predisposto un accesso alla piattaforma «${facts.centre}» con il profilo «${facts.role}»${facts.body ? ` per ${facts.body}` : ''}.

Per accettare l’invito aprire il collegamento seguente entro ${INVITATION_DAYS} giorni. Il collegamento è personale e vale una sola volta:

{{collegamento}}

Se l’invito non era atteso, ignorare questo messaggio: nessun accesso viene attivato.

${FOOT}
`,
  };
}

/** The message with the link to choose a new password. */
export const resetText = (name: string): { subject: string; text: string } => ({
  subject: 'Reimpostazione della password',
  text: `Gentile ${name},

è stato chiesto di reimpostare la password di questo indirizzo.

Per scegliere una nuova password aprire il collegamento seguente entro ${RESET_MINUTES} minuti. Il collegamento vale una sola volta:

{{collegamento}}

Se la richiesta non è stata fatta da Lei, ignorare questo messaggio: la password resta quella di prima.

${FOOT}
`,
});

export const messages: Messages = {
  'access.credentials-not-right':
    'Indirizzo o password non corretti. Controllare e riprovare, oppure reimpostare la password.',
  'access.code-not-right':
    'Il codice non è corretto. Controllare che l’ora del telefono sia esatta e riprovare con il codice mostrato ora.',
  'access.code-already-used':
    'Questo codice è già stato usato: attendere che l’applicazione ne mostri uno nuovo (al massimo 30 secondi).',
  'access.step-expired': 'La verifica è scaduta: ricominciare dall’indirizzo e dalla password.',
  'access.present-password-not-right': 'La password attuale non è corretta.',
  'access.password-too-short':
    'La password deve avere almeno 12 caratteri: una frase è più facile da ricordare.',
  'access.password-too-long': 'La password è troppo lunga: al massimo 200 caratteri.',
  'access.password-too-common':
    'Questa password è fra le più usate e quindi fra le prime a essere provate: sceglierne un’altra.',
  'access.password-holds-the-name':
    'La password non deve contenere il nome dell’indirizzo di posta elettronica.',
  'access.passwords-differ': 'Le due password non coincidono.',
  'access.reset-not-valid':
    'Il collegamento non è valido, è scaduto oppure è già stato usato: chiederne uno nuovo.',
  'access.invitation-not-valid':
    'L’invito non è valido: è scaduto, è stato ritirato oppure è già stato accettato. Chiedere al centro di inviarlo di nuovo.',
  'access.invitation-closed': 'L’invito è già stato accettato o ritirato.',
  'access.invitation-of-another':
    'L’invito è rivolto a un altro indirizzo: uscire e accedere con l’indirizzo invitato.',
  'access.account-exists':
    'L’indirizzo ha già un accesso: accedere con la propria password per accettare l’invito.',
  'access.already-invited':
    'C’è già un invito aperto per questa persona con questo profilo: inviarlo di nuovo dall’elenco degli inviti.',
  'access.already-granted': 'La persona ha già questo profilo.',
  'access.not-to-oneself': 'Nessuno può assegnare un profilo a sé stesso: chiedere a un altro responsabile.',
  'access.last-manager': 'È l’unico responsabile del centro: assegnare prima il profilo a un’altra persona.',
  'access.second-step-already-on': 'La verifica in due passaggi è già attiva.',
  'access.second-step-off': 'La verifica in due passaggi non è attiva.',
  'access.scopes-not-own': 'Scegliere almeno un ambito fra quelli consentiti dai propri profili.',
  'access.too-many-tokens': 'Sono già attivi 20 codici: revocarne uno prima di crearne un altro.',

  'audit.access.signed-in': 'Accesso effettuato',
  'audit.access.signed-out': 'Uscita',
  'audit.access.session-ended': 'Sessione chiusa',
  'audit.access.all-sessions-ended': 'Tutte le sessioni chiuse',
  'audit.access.centre-chosen': 'Passaggio a un altro centro',
  'audit.access.password-changed': 'Password cambiata',
  'audit.access.password-reset-asked': 'Reimpostazione della password richiesta',
  'audit.access.password-reset': 'Password reimpostata',
  'audit.access.second-step-on': 'Verifica in due passaggi attivata',
  'audit.access.second-step-off': 'Verifica in due passaggi disattivata',
  'audit.access.recovery-codes-renewed': 'Codici di recupero rinnovati',
  'audit.access.recovery-code-used': 'Codice di recupero usato',
  'audit.access.name-changed': 'Nome cambiato',
  'audit.access.person-invited': 'Persona invitata',
  'audit.access.invitation-resent': 'Invito inviato di nuovo',
  'audit.access.invitation-withdrawn': 'Invito ritirato',
  'audit.access.invitation-accepted': 'Invito accettato',
  'audit.access.grant-given': 'Profilo assegnato',
  'audit.access.grant-ended': 'Profilo terminato',
  'audit.access.account-opened': 'Accesso creato dal terminale',
  'audit.access.api-token-created': 'Codice per applicazioni creato',
  'audit.access.api-token-revoked': 'Codice per applicazioni revocato',
  'audit.demo.centre-seeded': 'Centro dimostrativo preparato',
  'audit.demo.bodies-seeded': 'Enti dimostrativi caricati',
  'audit.demo.accounts-seeded': 'Accessi dimostrativi preparati',
  'audit-fact.role': 'Profilo',
  'audit-fact.bodyId': 'Ente',
  'audit-fact.grantId': 'Assegnazione',
  'audit-fact.failuresBefore': 'Tentativi non riusciti prima',
  'audit-fact.secondStep': 'Secondo passaggio',
  'audit-fact.sessionsEnded': 'Sessioni chiuse',
  'audit-fact.ended': 'Sessioni chiuse',
  'audit-fact.scopes': 'Ambiti',
  'audit-fact.expires': 'Scadenza',
  'audit-fact.changed': 'Dati cambiati',
  'audit-fact.name': 'Nome',
  'audit-fact.model': 'Modello',
  'audit-fact.administrator': 'Amministratore dell’installazione',
  'audit-target.account': 'Account',
  'audit-target.session': 'Sessione',
  'audit-target.invitation': 'Invito',
  'audit-target.api-token': 'Codice per applicazioni',
  'audit-target.message': 'Messaggio',
  'audit-target.centre': 'Centro',
  'audit-target.register': 'Anagrafe',
};
