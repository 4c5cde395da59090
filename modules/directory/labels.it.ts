import type { StatusKind } from '#ui/status-tag';
import type { RegisterKindName } from './rules/register-files/register-kind.ts';
import type { ImportState } from './store/register-imports.ts';

/** Registers, as the choice of the officer names them. */
export const REGISTER_LABELS: Readonly<Record<RegisterKindName, string>> = {
  'ipa-bodies': 'Enti di IndicePA',
  'istat-comuni': 'Elenco dei comuni ISTAT',
  population: 'Popolazione residente',
  enterprises: 'Imprese attive per comune',
  quantities: 'Altri dati numerici',
  associations: 'Unioni, comunità montane e consorzi',
  'association-members': 'Comuni membri delle forme associative',
  'municipality-changes': 'Variazioni dei comuni (fusioni e cessazioni)',
  boundaries: 'Confini per la mappa (TopoJSON)',
};

export const IMPORT_STATES: Readonly<Record<ImportState, { label: string; kind: StatusKind }>> = {
  UPLOADED: { label: 'Da controllare', kind: 'info' },
  PLANNING: { label: 'Prova in corso', kind: 'info' },
  PLANNED: { label: 'Provata, da applicare', kind: 'warning' },
  APPLYING: { label: 'Applicazione in corso', kind: 'info' },
  APPLIED: { label: 'Applicata', kind: 'success' },
  DISCARDED: { label: 'Annullata', kind: 'neutral' },
  FAILED: { label: 'Da ripetere', kind: 'danger' },
};

/** Why a row of a plan is refused or left to a person, when the comparison with the register says so. */
export const ROW_REASONS: Readonly<Record<string, string>> = {
  'several-rows': 'Più righe del file indicano lo stesso ente: scegliere quale vale.',
  'several-bodies': 'Più enti dell’anagrafe hanno questo codice: scegliere quale.',
  'shared-istat-code':
    'Più comuni del file hanno lo stesso codice ISTAT: non si può dire di quale si tratti. Scegliere l’ente, oppure registrarne uno nuovo senza codice ISTAT.',
  'istat-code-taken':
    'Il codice ISTAT è già di un ente con un altro codice: scegliere l’ente, oppure registrarne uno nuovo senza codice ISTAT.',
  'same-name':
    'In anagrafe c’è un ente con lo stesso nome ma senza questo codice: dal nome non si decide. Scegliere se è lo stesso o se è un altro.',
  'unknown-body':
    'L’ente non è in anagrafe: importarlo prima, oppure limitare l’importazione agli enti in anagrafe.',
  'unknown-association':
    'L’associazione non è in anagrafe: importare prima l’elenco di unioni, comunità montane e consorzi.',
  'unknown-ceased-comune':
    'Il comune del tempo è cessato e non è in anagrafe: importare prima le variazioni dei comuni.',
  'own-associate': 'Un ente non può essere membro di se stesso.',
  'overlaps-in-file':
    'Nel file il comune risulta membro due volte nello stesso periodo: tenere la sola riga giusta.',
  overlaps: 'Il periodo si sovrappone a un’appartenenza già in anagrafe: correggere le date.',
  'own-successor': 'Il comune risulta confluito in se stesso: correggere il codice attuale.',
  'no-date': 'Manca la data di cessazione: indicarla e scegliere il comune subentrato.',
  'uncertain-successor': 'Il comune subentrato non è certo: sceglierlo fra quelli possibili.',
};

/** The sentence of a refused or doubtful row: ours by code, or the reading's own. */
export const rowReason = (reason: string | null): string => (reason ? (ROW_REASONS[reason] ?? reason) : '');
