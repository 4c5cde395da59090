import { addDays, formatItalianDate } from '#platform/calendar';
import type { Actor } from '#platform/call';
import { may } from '#platform/permission';
import { membershipLinks } from '../../links.ts';
import {
  mayApply,
  mayHandleApplications,
  mayRejectApplications,
  maySignConventions,
} from '../../permissions.ts';
import type { ApplicationSheet } from '../../queries/get-application.ts';
import { MOST_INTEGRATIONS } from '../../rules/application-guards.ts';
import { type ApplicationEvent, possibleEvents } from '../../rules/application-lifecycle.ts';
import { DECLARATION_LASTS } from '../../rules/declared-adhesion.ts';

/** Something that who is looking may do now. */
export interface NextAction {
  label: string;
  href: string;
  /** It needs no other datum: a button that sends, not a page to fill in. */
  immediate?: true;
  kind: 'primary' | 'secondary' | 'danger';
}

const STEPS: Readonly<
  Partial<
    Record<
      ApplicationEvent,
      {
        slug: string;
        label: string;
        kind: NextAction['kind'];
        immediate?: true;
        who: 'body' | 'signer' | 'centre' | 'manager';
      }
    >
  >
> = {
  submit: {
    slug: 'presentazione',
    label: 'Presenta la domanda',
    kind: 'primary',
    immediate: true,
    who: 'body',
  },
  declare: { slug: 'dichiarazione', label: 'Dichiara la prossima delibera', kind: 'secondary', who: 'body' },
  integrate: { slug: 'risposta', label: 'Rispondi alla richiesta', kind: 'primary', who: 'body' },
  check: {
    slug: 'verifica',
    label: 'Verifica formale superata',
    kind: 'primary',
    immediate: true,
    who: 'centre',
  },
  'record-resolution': { slug: 'delibera', label: 'Registra la delibera', kind: 'primary', who: 'centre' },
  sign: {
    slug: 'convenzione-firmata',
    label: 'Carica la convenzione firmata',
    kind: 'primary',
    who: 'signer',
  },
  'request-integration': {
    slug: 'integrazione',
    label: 'Chiedi un’integrazione',
    kind: 'secondary',
    who: 'centre',
  },
  reject: { slug: 'rigetto', label: 'Respingi', kind: 'danger', who: 'manager' },
  withdraw: { slug: 'ritiro', label: 'Ritira la domanda', kind: 'secondary', who: 'body' },
};

/** The PDF that the two sides sign, made by the centre. */
const PREPARE = { slug: 'convenzione', label: 'Genera la convenzione da firmare' } as const;

/** What who is looking may do now on an application, in the order in which it is usually done. */
export function nextActions(actor: Actor, sheet: ApplicationSheet, prepared = false): NextAction[] {
  const possible = new Set(possibleEvents(sheet.state));
  if (sheet.integrations >= MOST_INTEGRATIONS) possible.delete('request-integration');
  const steps = (Object.keys(STEPS) as ApplicationEvent[]).flatMap((event) => {
    const step = STEPS[event]!;
    if (!possible.has(event) || !mayDo(actor, step.who, sheet.bodyId)) return [];
    const { slug, label, kind, immediate } = step;
    return [{ label, kind, immediate, href: membershipLinks.applicationStep(sheet.id, slug) }];
  });
  const signed = sheet.signatures.some((s) => s.result === 'VALID');
  const mayPrepare =
    !signed && ['RESOLVED', 'READY_TO_SIGN'].includes(sheet.state) && may(actor, mayHandleApplications);
  if (prepared || !mayPrepare) return steps;
  const href = membershipLinks.applicationStep(sheet.id, PREPARE.slug);
  return [{ label: PREPARE.label, kind: 'secondary', immediate: true, href }, ...steps];
}

function mayDo(actor: Actor, who: 'body' | 'signer' | 'centre' | 'manager', bodyId: string): boolean {
  if (who === 'body') return may(actor, mayApply, bodyId);
  if (who === 'signer') return may(actor, maySignConventions, bodyId);
  return may(actor, who === 'centre' ? mayHandleApplications : mayRejectApplications);
}

/** What the application is waiting for, in a sentence: also why something is not possible yet. */
export function whatItWaitsFor(sheet: ApplicationSheet, today: string): string {
  const day = (value: string | null) => (value ? formatItalianDate(value) : '');
  switch (sheet.state) {
    case 'DRAFT':
      return 'La domanda è una bozza: il centro la esamina solo dopo che è stata presentata.';
    case 'PENDING_DECLARED':
      return `L’ente ha dichiarato che l’organo competente delibererà il ${day(sheet.declaredOn)}. Nel frattempo può chiedere servizi, che restano in attesa fino alla firma. Se la domanda non è presentata, la dichiarazione decade dopo il ${day(addDays(sheet.declaredOn!, DECLARATION_LASTS))}.`;
    case 'SUBMITTED':
      return 'La domanda è in attesa della verifica formale del centro.';
    case 'INTEGRATION_REQUESTED':
      return `Il centro ha chiesto un’integrazione, da inviare entro il ${day(sheet.integrationDue)}${sheet.integrationDue && today > sheet.integrationDue ? ': il termine è trascorso, la risposta è ancora possibile finché la domanda non è respinta' : ''}.`;
    case 'AWAITING_RESOLUTION':
      return 'La verifica formale è superata: si attende la delibera dell’ente che approva lo schema di convenzione.';
    case 'RESOLVED':
      return `La delibera diventa esecutiva il ${day(sheet.resolution?.executiveFrom ?? null)}: da quel giorno la convenzione può essere firmata.`;
    case 'READY_TO_SIGN':
      return missingSignatures(sheet);
    case 'SIGNED':
      return `La convenzione è firmata dalle due parti: l’adesione decorre dal ${day(sheet.effectiveFrom)}.`;
    case 'IN_FORCE':
      return `L’adesione è in vigore dal ${day(sheet.effectiveFrom)}.`;
    case 'REJECTED':
      return 'La domanda è stata respinta. L’ente può presentarne una nuova.';
    case 'WITHDRAWN':
      return 'La domanda è stata ritirata. L’ente può presentarne una nuova.';
    case 'LAPSED':
      return 'La dichiarazione è decaduta senza che la domanda fosse presentata. L’ente può presentare una nuova domanda.';
  }
}

function missingSignatures(sheet: ApplicationSheet): string {
  const signed = new Set(sheet.signatures.filter((s) => s.result === 'VALID').map((s) => s.side));
  if (signed.size === 0)
    return 'La delibera è esecutiva: mancano la firma dell’ente e quella dell’ente gestore.';
  return signed.has('MEMBER') ? 'Manca la firma dell’ente gestore.' : 'Manca la firma dell’ente.';
}
