import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type ReadRegisterOptions, readRegister } from './read-register.ts';
import type { RegisterKindName } from './register-kind.ts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/data');

interface Expected<K extends RegisterKindName> extends ReadRegisterOptions<K> {
  records: number;
  warnings: number;
}

/** Reads a public file three times, prints counts and the best time, and expects no refused row. */
function readWhole<K extends RegisterKindName>(
  file: string,
  kind: K,
  { records, warnings, ...options }: Expected<K>,
) {
  const path = join(FOLDER, file);
  const skip = existsSync(path) ? false : `public file ${file} not here`;
  test(`${file} is read whole as ${kind}`, { skip }, (context: TestContext) => {
    const bytes = readFileSync(path);
    let best = Number.POSITIVE_INFINITY;
    let found = readRegister<K>(bytes, options);
    for (let time = 0; time < 3; time++) {
      const start = performance.now();
      found = readRegister<K>(bytes, options);
      best = Math.min(best, performance.now() - start);
    }
    context.diagnostic(
      `${found.records.length} records, ${found.refusedRowCount} refused, ${found.warnings.length} warnings, ${best.toFixed(0)} ms`,
    );
    assert.deepEqual(found.fileProblems, []);
    assert.deepEqual(found.refused, []);
    assert.deepEqual([found.kind, found.records.length, found.warnings.length], [kind, records, warnings]);
  });
}

readWhole('ipa_enti.csv', 'ipa-bodies', { records: 15_224, warnings: 56 });
readWhole('ipa_campione_2024_enti.csv', 'ipa-bodies', { records: 21, warnings: 0 });
readWhole('ipa_campione_2017_amministrazioni.tsv', 'ipa-bodies', { records: 19, warnings: 0 });
readWhole('ipa_2013_contatti.csv', 'ipa-bodies', { records: 9032, warnings: 98 });
readWhole('comuni.csv', 'istat-comuni', { records: 7896, warnings: 0 });
readWhole('comuni.csv', 'population', {
  records: 7896,
  warnings: 0,
  kind: 'population',
  referenceDate: '2025-11-18',
});
readWhole('imprese_comuni_puglia.csv', 'enterprises', { records: 157, warnings: 0 });
readWhole('associazioni_comuni.csv', 'associations', { records: 32, warnings: 0 });
readWhole('associazioni_membri.csv', 'association-members', { records: 283, warnings: 0 });
readWhole('variazioni_comuni.csv', 'municipality-changes', { records: 332, warnings: 9 });
readWhole('comuni_2026.topo.json', 'boundaries', { records: 7894, warnings: 0 });
readWhole('province_2026.topo.json', 'boundaries', { records: 110, warnings: 0 });
