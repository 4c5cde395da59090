import { isIsoDate, parseItalianDate } from '#platform/calendar';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { membershipLinks } from '../../links.ts';
import { mayRecordEarlierAdhesions } from '../../permissions.ts';
import { conventionChoices } from '../../queries/list-conventions.ts';
import { listMembers, MEMBER_SORTS, type MemberFilter } from '../../queries/list-members.ts';
import { sections } from '../list-applications/sections.view.ts';
import { EXPORT_COLUMNS, listMembersView } from './list-members.view.ts';

const STANDINGS = ['IN_FORCE', 'ENDED', 'FUTURE', 'TO_REGULARISE', 'IN_NOTICE'] as const;

/** The bodies that are members on a day: filtered, sorted, exported. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: MEMBER_SORTS,
    filters: ['q', 'al', 'categoria', 'fascia', 'convenzione', 'tipo', 'stato'],
  });
  const filter = readFilter(list.filters, visit.today);
  const { format, page: asked } = exportAsked(visit, list);
  if (format) {
    const { rows } = await listMembers(visit, filter, asked);
    return exported({ name: `enti-aderenti-${filter.on}`, columns: EXPORT_COLUMNS, rows }, format);
  }
  const [members, conventions] = await Promise.all([
    listMembers(visit, filter, list),
    conventionChoices(visit),
  ]);
  const view = listMembersView({ list, filter, members, conventions, today: visit.today });
  return page('Enti aderenti', html`${sections(visit.actor, 'members')}${view}`, {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Enti aderenti' }],
    wide: true,
    heading: { actions: may(visit.actor, mayRecordEarlierAdhesions) ? LOAD : undefined },
  });
}

const LOAD = buttonLink({
  label: 'Carica adesioni già in essere',
  href: membershipLinks.earlierAdhesions(),
  kind: 'secondary',
});

/** Anything unknown in the address is taken as not said. */
function readFilter(asked: Readonly<Record<string, string>>, today: string): MemberFilter {
  const day = asked.al ? (parseItalianDate(asked.al) ?? (isIsoDate(asked.al) ? asked.al : null)) : null;
  return {
    on: day ?? today,
    words: asked.q,
    category: asked.categoria,
    cluster: (['S', 'M', 'L'] as const).find((c) => c === asked.fascia),
    conventionId: isId(asked.convenzione) ? asked.convenzione : undefined,
    kind: (['DIRECT', 'DERIVED'] as const).find((k) => k === asked.tipo),
    standing: STANDINGS.find((s) => s === asked.stato),
  };
}
