import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { FEE_MODEL_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { mayEditConventions } from '../../permissions.ts';
import { type ListedConvention, listConventions } from '../../queries/list-conventions.ts';
import { listTemplates } from '../../queries/list-templates.ts';

/** The conventions of the centre and the templates that they follow. */
export async function show(visit: Visit): Promise<Answer> {
  const [conventions, templates] = await Promise.all([listConventions(visit), listTemplates(visit)]);
  const mayEdit = may(visit.actor, mayEditConventions);
  return page(
    'Convenzioni',
    html`${conventionTable(conventions, visit.today, mayEdit)}${section({
      title: 'Schemi di convenzione',
      action: mayEdit
        ? buttonLink({
            label: 'Nuovo schema',
            href: membershipLinks.newTemplate(),
            kind: 'secondary',
            size: 'sm',
          })
        : undefined,
      content: templateTable(templates),
    })}`,
    {
      breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Convenzioni' }],
      wide: true,
      heading: {
        actions: mayEdit
          ? buttonLink({ label: 'Apri una convenzione', href: membershipLinks.newConvention(), icon: 'plus' })
          : undefined,
      },
    },
  );
}

/** In force, to come, or over. */
export function conventionTag(convention: { validFrom: string; validTo: string }, today: string): Html {
  if (convention.validTo < today) return statusTag('neutral', 'Conclusa');
  return convention.validFrom > today
    ? statusTag('info', 'Di prossimo inizio')
    : statusTag('success', 'In vigore');
}

const conventionTable = (conventions: readonly ListedConvention[], today: string, mayEdit: boolean): Html =>
  dataTable({
    caption: 'Convenzioni',
    captionHidden: true,
    small: 'stack',
    rows: conventions,
    columns: [
      {
        header: 'Convenzione',
        rowHeader: true,
        cell: (c) => html`<a href="${membershipLinks.convention(c.id)}">${c.title}</a>`,
      },
      { header: 'Dal', nowrap: true, cell: (c) => formatItalianDate(c.validFrom) },
      { header: 'Al', nowrap: true, cell: (c) => formatItalianDate(c.validTo) },
      { header: 'Quote', cell: (c) => FEE_MODEL_LABELS[c.feeModel] },
      { header: 'Enti aderenti', numeric: true, cell: (c) => formatInteger(c.members) },
      { header: 'Stato', cell: (c) => conventionTag(c, today) },
    ],
    empty: emptyState({
      title: 'Nessuna convenzione',
      text: 'Per aprire una convenzione occorre prima uno schema approvato.',
      action: mayEdit
        ? buttonLink({ label: 'Scrivi il primo schema', href: membershipLinks.newTemplate() })
        : undefined,
    }),
  });

const templateTable = (templates: Awaited<ReturnType<typeof listTemplates>>): Html =>
  dataTable({
    caption: 'Schemi di convenzione',
    captionHidden: true,
    small: 'stack',
    rows: templates,
    columns: [
      {
        header: 'Schema',
        rowHeader: true,
        cell: (t) => html`<a href="${membershipLinks.template(t.id)}">${t.title}</a>`,
      },
      { header: 'Codice', nowrap: true, cell: (t) => t.code },
      { header: 'Versione', numeric: true, cell: (t) => t.version },
      {
        header: 'Approvato con',
        cell: (t) => (t.approvedOn ? `${t.approvedAct} del ${formatItalianDate(t.approvedOn)}` : null),
      },
      {
        header: 'Stato',
        cell: (t) => (t.approvedOn ? statusTag('success', 'Approvato') : statusTag('neutral', 'Bozza')),
      },
    ],
    empty: emptyState({
      title: 'Nessuno schema',
      text: 'Lo schema raccoglie gli articoli della convenzione. Il tavolo ne approva ogni versione.',
    }),
  });
