import { CATEGORY_LABELS, directoryLinks } from '#directory';
import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { may, type Permission } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { timeline } from '#ui/timeline';
import {
  END_REASON_LABELS,
  KIND_LABELS,
  MEMBER_EVENT_LABELS,
  MEMBER_STATE_LABELS,
  ORGAN_LABELS,
} from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayAnnounceWithdrawals, mayExcludeMembers, mayHandleWithdrawals } from '../../permissions.ts';
import type { MemberSheet } from '../../queries/get-member.ts';
import { MEMBER_STATE_KINDS } from '../list-members/list-members.view.ts';

const day = (value: string): string => formatItalianDate(value);

export function memberView(visit: Visit, sheet: MemberSheet): Html {
  const actions = possibleActions(visit, sheet);
  return html`<div class="row"><div class="col-lg-8">${note(sheet)}${
    actions.length > 0 ? buttonGroup(actions) : ''
  }${section({ title: 'L’adesione', content: facts(sheet) })}${
    sheet.derived.length > 0
      ? section({ title: 'Comuni aderenti tramite l’associazione', content: derived(sheet) })
      : ''
  }${sheet.others.length > 0 ? section({ title: 'Altre adesioni dell’ente', content: others(sheet) }) : ''}</div><div class="col-lg-4">${section(
    {
      title: 'Cronologia',
      content: timeline(
        sheet.events.map((e) => ({
          title: MEMBER_EVENT_LABELS[e.event] ?? e.event,
          when: formatInstant(new Date(e.at)),
          datetime: new Date(e.at).toISOString(),
          actor: e.actor,
          detail: e.reason ? html`<p class="mb-0">${e.reason}</p>` : undefined,
        })),
      ),
    },
  )}</div></div>`;
}

/** What must be known before anything else, with its day. */
function note(sheet: MemberSheet): Html | '' {
  if (sheet.state === 'TO_REGULARISE')
    return alert({
      kind: 'warning',
      text: `Il comune non è più coperto dall’adesione dell’associazione: può regolarizzare con una propria delibera entro il ${day(sheet.regulariseBy!)}, altrimenti l’adesione decade.`,
    });
  if (sheet.state === 'IN_NOTICE')
    return alert({
      kind: 'warning',
      text: `È in corso il preavviso di recesso: l’ente resta aderente fino al ${day(sheet.validTo)} compreso.`,
    });
  if (sheet.state === 'ENDED' && sheet.endReason)
    return alert({
      kind: 'info',
      text: `L’adesione è cessata il ${day(sheet.validTo)} per ${END_REASON_LABELS[sheet.endReason]}.`,
    });
  return '';
}

function possibleActions(visit: Visit, sheet: MemberSheet): Html[] {
  const can = (permission: Permission) => may(visit.actor, permission, sheet.bodyId);
  const link = (label: string, href: string, kind: 'primary' | 'secondary' | 'danger') =>
    buttonLink({ label, href, kind });
  const { state, kind, id } = sheet;
  const open = state !== 'ENDED' && state !== 'FUTURE';
  return [
    sheet.withdrawal && sheet.withdrawal.state !== 'CLOSED'
      ? link('Vai al recesso in corso', membershipLinks.withdrawal(sheet.withdrawal.id), 'primary')
      : null,
    state === 'TO_REGULARISE' && can(mayHandleWithdrawals)
      ? link('Regolarizza', membershipLinks.memberStep(id, 'regolarizzazione'), 'primary')
      : null,
    kind === 'DIRECT' && state === 'IN_FORCE' && !sheet.withdrawal && can(mayAnnounceWithdrawals)
      ? link('Comunica il recesso', membershipLinks.memberStep(id, 'recesso'), 'secondary')
      : null,
    kind === 'DERIVED' && state === 'IN_FORCE' && can(mayHandleWithdrawals)
      ? link('Uscita dall’associazione', membershipLinks.memberStep(id, 'uscita'), 'secondary')
      : null,
    open && can(mayExcludeMembers)
      ? link('Registra l’esclusione', membershipLinks.memberStep(id, 'esclusione'), 'danger')
      : null,
  ].filter((action) => action !== null);
}

const facts = (sheet: MemberSheet): Html =>
  descriptionList([
    {
      term: 'Ente',
      value: html`<a href="${directoryLinks.body(sheet.bodyId)}">${sheet.name}</a> (${CATEGORY_LABELS[sheet.category]})`,
    },
    {
      term: 'Convenzione',
      value: html`<a href="${membershipLinks.convention(sheet.conventionId)}">${sheet.conventionTitle}</a>`,
    },
    {
      term: 'Tipo di adesione',
      value: sheet.viaName ? `${KIND_LABELS.DERIVED}, tramite ${sheet.viaName}` : KIND_LABELS.DIRECT,
    },
    { term: 'In vigore', value: `dal ${day(sheet.validFrom)} al ${day(sheet.validTo)}` },
    sheet.validTo < sheet.termTo && { term: 'Scadenza originaria', value: day(sheet.termTo) },
    {
      term: 'Delibera',
      value: `${ORGAN_LABELS[sheet.resolution.organ]} di ${sheet.resolution.bodyName}, n. ${sheet.resolution.number} del ${day(sheet.resolution.resolvedOn)}, esecutiva dal ${day(sheet.resolution.executiveFrom)}`,
    },
    { term: 'Convenzione firmata il', value: day(sheet.signedOn) },
    sheet.applicationId !== null && {
      term: 'Domanda',
      value: html`<a href="${membershipLinks.application(sheet.applicationId)}">n. ${sheet.applicationNumber}</a>`,
    },
    {
      term: 'Rinnovo',
      value:
        'La scadenza non si sposta: per proseguire oltre occorrono una nuova convenzione, una nuova delibera e una nuova domanda.',
    },
  ]);

const derived = (sheet: MemberSheet): Html =>
  dataTable({
    caption: 'Comuni aderenti tramite l’associazione',
    captionHidden: true,
    small: 'stack',
    rows: sheet.derived,
    columns: [
      {
        header: 'Comune',
        rowHeader: true,
        cell: (d) => html`<a href="${membershipLinks.member(d.id)}">${d.name}</a>`,
      },
      { header: 'Dal', nowrap: true, cell: (d) => day(d.validFrom) },
      { header: 'Al', nowrap: true, cell: (d) => day(d.validTo) },
      {
        header: 'Stato',
        cell: (d) => statusTag(MEMBER_STATE_KINDS[d.state], MEMBER_STATE_LABELS[d.state]!),
      },
    ],
  });

const others = (sheet: MemberSheet): Html =>
  html`<ul>${sheet.others.map(
    (o) =>
      html`<li><a href="${membershipLinks.member(o.id)}">${o.conventionTitle}</a>, dal ${day(o.validFrom)} al ${day(o.validTo)}</li>`,
  )}</ul>`;
