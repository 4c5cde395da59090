import { KIND_LABELS, MODEL_LABELS } from '#centres';
import { formatInstant } from '#platform/calendar';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import { type InstalledCentre, listInstalledCentres } from '../../queries/list-installed-centres.ts';

/** The centres of the installation, for who runs it. */
export async function show(visit: Visit): Promise<Answer> {
  const centres = await listInstalledCentres(visit);
  const open = buttonLink({ label: 'Apri un centro', href: accessLinks.newCentre(), icon: 'plus' });
  const content = dataTable<InstalledCentre>({
    caption: 'Centri dell’installazione',
    captionHidden: true,
    small: 'stack',
    rows: centres,
    empty: emptyState({
      title: 'Nessun centro aperto',
      text: 'Aprire il primo centro e invitare il suo responsabile.',
      icon: 'pa',
      action: open,
    }),
    columns: [
      {
        header: 'Centro',
        rowHeader: true,
        cell: (c) => html`${c.name}${c.demonstration ? html` ${statusTag('neutral', 'Dimostrazione')}` : ''}`,
      },
      { header: 'Indirizzo breve', nowrap: true, cell: (c) => c.slug },
      { header: 'Tipo', cell: (c) => KIND_LABELS[c.kind] },
      { header: 'Modello', cell: (c) => MODEL_LABELS[c.model] },
      { header: 'Ente gestore', cell: (c) => c.managingBody },
      { header: 'Aperto', nowrap: true, cell: (c) => formatInstant(c.createdAt) },
      {
        header: 'Stato',
        cell: (c) => (c.closedAt ? statusTag('neutral', 'Chiuso') : statusTag('success', 'Aperto')),
      },
    ],
  });
  return page('Centri dell’installazione', content, {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Centri dell’installazione' }],
    wide: true,
    heading: { actions: open },
  });
}
