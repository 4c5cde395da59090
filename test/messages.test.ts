import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { allMessages } from '../modules/building.ts';

/* Nobody reads a code on the screen: each rule that may be broken, and each audited event, has its Italian words. */

const root = join(import.meta.dirname, '..');
const sources = globSync('modules/**/*.ts', { cwd: root }).filter(
  (path) => !/\.test\.ts$|builders\.ts$/.test(path),
);
const known = new Set(allMessages().flatMap((messages) => Object.keys(messages)));
const used = (pattern: RegExp) =>
  [
    ...new Set(
      sources.flatMap((path) =>
        [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map(([, code]) => code!),
      ),
    ),
  ].sort();

describe('sentences', () => {
  it('stand for every rule that may be broken', () => {
    const codes = used(/(?:new RuleBroken\(|refuse\(|refused: )\s*'([a-z-]+\.[a-z-]+)'/g);
    assert.ok(codes.length > 50);
    assert.deepEqual(
      codes.filter((code) => !known.has(code) && !code.startsWith('platform.')),
      [],
    );
  });

  it('name every audited event', () => {
    const actions = used(/action:\s*'([a-z-]+\.[a-z-]+)'/g);
    assert.ok(actions.length > 40);
    assert.deepEqual(
      actions.filter((action) => !known.has(`audit.${action}`)),
      [],
    );
  });
});
