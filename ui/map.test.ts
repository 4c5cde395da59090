import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Topology } from 'topojson-specification';
import { choropleth } from '#ui/map';

const topology = {
  type: 'Topology',
  objects: {
    comuni: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', properties: { istat: '012072' }, arcs: [[0]] },
        { type: 'Polygon', properties: { istat: '013065' }, arcs: [[1]] },
      ],
    },
  },
  arcs: [
    [
      [8, 45],
      [8, 46],
      [9, 46],
      [9, 45],
      [8, 45],
    ],
    [
      [9, 45],
      [9, 46],
      [10, 46],
      [10, 45],
      [9, 45],
    ],
  ],
} satisfies Topology;

const map = (hrefs: boolean) =>
  String(
    choropleth({
      title: 'Comuni aderenti',
      description: 'Due comuni.',
      topology,
      object: 'comuni',
      idProperty: 'istat',
      legendTitle: 'Adesione',
      classes: [{ label: 'no' }, { label: 'sì' }],
      classify: (id) => (id === '012072' ? 1 : undefined),
      label: (id) => `Comune <${id}>`,
      href: hrefs ? (id) => `/enti/${id}` : undefined,
    }),
  );

test('an area has its class, its name and its link', () => {
  assert.match(
    map(true),
    /<a href="\/enti\/012072" aria-label="Comune &lt;012072&gt;"><path class="map-area map-class-6" d="M[^"]+Z"><title>Comune &lt;012072&gt;<\/title>/,
  );
});

test('an area of which nothing is known is hatched and explained in the legend', () => {
  assert.match(map(true), /<path class="map-area" fill="url\(#mappa-tratteggio\)"/);
  assert.match(map(true), /Dato non disponibile/);
});

test('without links the map is one image', () => {
  assert.match(map(false), /role="img"/);
  assert.doesNotMatch(map(false), /<a /);
});

test('a mistaken object is said at once', () => {
  assert.throws(
    () =>
      choropleth({
        title: '',
        description: '',
        topology,
        object: 'province',
        legendTitle: '',
        classes: [],
        classify: () => 0,
        label: String,
      }),
    /no object called province/,
  );
});
