import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { aHouse } from '#test/house';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { ImportOptions } from '../rules/register-import/import-options.ts';
import { importRegister } from './import-register.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data');
const skip = existsSync(join(FOLDER, 'ipa_enti.csv')) ? false : 'public files not here';

describe('the whole public registers, one after the other', { skip }, () => {
  const house = aHouse();

  const load = async (
    file: string,
    kind: RegisterKindName,
    options: Partial<ImportOptions> = {},
    centre = house.other,
  ) => {
    const bytes = readFileSync(join(FOLDER, file));
    const begun = performance.now();
    const { counts } = await importRegister(house.system(centre), {
      bytes,
      fileName: file,
      kind,
      options,
      dryRun: false,
    });
    console.log(`# ${file} as ${kind}: ${Math.round(performance.now() - begun)} ms`);
    return [counts.new, counts.changed, counts.unchanged, counts.refused, counts.toChoose, counts.outside];
  };

  it('IndicePA: all but the four comuni on two codes (Trapani and Misiliscemi, Rifiano and Caines)', async () => {
    assert.deepEqual(await load('ipa_enti.csv', 'ipa-bodies'), [15_220, 0, 0, 0, 4, 0]);
    assert.deepEqual(await load('ipa_enti.csv', 'ipa-bodies'), [0, 0, 15_220, 0, 4, 0]);
  });

  it('the comuni of ISTAT, found by the code that IndicePA gave them', async () => {
    assert.deepEqual(await load('comuni.csv', 'istat-comuni'), [4, 7892, 0, 0, 0, 0]);
    assert.deepEqual(await load('comuni.csv', 'istat-comuni'), [0, 0, 7896, 0, 0, 0]);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from directory.public_bodies where centre_id = ${house.other} and category = 'COMUNE' and istat_code is not null`.execute(
      house.system().db,
    );
    assert.equal(rows[0]?.count ?? 0, 0, 'the other centre sees none of them');
  });

  it('IndicePA again, after ISTAT: nothing is renamed to and fro', async () => {
    const [added, changed] = await load('ipa_enti.csv', 'ipa-bodies');
    assert.deepEqual([added, changed], [0, 0]);
  });

  it('the population, and the enterprises of Puglia', async () => {
    const options = { referenceDate: '2025-11-18' };
    assert.deepEqual(await load('comuni.csv', 'population', options), [7896, 0, 0, 0, 0, 0]);
    assert.deepEqual(await load('comuni.csv', 'population', options), [0, 0, 7896, 0, 0, 0]);
    assert.deepEqual(await load('imprese_comuni_puglia.csv', 'enterprises'), [157, 0, 0, 0, 0, 0]);
  });

  it('associations, changes of comuni, dated members', async () => {
    assert.deepEqual(await load('associazioni_comuni.csv', 'associations'), [4, 28, 0, 0, 0, 0]);
    assert.deepEqual(await load('associazioni_comuni.csv', 'associations'), [0, 0, 32, 0, 0, 0]);
    const [added, , , refused, toChoose] = await load('variazioni_comuni.csv', 'municipality-changes');
    assert.deepEqual([added, refused, toChoose], [34, 0, 290]);
    const [members, , , unknown] = await load('associazioni_membri.csv', 'association-members');
    assert.deepEqual([members, unknown], [278, 5], 'five comuni of the time are not in the register yet');
    assert.deepEqual(await load('associazioni_membri.csv', 'association-members'), [0, 0, 278, 5, 0, 0]);
  });

  it('the boundaries of one province out of the map of Italy', async () => {
    const options = { territory: { scope: 'provinces', provinces: ['BS'] } } as const;
    assert.deepEqual(await load('comuni_2026.topo.json', 'boundaries', options), [205, 0, 0, 0, 0, 7689]);
    assert.deepEqual(await load('comuni_2026.topo.json', 'boundaries', options), [0, 0, 205, 0, 0, 7689]);
  });

  it('one province for a centre that has only that', async () => {
    const brescia = { territory: { scope: 'provinces', provinces: ['BS'] } } as const;
    const [added, changed, , refused, toChoose, outside] = await load(
      'comuni.csv',
      'istat-comuni',
      brescia,
      house.centre,
    );
    // The comuni of the house carry codes of Brescia: they are the same comuni, renamed by ISTAT.
    assert.deepEqual([added, changed, refused, toChoose, outside], [201, 4, 0, 0, 7691]);
  });
});
