import { readListQuery } from '#platform/forms/list-query';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { BODY_SORTS, listBodies } from '../../queries/list-bodies.ts';
import { listBodiesView } from './list-bodies.view.ts';

/** The register of bodies: searched by name or code, filtered by category. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: BODY_SORTS, filters: ['q', 'categoria', 'cessati'] });
  const { q, categoria, cessati } = list.filters;
  const bodies = await listBodies(
    visit,
    { words: q, category: categoria, withCeased: cessati === '1' },
    list,
  );
  return page('Enti', listBodiesView(list, bodies), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Enti' }],
    wide: true,
  });
}
