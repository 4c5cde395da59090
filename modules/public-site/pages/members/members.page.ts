import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { siteLinks } from '../../links.ts';
import { listConventions } from '../../queries/list-conventions.ts';
import { listAllMembers, listMembers, MEMBER_SORTS, type MemberFilter } from '../../queries/list-members.ts';
import { membersCsv } from '../../rules/datasets.ts';
import { centreOf, trail } from '../trail.ts';
import { membersView } from './members.view.ts';

const FILTERS = ['q', 'categoria', 'convenzione'] as const;

/** Who is a member today: filtered, sorted, a page at a time. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: MEMBER_SORTS, filters: FILTERS });
  const [members, conventions] = await Promise.all([
    listMembers(visit, filterOf(list), list),
    listConventions(visit),
  ]);
  return page('Enti aderenti', membersView(centreOf(visit).slug, list, members, conventions), {
    breadcrumb: trail(visit, { label: 'Enti aderenti' }),
    heading: {
      lead: 'Gli enti che oggi aderiscono al centro, direttamente o attraverso una forma associativa.',
    },
    description: `Elenco degli enti aderenti a ${centreOf(visit).name}, con categoria, abitanti e data di adesione.`,
    wide: true,
  });
}

/** The same list, whole, as CSV. */
export async function csv(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: MEMBER_SORTS, filters: FILTERS });
  return file(
    'enti-aderenti.csv',
    'text/csv; charset=utf-8',
    membersCsv(await listAllMembers(visit, filterOf(list))),
  );
}

function filterOf(list: ListQuery): MemberFilter {
  const { q, categoria, convenzione } = list.filters;
  return {
    ...(q ? { words: q } : {}),
    ...(categoria ? { category: categoria } : {}),
    ...(convenzione && isId(convenzione) ? { conventionId: convenzione } : {}),
  };
}

export const csvHref = (slug: string, list: ListQuery): string =>
  list.href({ pagina: null }).replace(siteLinks.members(slug), siteLinks.membersCsv(slug));
