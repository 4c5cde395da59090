import { CATEGORY_LABELS, directoryLinks } from '#directory';
import { documentLinks } from '#documents';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { hidden } from '#ui/field';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { type Step, steps } from '#ui/steps';
import { dataTable } from '#ui/table';
import { timeline } from '#ui/timeline';
import {
  APPLICATION_EVENT_LABELS,
  KIND_LABELS,
  ORGAN_LABELS,
  SIDE_LABELS,
  SIGNATURE_KIND_LABELS,
} from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import type { ApplicationHistory, ApplicationSheet } from '../../queries/get-application.ts';
import { nextActions, whatItWaitsFor } from './actions.ts';

const day = (value: string | null): string | null => (value ? formatItalianDate(value) : null);

export function applicationView(
  visit: Visit,
  sheet: ApplicationSheet,
  refusal: string | null,
  /** The PDF to sign, when it was made. */
  prepared: string | null,
): Html {
  return html`${refusal ? errorSummary([{ message: refusal }]) : ''}<div class="row"><div class="col-lg-8">${nextStep(visit, sheet, prepared)}${section(
    { title: 'La domanda', content: facts(sheet) },
  )}${sheet.resolution ? section({ title: 'Delibera dell’ente', content: resolution(sheet.resolution) }) : ''}${
    sheet.signatures.length > 0
      ? section({ title: 'Firme della convenzione', content: signatures(sheet) })
      : ''
  }${sheet.memberships.length > 0 ? section({ title: 'Adesioni aperte', content: memberships(sheet) }) : ''}</div><div class="col-lg-4">${section(
    { title: 'Percorso', content: progress(sheet) },
  )}${section({ title: 'Cronologia', content: timeline(sheet.events.map(historyLine)) })}</div></div>`;
}

function nextStep(visit: Visit, sheet: ApplicationSheet, prepared: string | null): Html {
  const actions = nextActions(visit.actor, sheet, prepared !== null);
  return section({
    title: 'A che punto è',
    content: html`${alert({ kind: 'info', text: whatItWaitsFor(sheet, visit.today) })}${
      sheet.integrationRequest
        ? html`<blockquote class="border-start ps-3">${sheet.integrationRequest}</blockquote>`
        : ''
    }${prepared ? html`<p><a href="${documentLinks.document(prepared)}">Convenzione da firmare</a>: si firma il file scaricato, così com’è.</p>` : ''}${
      actions.length > 0
        ? buttonGroup(
            actions.map((action) =>
              action.immediate
                ? postButton({
                    label: action.label,
                    kind: action.kind,
                    action: action.href,
                    hiddenFields: html`${visit.hiddenFields()}${hidden('versione', sheet.version)}`,
                  })
                : buttonLink({ label: action.label, kind: action.kind, href: action.href }),
            ),
          )
        : ''
    }`,
  });
}

const facts = (sheet: ApplicationSheet): Html =>
  descriptionList([
    {
      term: 'Ente',
      value: html`<a href="${directoryLinks.body(sheet.bodyId)}">${sheet.name}</a> (${CATEGORY_LABELS[sheet.category]})`,
    },
    {
      term: 'Convenzione',
      value: html`<a href="${membershipLinks.convention(sheet.conventionId)}">${sheet.conventionTitle}</a>, dal ${formatItalianDate(sheet.conventionFrom)} al ${formatItalianDate(sheet.conventionTo)}`,
    },
    { term: 'Schema di convenzione', value: sheet.templateLabel },
    { term: 'Presentata da', value: presentedBy(sheet) },
    sheet.listed.length > 0 && {
      term: 'Anche per i comuni',
      value: sheet.listed.map((b) => b.name).join(', '),
    },
    { term: 'Decorrenza richiesta', value: day(sheet.wantedFrom) ?? 'La prima possibile' },
    sheet.declaredOn !== null && {
      term: 'Delibera dichiarata',
      value: `${ORGAN_LABELS[sheet.declaredOrgan ?? ''] ?? ''}, seduta del ${formatItalianDate(sheet.declaredOn)}`,
    },
    sheet.effectiveFrom !== null && { term: 'Decorrenza', value: day(sheet.effectiveFrom) },
  ]);

function presentedBy(sheet: ApplicationSheet): string {
  if (sheet.actingBodyId === null) return `${sheet.createdBy}, centro, per conto dell’ente`;
  if (sheet.actingBodyId === sheet.bodyId) return `${sheet.createdBy}, per l’ente`;
  return `${sheet.createdBy}, ${sheet.actingName ?? ''}, per delega (${sheet.delegationAct ?? 'atto non indicato'})`;
}

const resolution = (r: NonNullable<ApplicationSheet['resolution']>): Html =>
  descriptionList([
    {
      term: 'Atto',
      value: `${ORGAN_LABELS[r.organ]}, n. ${r.number} del ${formatItalianDate(r.resolvedOn)}`,
    },
    { term: 'Pubblicata dal', value: day(r.publicationStart) },
    {
      term: 'Esecutiva dal',
      value: html`${formatItalianDate(r.executiveFrom)} <span class="text-secondary">${
        r.certifiedExecutiveFrom
          ? '(data certificata dal segretario)'
          : r.immediatelyExecutable
            ? '(immediatamente eseguibile)'
            : '(art. 134 TUEL)'
      }</span>`,
    },
    { term: 'Sottoscrive la convenzione', value: r.signatory },
    { term: 'Rappresentante nei tavoli', value: r.boardRepresentative },
  ]);

const signatures = (sheet: ApplicationSheet): Html =>
  dataTable({
    caption: 'Firme della convenzione',
    captionHidden: true,
    small: 'stack',
    rows: sheet.signatures,
    columns: [
      { header: 'Per', cell: (s) => SIDE_LABELS[s.side] },
      { header: 'Firmatario', rowHeader: true, cell: (s) => s.signer },
      { header: 'Tipo', cell: (s) => SIGNATURE_KIND_LABELS[s.kind] },
      { header: 'Data', nowrap: true, cell: (s) => formatItalianDate(s.signedOn) },
      {
        header: 'Esito',
        cell: (s) =>
          s.result === 'VALID'
            ? statusTag('success', 'Valida')
            : html`${statusTag('danger', 'Nulla')} <span class="form-text">${s.reason ?? refusedBecause(s.refused)}</span>`,
      },
      {
        header: 'File',
        cell: (s) =>
          s.documentId && html`<a href="${documentLinks.document(s.documentId)}">File e verifica</a>`,
      },
    ],
  });

const refusedBecause = (code: string | null): string =>
  code === 'membership.signature-null'
    ? 'Non è una firma elettronica qualificata.'
    : code === 'membership.certificate-revoked'
      ? 'Certificato revocato.'
      : code === 'membership.signature-not-valid'
        ? 'Non valida alla data.'
        : code
          ? sentenceFor(code)
          : '';

const memberships = (sheet: ApplicationSheet): Html =>
  html`<ul>${sheet.memberships.map(
    (m) =>
      html`<li><a href="${membershipLinks.member(m.id)}">${m.name}</a> (${KIND_LABELS[m.kind]!.toLowerCase()})</li>`,
  )}</ul>`;

const PATH: readonly { label: string; done: readonly string[]; current: readonly string[] }[] = [
  { label: 'Domanda', done: ['submit'], current: ['DRAFT', 'PENDING_DECLARED'] },
  { label: 'Verifica formale', done: ['check'], current: ['SUBMITTED'] },
  { label: 'Delibera dell’ente', done: ['record-resolution'], current: ['AWAITING_RESOLUTION'] },
  { label: 'Esecutività', done: ['become-executive'], current: ['RESOLVED'] },
  { label: 'Firma delle due parti', done: ['sign'], current: ['READY_TO_SIGN'] },
  { label: 'In vigore', done: ['take-effect'], current: ['SIGNED'] },
];
const STATES = [
  'DRAFT',
  'SUBMITTED',
  'AWAITING_RESOLUTION',
  'RESOLVED',
  'READY_TO_SIGN',
  'SIGNED',
  'IN_FORCE',
];
const STOPPED: readonly string[] = ['REJECTED', 'WITHDRAWN', 'LAPSED'];

/** The straight path with where the application is; one that is stopped shows where it stopped. */
function progress(sheet: ApplicationSheet): Html {
  const stopped = STOPPED.includes(sheet.state);
  const reached = STATES.indexOf(furthestState(sheet));
  return steps({
    label: 'Fasi dell’adesione',
    steps: PATH.map((phase, index): Step => {
      const state = index < reached ? 'done' : index === reached ? (stopped ? 'stopped' : 'current') : 'todo';
      const event = sheet.events.find((e) => phase.done.includes(e.event));
      return {
        label: phase.label,
        state,
        note: state === 'done' && event ? dayOf(event) : undefined,
      };
    }),
  });
}

/** The day of a step; of one that time has made, the day on which it was due. */
const dayOf = (event: ApplicationHistory): string =>
  typeof event.facts.since === 'string'
    ? formatItalianDate(event.facts.since)
    : formatInstant(new Date(event.at)).slice(0, 10);

/** The state on the straight path in which the application is, or from which it left it. */
function furthestState(sheet: ApplicationSheet): string {
  if (STATES.includes(sheet.state)) return sheet.state;
  const left = sheet.events.find((e) => e.fromState && STATES.includes(e.fromState));
  return left?.fromState ?? 'DRAFT';
}

const historyLine = (e: ApplicationHistory) => ({
  title: APPLICATION_EVENT_LABELS[e.event] ?? e.event,
  when: formatInstant(new Date(e.at)),
  datetime: new Date(e.at).toISOString(),
  actor: [
    e.actor,
    e.actingName && e.onBehalfOfName ? `${e.actingName} per ${e.onBehalfOfName}` : null,
    !e.actingName && e.onBehalfOfName ? `centro, per ${e.onBehalfOfName}` : null,
  ]
    .filter(Boolean)
    .join(', '),
  detail: e.reason
    ? html`<p class="mb-0">${e.reason}</p>`
    : typeof e.facts.since === 'string'
      ? html`<p class="mb-0">Dal ${formatItalianDate(e.facts.since)}.</p>`
      : undefined,
});
