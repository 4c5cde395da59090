import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogueGraph } from './catalogue.ts';
import { DATASETS } from './datasets.ts';
import { jsonLd, type Triple, turtle } from './rdf.ts';

const AT = 'https://cst.example/centri/uno/dati-aperti';
const graph = catalogueGraph({
  home: 'https://cst.example/centri/uno',
  openData: AT,
  file: (name, format) => `${AT}/${name}.${format}`,
  centre: { name: 'Centro «uno» "di prova"', managingBody: 'Provincia', email: 'a@b.example' },
  publisherId: 'p_bs',
  modified: '2026-11-21',
});
const of = (subject: string): Record<string, Triple[]> =>
  Object.groupBy(
    graph.filter(([s]) => s === subject),
    ([, p]) => p,
  ) as never;

describe('the catalogue of open data', () => {
  it('says of itself and of its publisher what DCAT-AP_IT makes mandatory', () => {
    const catalogue = of(`${AT}#catalogo`);
    for (const p of ['dct:title', 'dct:description', 'dct:publisher', 'dct:modified', 'dcat:dataset'])
      assert.ok(catalogue[p], p);
    assert.equal(catalogue['dcat:dataset']!.length, DATASETS.length);
    const publisher = of(`${AT}#titolare`);
    assert.deepEqual(publisher['dct:identifier']![0]![2], { text: 'p_bs' });
    assert.ok(publisher['foaf:name']);
  });

  it('says of every dataset identifier, title, theme, holder, frequency, and of every file its format and licence', () => {
    for (const { name } of DATASETS) {
      const dataset = of(`${AT}#${name}`);
      for (const p of [
        'dct:identifier',
        'dct:title',
        'dct:description',
        'dct:modified',
        'dcat:theme',
        'dct:rightsHolder',
        'dct:accrualPeriodicity',
      ])
        assert.equal(dataset[p]?.length, 1, `${name} ${p}`);
      assert.equal(dataset['rdf:type']!.length, 2);
      for (const [, , object] of dataset['dcat:distribution']!) {
        const distribution = of((object as { iri: string }).iri);
        for (const p of ['dct:format', 'dcat:accessURL', 'dct:license'])
          assert.equal(distribution[p]?.length, 1, p);
      }
    }
  });

  it('is the same as Turtle and as JSON-LD, with quotes and accents as they are', () => {
    const text = turtle(graph);
    assert.match(text, /"Dati aperti di Centro «uno» \\"di prova\\""@it/);
    const nodes = (jsonLd(graph) as { '@graph': unknown[] })['@graph'];
    assert.equal(nodes.length, text.split('\n\n').length - 1);
  });

  it('lets no character out of an address or a text', () => {
    const hostile: Triple[] = [['https://x.example/> <b', 'dct:title', { text: 'a"\n\\b', language: 'it' }]];
    const [, block] = turtle(hostile).split('\n\n');
    assert.equal(block!.trim(), '<https://x.example/%3E%20%3Cb>\n    dct:title "a\\"\\n\\\\b"@it .');
  });
});
