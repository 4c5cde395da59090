import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testDatabase } from '#test/database';
import { bar } from './terminal/progress.ts';

const PROGRAM = join(import.meta.dirname, 'broletto.ts');
const EXAMPLE = join(import.meta.dirname, '..', 'modules', 'tariffs', 'examples', 'brescia-2013.json');

interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the true program, as a shell would. */
function broletto(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Said> {
  return new Promise((resolve) => {
    const { DATABASE_URL: _, NODE_TEST_CONTEXT: __, ...rest } = process.env;
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...rest, ...environment } });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

describe('the terminal, without a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broletto-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const HEADER = 'ipa_code,name,category,region,inhabitants,enterprises,associated_in\n';

  it('helps in Italian, for every command', async () => {
    const { code, out } = await broletto(['--help']);
    assert.equal(code, 0);
    for (const word of [
      'Uso:',
      'Comandi:',
      'import',
      'tariffs',
      'assess',
      'export',
      'check-audit',
      'backup',
      'restore',
    ])
      assert.ok(out.includes(word), word);
    assert.doesNotMatch(out, /Usage:|Options:|display help/);
    const all = [
      ['import'],
      ['tariffs', 'simulate'],
      ['assess'],
      ['export'],
      ['centre', 'create'],
      ['administrator', 'create'],
      ['restore'],
    ];
    await Promise.all(
      all.map(async (command) => {
        const help = await broletto([...command, '--help']);
        assert.equal(help.code, 0, command.join(' '));
        assert.doesNotMatch(help.out, /Usage:|Options:|display help|choices:|default:/, help.out);
      }),
    );
  });

  it('says in Italian what is written wrongly, with exit code 2', async () => {
    const wrong = [
      [['inesistente'], /Il comando «inesistente» non esiste/],
      [['export', 'members'], /Manca l’opzione obbligatoria/],
      [['export', 'tutto', '--out', 'x.csv'], /non ammette «tutto»/],
      [['import', 'auto'], /Manca l’argomento «file»/],
      [['import', 'auto', join(folder, 'mai.csv')], /Il file non esiste/],
      [['assess', '--year', 'duemila'], /L’anno «duemila» non è valido/],
    ] as const;
    await Promise.all(
      wrong.map(async ([args, says]) => {
        const { code, err } = await broletto(args);
        assert.match(err, says);
        assert.equal(code, 2, err);
      }),
    );
  });

  it('says which setting is bad, with exit code 78', async () => {
    const { code, err } = await broletto(['check-audit'], { DATABASE_URL: 'mysql://x', DATA_DIR: folder });
    assert.equal(code, 78);
    assert.match(err, /DATABASE_URL/);
  });

  it('says that no database answers, with exit code 75', async () => {
    const { code, err } = await broletto(['check-audit'], {
      DATABASE_URL: 'postgres://x@127.0.0.1:1/x',
      DATA_DIR: folder,
    });
    assert.equal(code, 75, err);
    assert.match(err, /La base dati non risponde/);
  });

  it('simulates a tariff over a file of bodies', async () => {
    const bodies = join(folder, 'enti.csv');
    const result = join(folder, 'quote.csv');
    writeFileSync(bodies, `${HEADER}c_a,Alfa,COMUNE,03,2400,150,\nc_b,Beta,COMUNE,03,,210,\n`);
    const { code, out, err } = await broletto(
      [
        'tariffs',
        'simulate',
        '--tariff',
        EXAMPLE,
        '--bodies',
        bodies,
        '--date',
        '2013-06-01',
        '--out',
        result,
      ],
      {
        DATABASE_URL: 'postgres://nessuno@127.0.0.1:1/niente',
      },
    );
    assert.equal(code, 0, err);
    assert.match(out, /510,00/); // 2,400 × 0.15 + 150 × 1.00
    const [, alfa, beta] = readFileSync(result, 'utf8').split('\n');
    assert.match(alfa!, /^c_a,510\.00,/);
    assert.match(beta!, /^c_b,,/);
  });

  it('puts two tariffs side by side, and warns of notches', async () => {
    const bodies = join(folder, 'due.csv');
    const result = join(folder, 'due-quote.csv');
    writeFileSync(bodies, `${HEADER}c_a,Alfa,COMUNE,03,8000,600,\n`);
    const examples = join(EXAMPLE, '..');
    const { code, out, err } = await broletto([
      'tariffs',
      'simulate',
      '--tariff',
      join(examples, 'kit-riuso-fasce.json'),
      '--against',
      join(examples, 'kit-riuso-scaglioni.json'),
      '--bodies',
      bodies,
      '--out',
      result,
    ]);
    assert.equal(code, 0, err);
    assert.match(err, /Attenzione: .*5 punti in cui un ente più grande paga di meno/);
    assert.match(out, /1\.620,00 € → 1\.740,00 € \(\+120,00 €\)/);
    assert.match(out, /pagano di più: 1 \(\+120,00 €\)/);
    assert.match(readFileSync(result, 'utf8'), /^ipa_code,amount,trace,amount_against,difference\n/);
  });

  it('writes the good rows and refuses the bad ones, with line, column and reason, and exit code 1', async () => {
    const bodies = join(folder, 'sbagliati.csv');
    writeFileSync(bodies, `${HEADER}c_a,Alfa,COMUNE,03,2400,150,\nc_b,Beta,COMUNE,03,tremila,210,\n`);
    const { code, err } = await broletto([
      'tariffs',
      'simulate',
      '--tariff',
      EXAMPLE,
      '--bodies',
      bodies,
      '--out',
      join(folder, 'r.csv'),
    ]);
    assert.equal(code, 1);
    assert.match(err, /riga 3, inhabitants «tremila»/);
    const unreadable = await broletto([
      'tariffs',
      'simulate',
      '--tariff',
      bodies,
      '--bodies',
      bodies,
      '--out',
      join(folder, 'r.csv'),
    ]);
    assert.equal(unreadable.code, 1);
    assert.match(unreadable.err, /non si può leggere come JSON/);
  });

  it('draws how far the work is', () => {
    assert.equal(bar(1650, 5000), `[${'#'.repeat(10)}${'-'.repeat(20)}]  33 % 1.650 di 5.000`);
    assert.equal(bar(7, null), `[${'-'.repeat(30)}] 7`);
  });
});

describe('the terminal, on a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broletto-'));
  let made: Awaited<ReturnType<typeof testDatabase>>;
  let environment: Record<string, string>;
  before(async () => {
    made = await testDatabase();
    environment = { DATABASE_URL: made.url, DATA_DIR: folder, SECRET: 's'.repeat(40), LOG_LEVEL: 'silent' };
  });
  after(async () => {
    await made.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (args: readonly string[], input = '', more: Record<string, string> = {}) =>
    broletto(args, { ...environment, ...more }, input);

  it('creates a centre, once', async () => {
    const args = [
      'centre',
      'create',
      '--slug',
      'prova',
      '--name',
      'CST di prova',
      '--model',
      'LEAD_BODY',
      '--managing-body',
      'Comune di prova',
    ];
    const first = await run(args);
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /\/centri\/prova/);
    assert.equal((await run(args)).code, 1);
    assert.equal((await run([...args.slice(0, 3), 'Non Valida', ...args.slice(4)])).code, 2);
  });

  it('creates an administrator with the password from the standard input or the environment, never from the arguments', async () => {
    const args = ['administrator', 'create', '--name', 'Ada', '--email'];
    assert.equal((await run([...args, 'ada@ente.example'], 'parola-abbastanza-lunga\n')).code, 0);
    const given = { BROLETTO_PASSWORD: 'parola-abbastanza-lunga' };
    assert.equal((await run([...args, 'eva@ente.example', '--centre', 'prova'], '', given)).code, 0);
    assert.equal((await run([...args, 'uno@ente.example'], 'corta\n')).code, 2);
    assert.equal((await run([...args, 'due@ente.example', '--password', 'x'])).code, 2);
  });

  it('tries an import and changes nothing until it is told to apply', async () => {
    const file = join(folder, 'comuni.csv');
    writeFileSync(
      file,
      'Codice_IPA;Denominazione_ente;Codice_fiscale_ente;Tipologia;Codice_Categoria;Codice_comune_ISTAT\nc_b157;Comune di Brescia;00761890177;Pubbliche Amministrazioni;L6;017029\n',
    );
    const trial = await run(['import', 'ipa-bodies', file]);
    assert.equal(trial.code, 0, trial.err);
    assert.match(trial.out, /Prova: nulla è cambiato/);
    assert.match(trial.out, /Nuove +1/);
    const applied = await run(['import', 'ipa-bodies', file, '--apply']);
    assert.equal(applied.code, 0, applied.err);
    assert.match(applied.out, /Importazione applicata/);
    assert.match((await run(['import', 'ipa-bodies', file])).out, /Nuove +0/);
    const other = await run(['import', 'ipa-bodies', file, '--centre', 'mai-visto']);
    assert.equal(other.code, 2);
    assert.match(other.err, /I centri sono: prova/);
  });

  it('imports other quantities, and the same file changes nothing', async () => {
    const file = join(folder, 'postazioni.csv');
    writeFileSync(file, 'Codice IPA;Voce;Valore;Anno\nc_b157;Postazioni;850;2025\n');
    const applied = await run(['import', 'quantities', file, '--apply']);
    assert.equal(applied.code, 0, applied.err);
    assert.match(applied.out, /Nuove +1/);
    assert.match((await run(['import', 'auto', file])).out, /Senza differenze +1/);
  });

  it('exports lists in every format, also when they are empty', async () => {
    const lists = [
      ['members', 'csv'],
      ['assessments', 'json'],
      ['notices', 'xlsx'],
    ] as const;
    await Promise.all(
      lists.map(async ([what, format]) => {
        const file = join(folder, `${what}.${format}`);
        const { code, err } = await run(['export', what, '--out', file]);
        assert.equal(code, 0, err);
        assert.ok(existsSync(file));
      }),
    );
    assert.match(readFileSync(join(folder, 'members.csv'), 'utf8'), /Codice IPA;Codice ISTAT/);
    assert.equal(readFileSync(join(folder, 'assessments.json'), 'utf8').trim(), '[]');
  });

  it('refuses to assess a year without a convention', async () => {
    const { code, err } = await run(['assess', '--year', '2026']);
    assert.equal(code, 1);
    assert.match(err, /non vale alcuna convenzione/);
  });

  it('finds the chain of the audit whole, and says so of every centre', async () => {
    const { code, out } = await run(['check-audit']);
    assert.equal(code, 0);
    assert.match(out, /CST di prova: [1-9]\d* eventi, catena integra/);
    assert.match(out, /Installazione: [1-9]\d* eventi, catena integra/);
  });

  it('writes a copy, refuses it over a full database, and takes it back into an empty one', async () => {
    const archive = join(folder, 'copia.tar.gz');
    const copy = await run(['backup', archive]);
    assert.equal(copy.code, 0, copy.err);
    assert.match(copy.out, /Copia scritta/);
    assert.doesNotMatch(copy.err, /\r/, 'no bar in a pipe');
    const over = await run(['restore', archive]);
    assert.equal(over.code, 1, over.err);
    const empty = await testDatabase();
    const back = await run(['restore', archive], '', {
      DATABASE_URL: empty.url,
      DATA_DIR: join(folder, 'altra'),
    });
    assert.equal(back.code, 0, back.err);
    assert.match(back.out, /ripristinata e verificata/);
    const same = await run(['check-audit'], '', { DATABASE_URL: empty.url });
    assert.match(same.out, /CST di prova: \d+ eventi, catena integra/);
    await empty.drop();
  });
});
