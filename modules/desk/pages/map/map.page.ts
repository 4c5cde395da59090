import { mayViewFees } from '#fees';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { findDrawing, listMapAreas } from '../../queries/map-areas.ts';
import { mapView } from './map.view.ts';
import { type ThemeName, themesFor } from './map-themes.ts';

/** The territory as a map, coloured by a theme, with the same data in a table. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['nome'], filters: ['tema', 'anno'] });
  const year = yearOf(list.filters.anno, visit.today);
  const themes = themesFor(year, may(visit.actor, mayViewFees));
  const name = (list.filters.tema ?? 'adesione') as ThemeName;
  const chosen: ThemeName = Object.hasOwn(themes, name) ? name : 'adesione';
  const [drawing, areas] = await Promise.all([
    findDrawing(visit),
    listMapAreas(visit, { fees: chosen === 'quota', year }),
  ]);
  return page('Mappa del territorio', mapView({ list, drawing, areas, themes, chosen, year }), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Enti', href: '/enti' }, { label: 'Mappa' }],
    wide: true,
  });
}

function yearOf(text: string | undefined, today: string): number {
  const year = Number(text);
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : Number(today.slice(0, 4));
}
