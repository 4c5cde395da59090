import type { Html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { centreOf, trail } from '../trail.ts';
import { accessibilityNote } from './accessibility.view.ts';
import { contactsNote } from './contacts.view.ts';
import { legalNotes } from './legal-notes.view.ts';
import { privacyNote } from './privacy.view.ts';
import { questionsNote } from './questions.view.ts';

type Note = (visit: Visit) => Html;

/* Pages of text: the same everywhere but for the centre's own data. */
const note =
  (title: string, content: Note, description: string) =>
  (visit: Visit): Answer =>
    page(title, content(visit), {
      breadcrumb: trail(visit, { label: title }),
      description: `${description} ${centreOf(visit).name}.`,
    });

export const contacts = note('Contatti', contactsNote, 'Sede, telefono e posta elettronica di');
export const questions = note('Domande frequenti', questionsNote, 'Risposte alle domande più comuni su');
export const privacy = note(
  'Informativa sulla privacy',
  privacyNote,
  'Trattamento dei dati personali nel sito di',
);
export const legal = note('Note legali', legalNotes, 'Licenza dei contenuti e condizioni d’uso del sito di');
export const accessibility = note('Accessibilità', accessibilityNote, 'Stato di accessibilità del sito di');
