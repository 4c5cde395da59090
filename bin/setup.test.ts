import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const places: string[] = [];
/** A copy of the program with a lock file, no modules, and an npm that does `work` and notes that it was called. */
function freshCopy(work: string): string {
  const root = mkdtempSync(join(tmpdir(), 'broletto-setup-'));
  places.push(root);
  mkdirSync(join(root, 'bin'));
  for (const file of ['setup.mjs', 'setup-npm.mjs'])
    cpSync(join(import.meta.dirname, file), join(root, 'bin', file));
  const packages = {
    '': {},
    'node_modules/one': { version: '1.0.0' },
    'node_modules/musl': { version: '1.0.0', optional: true, os: ['aix'] },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  writeFileSync(
    join(root, 'npm-cli.js'),
    `const fs = require('node:fs'); fs.appendFileSync('called', process.argv.slice(2).join(' ') + '\\n');
     fs.rmSync('node_modules', { recursive: true, force: true }); ${work}`,
  );
  return root;
}

const INSTALLS = "fs.mkdirSync('node_modules/one', { recursive: true });";

function setup(
  root: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const env = { PATH: process.env.PATH, npm_execpath: join(root, 'npm-cli.js'), ...environment };
  const child = spawn(process.execPath, [join(root, 'bin/setup.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      output += piece;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

const calls = (root: string): number =>
  existsSync(join(root, 'called')) ? readFileSync(join(root, 'called'), 'utf8').trim().split('\n').length : 0;

describe('the setup before npm start', () => {
  after(() => {
    for (const place of places) rmSync(place, { recursive: true, force: true });
  });

  it('installs once without scripts, and then has nothing to do', async () => {
    const root = freshCopy(INSTALLS);
    const first = await setup(root);
    assert.equal(first.code, 0, first.output);
    assert.match(readFileSync(join(root, 'called'), 'utf8'), /^ci --ignore-scripts --include=optional/);
    const start = performance.now();
    const second = await setup(root);
    console.log(`# nothing to do, with the start of Node: ${Math.round(performance.now() - start)} ms`);
    assert.deepEqual([second.code, second.output, calls(root)], [0, '', 1]);
  });

  it('installs again when the lock file changes', async () => {
    const root = freshCopy(INSTALLS);
    await setup(root);
    writeFileSync(join(root, 'package-lock.json'), '{"packages":{"node_modules/one":{"version":"1.0.1"}}}');
    await setup(root);
    assert.equal(calls(root), 2);
  });

  it('trusts what somebody installed by hand, when it is what the lock file says', async () => {
    const root = freshCopy(INSTALLS);
    mkdirSync(join(root, 'node_modules/one'), { recursive: true });
    writeFileSync(
      join(root, 'node_modules/.package-lock.json'),
      '{"packages":{"node_modules/one":{"version":"1.0.0"}}}',
    );
    assert.equal((await setup(root)).code, 0);
    assert.equal(calls(root), 0);
  });

  it('installs once when two start together', async () => {
    const root = freshCopy(`${INSTALLS} setTimeout(() => {}, 500);`);
    const answers = await Promise.all([setup(root), setup(root), setup(root)]);
    assert.deepEqual([answers.map((a) => a.code), calls(root)], [[0, 0, 0], 1]);
  });

  it('leaves the tools of the tests out in service, and brings them when the tests are run', async () => {
    const root = freshCopy(INSTALLS);
    await setup(root, { NODE_ENV: 'production' });
    await setup(root, { NODE_ENV: 'production' });
    assert.match(readFileSync(join(root, 'called'), 'utf8'), /--omit=dev/);
    await setup(root, { NODE_ENV: 'production', npm_lifecycle_event: 'pretest' });
    assert.equal(calls(root), 2);
  });

  for (const [said, answered] of [
    ['npm error code ENOTFOUND', /registro di npm non risponde/],
    ['npm error code ENOSPC', /spazio su disco è finito/],
    ['npm error code EACCES', /Non è permesso scrivere/],
    ['npm error code EUSAGE', /non concordano/],
    ['something new', /non è riuscita/],
  ] as const) {
    it(`explains «${said}» in Italian and fails`, async () => {
      const root = freshCopy(`console.error(${JSON.stringify(said)}); process.exit(1);`);
      const { code, output } = await setup(root);
      assert.equal(code, 1);
      assert.match(output, answered);
      assert.equal((await setup(root)).code, 1, 'nothing is noted as done');
    });
  }
});
