import { exportAsked, exported } from '#platform/forms/list-export';
import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import { mayEditBodies } from '../../permissions.ts';
import { associationChoices } from '../../queries/find-body-by-code.ts';
import { BODY_SORTS, type BodyFilter, listBodies, provinceChoices } from '../../queries/list-bodies.ts';
import { EXPORT_COLUMNS, listBodiesView } from './list-bodies.view.ts';

/** The register of bodies: searched by name or code, filtered, sorted, exported. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, {
    sorts: BODY_SORTS,
    filters: ['q', 'categoria', 'cluster', 'provincia', 'associazione', 'rtd', 'mancanti', 'cessati'],
  });
  const filter = filterOf(list.filters);
  const { format, page: asked } = exportAsked(visit, list);
  if (format) {
    const { rows } = await listBodies(visit, filter, asked);
    return exported({ name: `enti-${visit.today}`, columns: EXPORT_COLUMNS, rows }, format);
  }
  const [bodies, provinces, associations] = await Promise.all([
    listBodies(visit, filter, list),
    provinceChoices(visit),
    associationChoices(visit),
  ]);
  const edit = may(visit.actor, mayEditBodies);
  return page('Enti', listBodiesView({ list, bodies, provinces, associations, mayImport: edit }), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Enti' }],
    wide: true,
    heading: {
      actions: edit
        ? html`${buttonLink({ label: 'Importa un registro', href: directoryLinks.newImport() })}${buttonLink({ label: 'Registra un ente', kind: 'secondary', href: directoryLinks.newBody() })}`
        : '',
    },
  });
}

function filterOf(filters: ListQuery['filters']): BodyFilter {
  const { q, categoria, cluster, provincia, associazione, rtd, mancanti, cessati } = filters;
  return {
    ...(q ? { words: q } : {}),
    ...(categoria && categoria in CATEGORY_LABELS ? { category: categoria } : {}),
    ...(cluster === 'PICCOLO' ? { smallComuni: true } : cluster ? { cluster } : {}),
    ...(provincia ? { province: provincia } : {}),
    ...(associazione ? { associationId: associazione } : {}),
    ...(rtd === 'con' ? { rtd: 'with' } : rtd === 'senza' ? { rtd: 'without' } : {}),
    ...(mancanti === 'popolazione'
      ? { missing: 'population' }
      : mancanti === 'imprese'
        ? { missing: 'enterprises' }
        : {}),
    withCeased: cessati === '1',
  };
}
