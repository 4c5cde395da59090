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
  const run = (
    bodies: string | Uint8Array,
    tariff: unknown = standardTariff(),
    date = '2027-01-01',
    against?: unknown,
  ) => {
    writeFileSync(path('t.json'), typeof tariff === 'string' ? tariff : JSON.stringify(tariff));
    if (against) writeFileSync(path('t2.json'), JSON.stringify(against));
    writeFileSync(path('b.csv'), bodies);
    return simulateTariffFromFiles({
      tariff: path('t.json'),
      bodies: path('b.csv'),
      date,
      out: path('r.csv'),
      ...(against ? { against: path('t2.json') } : {}),
    });
  };
  const result = () => readFileSync(path('r.csv'), 'utf8').trim().split('\n').slice(1);
  /** Amounts by code; empty when there is none. */
  const amounts = () =>
    Object.fromEntries(result().map((line) => line.split(',').slice(0, 2) as [string, string]));
  const example = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(import.meta.dirname, '..', 'examples', `${name}.json`), 'utf8'));

  it('writes the amount of each with its trace', async () => {
    const made = await run(
      `${HEADER}\nc_a,Alfa,COMUNE,Lombardia,8000,600,\nc_b,"Beta, la bella",COMUNE,03,3018,0,u_1\nu_1,Unione,UNIONE,,,,\nc_d,Delta,COMUNE,03,40001,3500,\n`,
    );
    assert.deepEqual(
      [made.bodies, made.assessed, made.withoutAmount, made.totalCents, made.refused.length],
      [4, 4, 0, 174000 + 45257 + 30000 + 30000, 0],
    );
    const lines = readFileSync(path('r.csv'), 'utf8').trim().split('\n');
    assert.equal(lines[0], 'ipa_code,amount,trace');
    assert.match(lines[1]!, /^c_a,1740\.00,"Regola applicata: Comuni fino a 40\.000 abitanti \| /);
    assert.match(lines[2]!, /^c_b,452\.57,/);
    assert.match(lines[3]!, /^u_1,300\.00,/);
  });

  it('gives no amount, and never zero, when something is missing', async () => {
    const made = await run(`${HEADER}\nc_a,Alfa,COMUNE,03,8000,,\n`);
    assert.equal(made.withoutAmount, 1);
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

  it('says in Italian, place by place, what is wrong with a tariff', async () => {
    const told = async (tariff: unknown) => {
      const error = await run(`${HEADER}\n`, tariff).catch((thrown: Error) => thrown);
      assert.ok(error instanceof UnusableFile);
      return error.message;
    };
    const bad = await told({ ...standardTariff(), fee: { kind: 'FLAT', amount: 300, vat: '22' }, extra: 1 });
    assert.match(bad, /fee\.amount: Scrivere l’importo come testo/);
    assert.match(bad, /Il formato non prevede «vat»/);
    assert.match(bad, /Il formato non prevede «extra»/);
    assert.doesNotMatch(bad, /Invalid|expected|Unrecognized/);
    assert.match(await told({ ...standardTariff(), fee: { kind: 'TARIFFA' } }), /«kind»/);
    const incomplete = await told({
      ...standardTariff(),
      fee: { kind: 'SLABS', per: 'postazioni', slabs: [{ from: 0, upTo: 10, rate: '1.00' }] },
    });
    assert.match(incomplete, /fee\.slabs: L’ultimo scaglione finisce a 10/);
    assert.match(incomplete, /Il dato «postazioni» non è fra quelli dichiarati/);
    assert.doesNotMatch(incomplete, /tariffs\./, 'sentences, no codes');
    assert.match(await told('{\n  "schema": ,\n}'), /il segno «,» è fuori posto/);
    assert.match(await told('{\n  schema: 1\n}'), /riga 2, colonna 3/);
    assert.match(await told('{"schema": "urn'), /finisce prima|riga 1/);
  });

  it('lists the notches of a tariff and computes all the same', async () => {
    const { warnings, assessed } = await run(
      `${HEADER}\nc_a,Alfa,COMUNE,03,8000,600,\n`,
      example('kit-riuso-fasce'),
    );
    assert.equal(assessed, 1);
    assert.match(warnings.join('\n'), /con 3\.000 abitanti paga [\d.,]+ €, con 3\.001 ne paga [\d.,]+/);
  });

  it('knows which associations are whole from who names them and who is a member', async () => {
    const tariff = example('sconto-associazione-intera');
    const rows = [
      'c_a,Alfa,COMUNE,03,1000,,u_1,',
      'c_b,Beta,COMUNE,03,1000,,U_1|u_2,si',
      'c_c,Gamma,COMUNE,03,1000,,u_2;u_3,no',
      'c_d,Delta,COMUNE,03,1000,,"u_3 u_4",sì',
      'c_e,Epsilon,COMUNE,03,1000,,,',
      'u_1,Unione uno,UNIONE,,,,,',
      'u_2,Unione due,UNIONE,,,,,',
      'u_9,Unione senza comuni,UNIONE,,,,,',
    ];
    await run(`${HEADER},member\n${rows.join('\n')}\n`, tariff);
    assert.deepEqual(amounts(), {
      c_a: '128.00',
      c_b: '128.00',
      c_c: '160.00',
      c_d: '128.00',
      c_e: '160.00',
      u_1: '0.00',
      u_2: '300.00',
      u_9: '300.00',
    });
  });

  it('counts the association of a comune whose row is refused for a figure', async () => {
    const rows = ['c_a,Alfa,COMUNE,03,1000,,u_1,si', 'c_b,Beta,COMUNE,03,mille,,u_1,no'];
    const { refused } = await run(
      `${HEADER},member\n${rows.join('\n')}\n`,
      example('sconto-associazione-intera'),
    );
    assert.equal(refused.length, 1);
    assert.deepEqual(amounts(), { c_a: '160.00' });
  });

  it('reads quantities, class and fees of other years from columns of their name', async () => {
    await run(
      `Class,WORKSTATIONS,note,${HEADER}\nB,60,x,c_a,Alfa,COMUNE,03,,,\nA,10.5,,c_b,Beta,COMUNE,03,,,\n,60,,c_c,Gamma,COMUNE,03,,,\nA,,,c_d,Delta,COMUNE,03,,,\n`,
      example('classi-e-postazioni'),
    );
    assert.deepEqual(amounts(), { c_a: '2900.00', c_b: '1222.50', c_c: '', c_d: '' });
    assert.match(result()[3]!, /manca: «Postazioni di lavoro»/);
    await run(
      `${HEADER},reference_fee_2025\nc_a,A,COMUNE,03,1000,100,,1000.00\nc_b,B,COMUNE,03,1000,100,,none\nc_c,C,COMUNE,03,1000,100,,\n`,
      example('minimo-massimo-e-salvaguardia'),
    );
    const fees = amounts();
    assert.equal(fees.c_a, '900.00');
    assert.ok(Number(fees.c_b) < 900);
    assert.equal(fees.c_c, '');
    assert.match(result()[2]!, /manca: la quota del 2025/);
  });

  it('says which columns nobody uses, and refuses one that is there twice', async () => {
    const { notes } = await run(`${HEADER},Note,workstations\nc_a,A,COMUNE,03,10,1,,x,3\n`);
    assert.deepEqual(notes, ['Colonne del file che nessuna tariffa usa: Note, workstations.']);
    await assert.rejects(run(`${HEADER},Name\nc_a,A,COMUNE,03,10,1,,B\n`), UnusableFile);
  });

  it('takes the header in any order and case, with other separators and encodings, and categories in Italian', async () => {
    const header = 'Category;ASSOCIATED_IN;ipa_code;Name;region;Enterprises;Inhabitants';
    const rows = [
      'Comune;"u_1; u_2";c_a;Forlì;Lombardia;600;8000',
      'Unione di comuni;;u_1;Unione;;;',
      'Comunità montana;;cm_1;Montagna;;;',
    ];
    const text = `${header}\r\n${rows.join('\r\n')}\r\n`;
    const expected = { c_a: '1740.00', u_1: '300.00', cm_1: '300.00' };
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(text, 'latin1'),
      Buffer.from(text.replaceAll(';', '\t').replace('u_1\t u_2', 'u_1 u_2')),
    ]) {
      const { refused } = await run(bytes);
      assert.deepEqual(refused, []);
      assert.deepEqual(amounts(), expected);
    }
  });

  it('reports what cannot be read in the further columns', async () => {
    const { refused } = await run(
      `${HEADER},member,workstations,reference_fee_2025\nc_a,A,COMUNE,03,1,1,c_a,forse,1.234.567,mille\nc_b,B,COMUNE,03,1,1,,si,2,1.00,di troppo\n`,
      example('classi-e-postazioni'),
    );
    assert.deepEqual(
      refused.map(({ line, column }) => [line, column]),
      [
        [2, 'associated_in'],
        [2, 'member'],
        [2, 'workstations'],
        [2, 'reference_fee_2025'],
        [3, 'riga'],
      ],
    );
  });

  it('puts two tariffs side by side', async () => {
    const dearer = { ...standardTariff(), name: 'Più cara', fee: { kind: 'FLAT', amount: '1000.00' } };
    const { comparison } = await run(
      `${HEADER}\nc_a,A,COMUNE,03,8000,600,\nc_b,B,COMUNE,03,,0,\nu_1,U,UNIONE,,,,\n`,
      standardTariff(),
      '2027-01-01',
      dearer,
    );
    const [header] = readFileSync(path('r.csv'), 'utf8').split('\n');
    assert.equal(header, 'ipa_code,amount,trace,amount_against,difference');
    assert.match(result()[0]!, /^c_a,1740\.00,.*,1000\.00,-740\.00$/);
    assert.match(result()[1]!, /^c_b,,.*,1000\.00,$/);
    assert.match(result()[2]!, /^u_1,300\.00,.*,1000\.00,700\.00$/);
    assert.deepEqual(
      [comparison?.totals, comparison?.paysMore, comparison?.paysLess, comparison?.notComparable],
      [
        { bodies: 2, before: 204000, after: 200000, difference: -4000 },
        { bodies: 1, difference: 70000 },
        { bodies: 1, difference: -74000 },
        1,
      ],
    );
  });

  it('takes the year of the fees from the day, and says of which day the figures must be', async () => {
    const { year, figuresOn } = await run(`${HEADER}\n`, standardTariff(), '2027-06-01');
    assert.deepEqual([year, figuresOn], [2027, '2025-12-31']);
    const late = await run(`${HEADER}\n`, example('minimo-massimo-e-salvaguardia'), '2025-06-01');
    assert.match(late.warnings.join(' '), /quota del 2025, che non precede il 2025/);
  });

  it('computes ten thousand bodies in a couple of seconds', async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, n) => `c_${n},Comune ${n},COMUNE,03,${(n * 37) % 45_000},${n % 900},u_${n % 900}`,
    );
    const started = performance.now();
    const { assessed } = await run(`${HEADER}\n${rows.join('\n')}\n`, standardTariff(), '2027-01-01', {
      ...standardTariff(),
      fee: example('sconto-associazione-intera').fee,
    });
    assert.equal(assessed, 10_000);
    const seconds = (performance.now() - started) / 1000;
    console.log(`10,000 bodies under two tariffs in ${seconds.toFixed(2)} s`);
    assert.ok(seconds < 10, 'far more than it takes, so that a busy machine does not fail');
  });
});
