import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#test/database';
import { installJobSchema, jobSchemaVersion } from './job-schema.ts';
import { migrate } from './migrate.ts';

describe('migrations', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let directory: string;
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);

  before(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  beforeEach(async () => {
    await client.query(
      'drop table platform.migrations; drop schema if exists trial cascade; create schema trial',
    );
    directory = mkdtempSync(join(tmpdir(), 'broletto-migrations-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  after(async () => {
    await client.end();
    await database.drop();
  });

  it('are applied once, in the order of their names', async () => {
    write('0002-rows.sql', "insert into trial.things values ('a;b', $$ c; d $$);");
    write('0001-table.sql', 'create table trial.things (one text, two text);');
    write('notes.txt', 'not SQL');
    assert.deepEqual(await migrate(database.url, directory), {
      applied: ['0001-table.sql', '0002-rows.sql'],
    });
    assert.deepEqual(await migrate(database.url, directory), { applied: [] });
    write('0003-more.sql', "insert into trial.things values ('e', 'f')");
    assert.deepEqual(await migrate(database.url, directory), { applied: ['0003-more.sql'] });
    assert.equal((await client.query('select from trial.things')).rowCount, 2);
  });

  it('are applied once by processes that come together', async () => {
    write('0001.sql', 'select pg_sleep(0.1); create table trial.once ()');
    const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.url, directory)));
    assert.deepEqual(outcomes.map((o) => o.applied.length).sort(), [0, 0, 1]);
  });

  it('leave nothing of a file that fails, keep those before it, and say where', async () => {
    write('0001.sql', 'create table trial.kept ()');
    write('0002.sql', 'create table trial.gone ();\n\nselect nothing from trial.kept');
    await assert.rejects(migrate(database.url, directory), /0002\.sql, riga 3 non è riuscita: .*nothing/);
    const { rows } = await client.query(
      "select to_regclass('trial.kept') as kept, to_regclass('trial.gone') as gone",
    );
    assert.deepEqual(rows, [{ kept: 'trial.kept', gone: null }]);
    write('0002.sql', 'create table trial.gone ()');
    assert.deepEqual(await migrate(database.url, directory), { applied: ['0002.sql'] });
  });

  it('refuse a file that was changed after it was applied, but not for its line ends', async () => {
    write('0001.sql', 'create table\ntrial.one ()');
    await migrate(database.url, directory);
    write('0001.sql', 'create table\r\ntrial.one ()');
    assert.deepEqual(await migrate(database.url, directory), { applied: [] });
    write('0001.sql', 'create table trial.other ()');
    await assert.rejects(migrate(database.url, directory), /0001\.sql è stata modificata/);
  });

  it('refuse a database that a newer version has changed', async () => {
    write('0001.sql', 'select 1');
    await migrate(database.url, directory);
    rmSync(join(directory, '0001.sql'));
    await assert.rejects(migrate(database.url, directory), /versione più recente/);
  });

  it('run outside a transaction when the first line says so', async () => {
    write('0001.sql', 'create table trial.big (n integer)');
    const statement = (name: string) => `create index concurrently if not exists ${name} on trial.big (n);\n`;
    write(
      '0002.sql',
      `-- no transaction: the table is large\n${statement('one')}-- next statement\n${statement('two')}`,
    );
    assert.equal((await migrate(database.url, directory)).applied.length, 2);
    assert.equal((await client.query("select from pg_indexes where schemaname = 'trial'")).rowCount, 2);
  });

  it('of the job queue are installed, with nothing to do the second time', async () => {
    await client.query('drop schema graphile_worker cascade');
    await Promise.all([installJobSchema(database.url), installJobSchema(database.url)]);
    const start = performance.now();
    await installJobSchema(database.url);
    console.log(`# job schema, nothing to do: ${Math.round(performance.now() - start)} ms`);
    const { rows } = await client.query("select obj_description('graphile_worker'::regnamespace) as version");
    assert.deepEqual(rows, [{ version: jobSchemaVersion() }]);
  });
});
