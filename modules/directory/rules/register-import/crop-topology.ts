import type { BoundaryTopology } from '../register-files/topology-checks.ts';

type Geometry = { id?: unknown; arcs?: unknown };

/**
 * The part of a map that draws some areas only: the other areas go, with the lines that nobody uses any more, so that
 * a province out of the map of Italy weighs what it should. Lines are not touched, only numbered again.
 */
export function cropTopology(
  topology: BoundaryTopology,
  object: string,
  keeps: (code: string) => boolean,
): BoundaryTopology {
  const kept = (topology.objects[object]!.geometries as Geometry[]).filter((area) => keeps(String(area.id)));
  const numbers = new Map<number, number>();
  const arcs: unknown[] = [];
  const renumber = (arc: unknown): unknown => {
    if (Array.isArray(arc)) return arc.map(renumber);
    const backwards = (arc as number) < 0;
    const old = backwards ? ~(arc as number) : (arc as number);
    let number = numbers.get(old);
    if (number === undefined) {
      number = arcs.push(topology.arcs[old]) - 1;
      numbers.set(old, number);
    }
    return backwards ? ~number : number;
  };
  const geometries = kept.map((area) => ({ ...area, arcs: renumber(area.arcs) }));
  return { ...topology, arcs, objects: { [object]: { type: 'GeometryCollection', geometries } } };
}
