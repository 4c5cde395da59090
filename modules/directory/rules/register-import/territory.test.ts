import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainComuneName } from './body-draft.ts';
import { cropTopology } from './crop-topology.ts';
import { PROVINCES, provinceOf, provinceOfIstatCode, REGIONS } from './provinces.ts';
import { isInTerritory, readCodeList } from './territory.ts';

describe('the territory of a centre', () => {
  const brescia = { scope: 'provinces', provinces: ['BS'] } as const;

  it('is told by the abbreviation, or by the ISTAT code when the row has no abbreviation', () => {
    assert.equal(isInTerritory(brescia, { istatCodes: ['017029'] }), true);
    assert.equal(isInTerritory(brescia, { istatCodes: ['016024'] }), false);
    assert.equal(isInTerritory(brescia, { istatCodes: ['016024'], province: 'BS' }), true);
    assert.equal(isInTerritory(brescia, { istatCodes: [null] }), false);
  });

  it('may be a region, or a list of codes without regard to capitals', () => {
    const lombardia = { scope: 'region', region: 'Lombardia' } as const;
    assert.equal(isInTerritory(lombardia, { istatCodes: ['015146'] }), true);
    assert.equal(isInTerritory(lombardia, { istatCodes: ['058091'] }), false);
    const list = { scope: 'list', codes: ['c_a060', '017002'] } as const;
    assert.equal(isInTerritory(list, { istatCodes: [null], ipaCode: 'C_A060' }), true);
    assert.equal(isInTerritory(list, { istatCodes: ['017003'] }), false);
  });

  it('reads a written list, and says what is no code', () => {
    assert.deepEqual(readCodeList('017001, C_A060\n017001;?'), { codes: ['017001', 'c_a060'], wrong: ['?'] });
  });

  it('knows 107 provinces and units, in 20 regions', () => {
    assert.equal(REGIONS.length, 20);
    assert.equal(new Set(PROVINCES.map((province) => province.code)).size, PROVINCES.length);
    assert.equal(provinceOf('bs')?.name, 'Brescia');
    assert.equal(provinceOfIstatCode('017029')?.abbreviation, 'BS');
    assert.equal(provinceOfIstatCode('999001'), undefined);
  });
});

describe('the name of a comune', () => {
  it('is that of ISTAT: without its kind, as registered otherwise', () => {
    assert.equal(plainComuneName('Comune di Agliè'), 'Agliè');
    assert.equal(plainComuneName("COMUNE DELL'AQUILA"), 'AQUILA');
    assert.equal(plainComuneName('comune di misiliscemi'), 'Misiliscemi');
    assert.equal(plainComuneName('Comunità montana'), 'Comunità montana');
    assert.equal(plainComuneName('Roma Capitale'), 'Roma Capitale');
    assert.equal(plainComuneName('Comune di Città di Castello'), 'Città di Castello');
    assert.equal(plainComuneName('Città di Castello'), 'Città di Castello');
  });
});

describe('a map out of a larger one', () => {
  it('keeps the chosen areas and only the lines that they use, forwards and backwards', () => {
    const topology = {
      type: 'Topology' as const,
      arcs: ['zero', 'uno', 'due', 'tre'],
      objects: {
        comuni: {
          type: 'GeometryCollection' as const,
          geometries: [
            { type: 'Polygon', id: '017001', arcs: [[0, -3]] },
            { type: 'Polygon', id: '016001', arcs: [[1]] },
            { type: 'MultiPolygon', id: '017002', arcs: [[[2, 3]]] },
          ],
        },
      },
    };
    const cropped = cropTopology(topology, 'comuni', (code) => code.startsWith('017'));
    assert.deepEqual(cropped.arcs, ['zero', 'due', 'tre']);
    assert.deepEqual(cropped.objects.comuni?.geometries, [
      { type: 'Polygon', id: '017001', arcs: [[0, -2]] },
      { type: 'MultiPolygon', id: '017002', arcs: [[[1, 2]]] },
    ]);
  });
});
