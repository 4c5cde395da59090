import type { TextRecord } from '#platform/files/delimited-text';
import { type Cleaned, istatCode } from './cell-cleaners.ts';
import { say } from './messages.it.ts';

/** The part of a TopoJSON that is checked here; the map reads the rest. */
export interface BoundaryTopology {
  type: 'Topology';
  arcs: unknown[];
  objects: Record<string, { type: 'GeometryCollection'; geometries: unknown[] }>;
}

export interface TopologyReading {
  topology: BoundaryTopology;
  /** The object read, of those in the file. */
  object: string;
  /** Header, then a record for each geometry; `line` counts the geometries from 1 (the file has one line). */
  records: TextRecord[];
}

/** Headings of the cells that `readTopology` makes. */
export const TOPOLOGY_HEADER = ['topojson:id', 'topojson:type', 'topojson:nome', 'topojson:prov'];

/**
 * Reads a TopoJSON text: type Topology, one collection of geometries (or the one named), its arcs.
 * Gives the Italian reason when the whole document is wrong.
 */
export function readTopology(text: string, object?: string): TopologyReading | { wrong: string } {
  const topology = parseJson(text);
  if (topology === undefined) return { wrong: say.notJson };
  if (!isObject(topology) || topology.type !== 'Topology' || !isObject(topology.objects)) {
    return { wrong: say.notTopology };
  }
  if (!Array.isArray(topology.arcs) || topology.arcs.length === 0) return { wrong: say.noArcs };
  const names = Object.entries(topology.objects).flatMap(([name, one]) => (isCollection(one) ? [name] : []));
  if (names.length === 0) return { wrong: say.noObjects };
  const chosen = object ?? (names.length === 1 ? names[0]! : names.find((name) => name === 'comuni'));
  if (chosen === undefined || !names.includes(chosen)) return { wrong: say.chooseObject(names) };
  const valid = topology as unknown as BoundaryTopology;
  const { geometries } = valid.objects[chosen]!;
  const records = geometries.map((geometry, at) => ({
    line: at + 1,
    cells: cellsOf(geometry, valid.arcs.length),
  }));
  return { topology: valid, object: chosen, records: [{ line: 0, cells: TOPOLOGY_HEADER }, ...records] };
}

function cellsOf(geometry: unknown, arcs: number): string[] {
  if (!isObject(geometry)) return ['', '', '', ''];
  const properties = isObject(geometry.properties) ? geometry.properties : {};
  const type = usesKnownArcs(geometry.arcs, arcs) ? textOf(geometry.type) : BROKEN_ARCS;
  const name = properties.nome ?? properties.name;
  return [textOf(geometry.id), type, textOf(name), textOf(properties.prov)];
}

const BROKEN_ARCS = 'archi mancanti';

/** Arcs are numbers in lists of lists; a negative one (~n) is arc n backwards. */
function usesKnownArcs(arcs: unknown, count: number): boolean {
  if (!Array.isArray(arcs) || arcs.length === 0) return false;
  const numbers = arcs.flat(3);
  return numbers.every((arc) => Number.isInteger(arc) && (arc < 0 ? ~arc : arc) < count);
}

/** Code of a boundary: ISTAT code of the comune (6 digits) or code of the unità sovracomunale (3 digits). */
export function boundaryCode(text: string): Cleaned<string> {
  if (/^\d{3}$/.test(text) && text !== '000') return { value: text };
  const code = istatCode(text);
  return 'value' in code ? code : { wrong: say.boundaryId };
}

/** Only surfaces can be boundaries. */
export function boundaryType(text: string): Cleaned<'Polygon' | 'MultiPolygon'> {
  if (text === 'Polygon' || text === 'MultiPolygon') return { value: text };
  return { wrong: text === BROKEN_ARCS ? say.boundaryArc : say.boundaryType };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCollection(value: unknown): boolean {
  return isObject(value) && value.type === 'GeometryCollection' && Array.isArray(value.geometries);
}
