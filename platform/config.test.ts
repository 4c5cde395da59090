import assert from 'node:assert/strict';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BadConfiguration, readConfig } from './config.ts';

const directory = () => mkdtempSync(join(tmpdir(), 'configurazione-'));

describe('the configuration', () => {
  it('has a default for everything, and a secret of its own kept for the owner alone', () => {
    const DATA_DIR = directory();
    const first = readConfig({ DATA_DIR });
    assert.equal(first.port, 3000);
    assert.equal(first.demo, true);
    assert.equal(readConfig({ DATA_DIR }).secret, first.secret);
    assert.equal(statSync(join(DATA_DIR, 'secret')).mode & 0o777, 0o600);
  });

  it('names every bad value and says how to mend it', () => {
    const read = () =>
      readConfig({
        PORT: 'tremila',
        DATABASE_URL: 'mysql://x',
        LOG_LEVEL: 'forte',
        SECRET: 'corta',
        DATA_DIR: directory(),
      });
    assert.throws(
      read,
      (error: BadConfiguration) =>
        error instanceof BadConfiguration &&
        ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'SECRET'].every((name) => error.message.includes(name)) &&
        error.problems.length === 4,
    );
  });

  it('wants a secret given by hand in production on a shared server', () => {
    assert.throws(
      () => readConfig({ NODE_ENV: 'production', DATABASE_URL: 'postgres://a@b/c', DATA_DIR: directory() }),
      /SECRET manca/,
    );
  });
});
