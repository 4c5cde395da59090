import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { simulateTariffFromFiles } from '#tariffs';
import { standardTariff } from '../rules/standard-tariff.ts';
import { UnusableFile } from './simulate-from-files.ts';

const HEADER = 'ipa_code,name,category,region,inhabitants,enterprises,associated_in';

describe('a tariff over a file of bodies, without a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulazione-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  const run = (bodies: string, tariff: unknown = standardTariff(), date = '2027-01-01') => {
    writeFileSync(path('t.json'), typeof tariff === 'string' ? tariff : JSON.stringify(tariff));
    writeFileSync(path('b.csv'), bodies);
    return simulateTariffFromFiles({
      tariff: path('t.json'),
      bodies: path('b.csv'),
      date,
      out: path('r.csv'),
    });
  };

  it('writes the amount of each with its trace', async () => {
    const result = await run(
      `${HEADER}\nc_a,Alfa,COMUNE,Lombardia,8000,600,\nc_b,"Beta, la bella",COMUNE,03,3018,0,u_1\nu_1,Unione,UNIONE,,,,\nc_d,Delta,COMUNE,03,40001,3500,\n`,
    );
    assert.deepEqual(
      { ...result, refused: result.refused.length },
      { bodies: 4, assessed: 4, withoutAmount: 0, totalCents: 174000 + 45257 + 30000 + 30000, refused: 0 },
    );
    const lines = readFileSync(path('r.csv'), 'utf8').trim().split('\n');
    assert.equal(lines[0], 'ipa_code,amount,trace');
    assert.match(lines[1]!, /^c_a,1740\.00,"Regola applicata: Comuni fino a 40\.000 abitanti \| /);
    assert.match(lines[2]!, /^c_b,452\.57,/);
    assert.match(lines[3]!, /^u_1,300\.00,/);
  });

  it('gives no amount, and never zero, when something is missing', async () => {
    const result = await run(`${HEADER}\nc_a,Alfa,COMUNE,03,8000,,\n`);
    assert.equal(result.withoutAmount, 1);
    assert.match(
      readFileSync(path('r.csv'), 'utf8'),
      /^c_a,,"?Quota non calcolata, manca: le imprese attive/m,
    );
  });

  it('reports every bad row with line, column, value and reason', async () => {
    const { refused, bodies } = await run(
      `${HEADER}\nc_a,A,COMUNE,03,1e3,-1,\n,B,PAESE,Atlantide,1,1,\nc_c,C,COMUNE,03,10,1,\nC_C,C2,COMUNE,03,10,1,\n`,
    );
    assert.equal(bodies, 1);
    assert.deepEqual(
      refused.map(({ line, column, value }) => [line, column, value]),
      [
        [2, 'inhabitants', '1e3'],
        [2, 'enterprises', '-1'],
        [3, 'ipa_code', ''],
        [3, 'category', 'PAESE'],
        [3, 'region', 'Atlantide'],
        [5, 'ipa_code', 'C_C'],
      ],
    );
  });

  it('refuses a tariff or a header that cannot be used, and a day that does not exist', async () => {
    await assert.rejects(run(`${HEADER}\n`, '{'), UnusableFile);
    await assert.rejects(run(`${HEADER}\n`, { schema: 'altro' }), UnusableFile);
    await assert.rejects(run('ipa_code,name\nx,y\n'), UnusableFile);
    await assert.rejects(run(''), UnusableFile);
    await assert.rejects(run(`${HEADER}\n`, standardTariff(), '2027-02-30'), UnusableFile);
  });
});
