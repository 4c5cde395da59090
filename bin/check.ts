import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The laptop check, which is the CI check: format and lint, types, every test on a real PostgreSQL.
 * With folders or files as arguments, only their tests are run: `npm test -- modules/fees`.
 */
const root = join(import.meta.dirname, '..');
const chosen = process.argv.slice(2);
const SKIPPED = ['node_modules', 'var'];

function run(label: string, command: string, args: readonly string[]): void {
  const started = performance.now();
  console.log(`\n▶ ${label}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  if (status !== 0) {
    console.error(`✖ ${label}`);
    process.exit(status ?? 1);
  }
  console.log(`✔ ${label} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

function testFiles(): string[] {
  const patterns =
    chosen.length > 0
      ? chosen.map((path) => (path.endsWith('.test.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`))
      : ['**/*.test.ts'];
  return globSync(patterns, { cwd: root, exclude: (path) => SKIPPED.includes(path) }).sort();
}

if (chosen.length === 0) {
  run('format and lint', join(root, 'node_modules/.bin/biome'), ['check', '--error-on-warnings', '.']);
  run('types', join(root, 'node_modules/.bin/tsc'), ['-p', '.']);
}
run('tests', process.execPath, [
  '--test',
  '--test-isolation=none',
  '--test-timeout=240000',
  '--disable-warning=ExperimentalWarning',
  ...testFiles(),
]);
