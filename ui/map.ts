import { geoMercator, geoPath } from 'd3-geo';
import type { FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { escapeText, type Html, html, unsafeHtml } from '#platform/html';
import { attributes } from '#ui/attributes';

export type AreaId = string;

export interface ChoroplethOptions {
  title: string;
  description: string;
  topology: Topology;
  /** The name of the object of the topology whose areas are drawn. */
  object: string;
  /** The index of the class of an area in `classes`; undefined when nothing is known. */
  classify: (id: AreaId) => number | undefined;
  /** From the least to the most, six at most. */
  classes: readonly { label: string }[];
  /** The name of an area, with its figure: read by who does not see the map. */
  label: (id: AreaId) => string;
  /** The page of an area; without it the area is not a link. */
  href?: (id: AreaId) => string | undefined;
  /** The property that identifies an area; the geometry's own id when absent. */
  idProperty?: string;
  legendTitle: string;
  unknownLabel?: string;
  id?: string;
}

interface DrawnArea {
  id: AreaId;
  path: string;
}

interface DrawnMap {
  width: number;
  height: number;
  areas: readonly DrawnArea[];
}

const WIDTH = 640;

/** The paths of a topology are computed once: it takes tens of milliseconds, a page takes one. */
const drawn = new WeakMap<Topology, Map<string, DrawnMap>>();

/** A map of areas coloured by class, with its legend. The caller gives the table of the same data beside it. */
export function choropleth(options: ChoroplethOptions): Html {
  const map = drawnMap(options.topology, options.object, options.idProperty);
  const id = options.id ?? 'mappa';
  const hatching = `${id.replace(/[^A-Za-z0-9-]/g, '')}-tratteggio`;
  let areas = '';
  for (const area of map.areas) {
    const index = options.classify(area.id);
    const known = index !== undefined && index >= 0 && index < options.classes.length;
    const look = known
      ? `class="map-area map-class-${shade(index, options.classes.length)}"`
      : `class="map-area" fill="url(#${hatching})"`;
    const label = escapeText(options.label(area.id));
    const href = options.href?.(area.id);
    const path = `<path ${look} d="${area.path}"><title>${label}</title></path>`;
    areas += href ? `<a href="${escapeText(href)}" aria-label="${label}">${path}</a>` : path;
  }
  // A map with links is a group of links; one without is a single image.
  const role = options.href ? 'group' : 'img';
  return html`<figure class="map"><figcaption class="h5">${options.title}</figcaption><svg class="map-drawing"${attributes(
    {
      role,
      viewBox: `0 0 ${map.width} ${map.height}`,
      'aria-labelledby': `${id}-titolo`,
      'aria-describedby': `${id}-descrizione`,
    },
  )}><title${attributes({ id: `${id}-titolo` })}>${options.title}</title><desc${attributes({ id: `${id}-descrizione` })}>${options.description}</desc>${pattern(hatching)}${
    // Safe: paths are numbers computed here, labels and addresses are escaped above.
    unsafeHtml(areas)
  }</svg>${legend(options, hatching)}</figure>`;
}

// What is not known is hatched, so that it is told apart without colours.
const pattern = (id: string) =>
  html`<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="map-hatching-ground" width="6" height="6"></rect><line class="map-hatching-line" x1="0" y1="0" x2="0" y2="6"></line></pattern></defs>`;

/** Few classes are spread over the six shades, so that neighbours differ as much as they can. */
function shade(index: number, count: number): number {
  return count === 1 ? 4 : 1 + Math.round((Math.min(index, 5) * 5) / (Math.min(count, 6) - 1));
}

function legend(options: ChoroplethOptions, hatching: string): Html {
  return html`<div class="map-legend"><p class="fw-semibold">${options.legendTitle}</p><ul>${options.classes.map(
    (item, index) =>
      html`<li><svg class="map-swatch" viewBox="0 0 28 18" aria-hidden="true" focusable="false"><rect class="map-area map-class-${shade(index, options.classes.length)}" width="28" height="18"></rect></svg>${item.label}</li>`,
  )}<li><svg class="map-swatch" viewBox="0 0 28 18" aria-hidden="true" focusable="false"><rect class="map-area" fill="url(#${hatching})" width="28" height="18"></rect></svg>${options.unknownLabel ?? 'Dato non disponibile'}</li></ul></div>`;
}

function drawnMap(topology: Topology, object: string, idProperty: string | undefined): DrawnMap {
  let ofTopology = drawn.get(topology);
  if (!ofTopology) {
    ofTopology = new Map();
    drawn.set(topology, ofTopology);
  }
  const key = `${object}/${idProperty ?? ''}`;
  let map = ofTopology.get(key);
  if (!map) {
    map = draw(topology, object, idProperty);
    ofTopology.set(key, map);
  }
  return map;
}

function draw(topology: Topology, object: string, idProperty: string | undefined): DrawnMap {
  const geometries = topology.objects[object];
  if (!geometries) throw new Error(`The topology has no object called ${object}.`);
  const collection = feature(
    topology,
    geometries as GeometryCollection,
  ) as FeatureCollection<Geometry | null>;
  const areas = {
    ...collection,
    features: collection.features.filter((area) => area.geometry !== null),
  } as FeatureCollection;
  const projection = geoMercator().fitWidth(WIDTH - 4, areas);
  const bounds = geoPath(projection).bounds(areas);
  const [x, y] = projection.translate();
  projection.translate([x + 2 - bounds[0][0], y + 2 - bounds[0][1]]);
  // One decimal is a tenth of a pixel: more would only make the page heavier.
  const path = geoPath(projection).digits(1);
  return {
    width: WIDTH,
    height: Math.ceil(bounds[1][1] - bounds[0][1]) + 4,
    areas: areas.features.map((area) => ({
      id: String((idProperty ? area.properties?.[idProperty] : area.id) ?? ''),
      path: path(area) ?? '',
    })),
  };
}
