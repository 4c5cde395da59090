import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';
import { boundaryCode, boundaryType } from './topology-checks.ts';

/** One polygon of a map: a comune (6 digits) or a province or unità sovracomunale (3 digits). */
export interface Boundary {
  code: string;
  level: 'COMUNE' | 'UTS';
  name: string | null;
  province: string | null;
  geometry: 'Polygon' | 'MultiPolygon';
}

/**
 * Boundaries for the maps. The file is a TopoJSON, not a table: `readTopology` turns each geometry into
 * cells in the order of these columns, and the rest goes as for the other registers.
 */
export const boundaries: RegisterKind<Boundary> = {
  kind: 'boundaries',
  label: 'Confini per le mappe (TopoJSON)',
  columns: [
    column('code', 'identificativo (id)', ['topojson:id'], { required: true }),
    column('geometry', 'tipo di geometria (type)', ['topojson:type'], { required: true }),
    column('name', 'nome', ['topojson:nome']),
    column('province', 'provincia', ['topojson:prov']),
  ],
  atLeastOneOf: [],
  keyOf: (boundary) => boundary.code,
  describeKey: (boundary) => `Il confine ${boundary.code}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const code = row.required('code', boundaryCode);
    return row.finish({
      code,
      level: code?.length === 3 ? 'UTS' : 'COMUNE',
      name: row.name('name'),
      province: row.name('province'),
      geometry: row.required('geometry', boundaryType),
    });
  },
};
