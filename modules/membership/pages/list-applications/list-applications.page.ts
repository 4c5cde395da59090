import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { membershipLinks } from '../../links.ts';
import { mayApply, mayHandleApplications } from '../../permissions.ts';
import { APPLICATION_SORTS, listApplications } from '../../queries/list-applications.ts';
import { conventionChoices } from '../../queries/list-conventions.ts';
import { EXPORT_COLUMNS, listApplicationsView } from './list-applications.view.ts';
import { sections } from './sections.view.ts';

/** The applications to join: the centre's, or those of one's own body. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: APPLICATION_SORTS,
    defaultDirection: 'desc',
    filters: ['q', 'stato', 'convenzione'],
  });
  const { q, stato, convenzione } = list.filters;
  const asked = exportAsked(visit, list);
  const [applications, conventions] = await Promise.all([
    listApplications(
      visit,
      { words: q, state: stato, conventionId: isId(convenzione) ? convenzione : undefined },
      asked.page,
    ),
    conventionChoices(visit),
  ]);
  if (asked.format)
    return exported(
      { name: `domande-di-adesione-${visit.today}`, rows: applications.rows, columns: EXPORT_COLUMNS },
      asked.format,
    );
  const mayOpen = may(visit.actor, mayApply);
  const mayHandle = may(visit.actor, mayHandleApplications);
  const view = listApplicationsView({ list, applications, conventions, mayOpen, mayHandle });
  return page('Domande di adesione', html`${sections(visit.actor, 'applications')}${view}`, {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Domande di adesione' }],
    wide: true,
    heading: {
      actions: mayOpen
        ? buttonLink({ label: 'Nuova domanda', href: membershipLinks.newApplication(), icon: 'plus' })
        : undefined,
    },
  });
}
