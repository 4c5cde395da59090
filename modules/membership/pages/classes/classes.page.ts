import { parseItalianDate } from '#platform/calendar';
import { exportAsked, exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { membershipLinks } from '../../links.ts';
import { mayEditConventions } from '../../permissions.ts';
import { CLASS_SORTS, listClasses, listClassNames } from '../../queries/list-classes.ts';
import { getConvention, type ListedConvention } from '../../queries/list-conventions.ts';
import { classesView, EXPORT_COLUMNS } from './classes.view.ts';

/** The classes that a convention gives to bodies: on a day, or all of them with their history. */
export async function show(visit: Visit): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const list = readListQuery(visit, { sorts: CLASS_SORTS, filters: ['q', 'classe', 'al', 'storia'] });
  const on = parseItalianDate(list.filters.al ?? '') ?? visit.today;
  const filter = {
    conventionId: convention.id,
    words: list.filters.q,
    bodyClass: list.filters.classe,
    ...(list.filters.storia ? {} : { on }),
  };
  const { format, page: asked } = exportAsked(visit, list);
  if (format) {
    const { rows } = await listClasses(visit, filter, asked);
    return exported({ name: `classi-${on}`, columns: EXPORT_COLUMNS, rows }, format);
  }
  const [classes, names] = await Promise.all([
    listClasses(visit, filter, list),
    listClassNames(visit, convention.id),
  ]);
  const mayEdit = may(visit.actor, mayEditConventions);
  return page('Classi degli enti', classesView({ convention, list, on, classes, names, mayEdit }), {
    breadcrumb: classesPath(convention),
    wide: true,
    heading: {
      eyebrow: convention.title,
      lead: 'Le classi che la convenzione assegna agli enti: una tariffa può farne dipendere la quota.',
      ...(mayEdit
        ? {
            actions: html`${buttonLink({ label: 'Assegna una classe', href: membershipLinks.newClass(convention.id) })}${buttonLink({ label: 'Carica da un file', href: membershipLinks.classesFile(convention.id), kind: 'secondary' })}`,
          }
        : {}),
    },
  });
}

/** The breadcrumb of the pages of the classes; with a title, of one under the list. */
export const classesPath = (convention: ListedConvention, title?: string) => [
  { label: 'Scrivania', href: '/' },
  { label: 'Convenzioni', href: membershipLinks.conventions() },
  { label: convention.title, href: membershipLinks.convention(convention.id) },
  ...(title
    ? [{ label: 'Classi degli enti', href: membershipLinks.classes(convention.id) }, { label: title }]
    : [{ label: 'Classi degli enti' }]),
];
