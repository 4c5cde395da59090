import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { statusTag } from '#ui/status-tag';
import { tabs } from '#ui/tabs';
import { addedBodyTabs } from '../../body-tabs.ts';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';

/** The room's own tabs; the first is the body's address itself. */
const TABS = [
  ['', 'Dati'],
  ['figure', 'Figure nel tempo'],
  ['associazioni', 'Associazioni'],
  ['persone', 'Ruoli e persone'],
  ['deleghe', 'Deleghe'],
  ['storia', 'Storia'],
] as const;

/**
 * A page of a body: its name, its category, its tabs, and those that other rooms add.
 * @param tab the part of the address of one of the room's tabs, or the label of an added one.
 */
export function bodyPage(
  visit: Visit,
  body: ShownBody,
  tab: string,
  content: Html,
  actions: Html | '' = '',
): Answer {
  const label = TABS.find(([name]) => name === tab)?.[1] ?? tab;
  return page(body.name, html`${ceased(body)}${navigation(visit, body, tab)}${content}`, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Enti', href: directoryLinks.bodies() },
      ...(tab === ''
        ? [{ label: body.name }]
        : [{ label: body.name, href: directoryLinks.body(body.id) }, { label }]),
    ],
    heading: {
      eyebrow: [CATEGORY_LABELS[body.category], body.province && `provincia di ${body.province}`]
        .filter(Boolean)
        .join(' · '),
      status: body.ceasedOn ? statusTag('neutral', 'Cessato') : '',
      actions,
    },
    wide: true,
  });
}

function navigation(visit: Visit, body: ShownBody, tab: string): Html {
  const own = TABS.map(([name, label]) => ({
    label,
    href: name === '' ? directoryLinks.body(body.id) : directoryLinks.bodyPart(body.id, name),
    current: name === tab,
  }));
  const others = addedBodyTabs()
    .filter((other) => may(visit.actor, other.permission, body.id))
    .map((other) => ({ label: other.label, href: other.href(body.id), current: other.label === tab }));
  return tabs({ label: `Sezioni di ${body.name}`, tabs: [...own, ...others] });
}

function ceased(body: ShownBody): Html | '' {
  if (!body.ceasedOn) return '';
  const into = body.mergedInto
    ? html` È confluito in <a href="${directoryLinks.body(body.mergedInto.id)}">${body.mergedInto.name}</a>.`
    : '';
  return alert({
    kind: 'info',
    text: html`L’ente è cessato il ${formatItalianDate(body.ceasedOn)}.${into} I dati e la storia restano consultabili.`,
  });
}
