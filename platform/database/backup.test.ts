import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#test/database';
import { backup } from './backup.ts';
import { RestoreRefused, restore } from './restore.ts';

/** Tables that no room would have, with all that could go wrong. */
const TRIAL = `
  create schema trial;
  create type trial.mood as enum ('lieto', 'tr''iste');
  create type trial.pair as (a int, b text);
  create table trial.nasty (
    id int generated always as identity primary key, t text, b bytea, j json, jb jsonb, r tstzrange, mr nummultirange,
    ia int[], ta text[], n numeric, f float8, ts timestamptz, d date, iv interval, u uuid, ip inet, m trial.mood, p trial.pair, x xml,
    up text generated always as (upper(t)) stored);
  create table trial."Odd ""name"" / è" ("a b" text, "select" int unique deferrable initially deferred);
  create table trial.empty (nothing text);
  create table trial.no_columns ();
  create table trial.chicken (id int primary key, egg int not null);
  create table trial.egg (id int primary key, chicken int not null references trial.chicken deferrable initially deferred, older int references trial.egg);
  alter table trial.chicken add constraint chickens_come_from_eggs foreign key (egg) references trial.egg deferrable initially deferred;
  comment on constraint chickens_come_from_eggs on trial.chicken is 'da dove''altro';
  create table trial.parted (year int, what text) partition by list (year);
  create table trial.parted_2026 partition of trial.parted for values in (2026);
  create sequence trial.never_used;
  create sequence trial.numbers start 7;
  create function trial.refuse() returns trigger language plpgsql as $$ begin raise 'read only'; end $$;
  create materialized view trial.counted as select count(*)::int as n from trial.chicken;`;
const GUARD =
  'create trigger chickens_are_read_only before insert or update or delete on trial.chicken for each row execute function trial.refuse()';

const ROWS = `
  insert into trial.nasty (t, b, j, jb, r, mr, ia, ta, n, f, ts, d, iv, u, ip, m, p, x) values
    (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (e'\\\\N', '\\x', '{"b": 1,  "a": 2}', '{"b": 1, "a": [null, "\\\\u00e8"]}', 'empty', '{[1,2),[3,)}', '{{1,2},{3,null}}',
      array['', null, 'NULL', 'a"b\\c', e'due\\nrighe'], 'NaN', 'Infinity', 'infinity', '-infinity', '1 mon -3 days 04:05:06.789',
      '0192a1b2-0000-7000-8000-000000000001', '2001:db8::1/64', 'tr''iste', row(null, 'a,b"'), '<a>è</a>'),
    (e'tab\\tnewline\\nreturn\\r\\n backslash \\\\ dot\\n\\\\.\\n è € 😀 end ', '\\x00ff0a5c2e0d', '[]', '"x"', '[2026-01-01 00:00+01,)', '{}', '{}', '{}',
      123456789012345678901234567890.000001, 0.1::float8 + 0.2, '2026-11-21 04:12:34.567891+00', '0044-03-15 BC', '0', null, '10.0.0.1', 'lieto', row(1, ''), null);
  insert into trial.nasty (t) select repeat('riga ' || i || e'\\n', 20) from generate_series(1, 20000) i;
  insert into trial."Odd ""name"" / è" values ('x', 1), ('y', null);
  insert into trial.no_columns default values;
  begin; insert into trial.chicken values (1, 1); insert into trial.egg values (1, 1, 2), (2, 1, 1); commit;
  insert into trial.parted values (2026, 'sì');
  select nextval('trial.numbers'), nextval('trial.numbers');
  refresh materialized view trial.counted;`;

const root = mkdtempSync(join(tmpdir(), 'broletto-backup-'));
const file = join(root, 'copia di prova.tar.gz');
const sourceFiles = join(root, 'files');
const longPath = `atti/${'cartella-lunga/'.repeat(9)}verbale della città.pdf`;
let source: TestDatabase;
let target: TestDatabase;
let targetFiles: string;

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query(text);
    return (Array.isArray(result) ? result.at(-1) : result).rows;
  } finally {
    await client.end();
  }
}

const dump = (url: string): Promise<Record<string, unknown>[]> =>
  ask(
    url,
    `select n::text as row from trial.nasty n union all select o::text from trial."Odd ""name"" / è" o
    union all select 'egg ' || e from trial.egg e union all select 'parted ' || p from trial.parted p union all select 'counted ' || c from trial.counted c order by 1`,
  );

/** Copies the archive with its content changed, gzip and tar being right again. */
function altered(change: (content: Buffer) => void): string {
  const content = gunzipSync(readFileSync(file));
  change(content);
  const path = join(root, 'altered.tar.gz');
  writeFileSync(path, gzipSync(content));
  return path;
}

async function assertUntouched(): Promise<void> {
  assert.equal((await ask(target.url, 'select from trial.nasty')).length, 0);
  assert.deepEqual(readdirSync(targetFiles), []);
}

describe('a backup', () => {
  before(async () => {
    source = await testDatabase();
    await ask(source.url, TRIAL);
    await ask(source.url, ROWS);
    await ask(source.url, GUARD);
    mkdirSync(join(sourceFiles, longPath, '..'), { recursive: true });
    writeFileSync(join(sourceFiles, longPath), Buffer.alloc(700_001, 'x'));
    writeFileSync(join(sourceFiles, 'vuoto.txt'), '');
    await backup(source.url, file, undefined, sourceFiles);
  });
  beforeEach(async () => {
    target = await testDatabase();
    await ask(target.url, `${TRIAL}; ${GUARD}`);
    targetFiles = mkdtempSync(join(root, 'target-'));
  });
  afterEach(() => target.drop());
  after(async () => {
    await source.drop();
    rmSync(root, { recursive: true, force: true });
  });

  it('gives back every value, file, sequence and guard', async () => {
    const seen: string[] = [];
    const totals = await restore(target.url, file, (p) => seen.push(p.phase), targetFiles);
    assert.deepEqual(await dump(target.url), await dump(source.url));
    assert.equal(totals.tables['trial.nasty']?.rows, 20003);
    assert.deepEqual(readFileSync(join(targetFiles, longPath)), readFileSync(join(sourceFiles, longPath)));
    assert.deepEqual(readdirSync(targetFiles).sort(), ['atti', 'vuoto.txt']);
    assert.deepEqual([...new Set(seen)], ['tables', 'files', 'check']);
    assert.equal((await ask(target.url, "select nextval('trial.numbers')::int as n"))[0]?.n, 9);
    assert.equal((await ask(target.url, "select nextval('trial.never_used')::int as n"))[0]?.n, 1);
    assert.equal(
      (await ask(target.url, 'insert into trial.nasty (t) values (null) returning id'))[0]?.id,
      20004,
    );
    await assert.rejects(ask(target.url, 'insert into trial.chicken values (2, 1)'), /read only/);
    await assert.rejects(ask(target.url, 'insert into trial.egg values (9, 9, 1)'), /foreign key/);
    const described =
      "select conname, pg_get_constraintdef(oid) as def, obj_description(oid) as remark from pg_constraint where contype = 'f' order by 1, 2";
    assert.deepEqual(await ask(target.url, described), await ask(source.url, described));
  });

  it('is readable by its owner alone, and by any tar', () => {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const { stdout, status } = spawnSync('tar', ['-tzf', file], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    if (status === null) return; // no tar here
    const names = stdout.trim().split('\n');
    assert.equal(names[0], 'manifest.json');
    assert.equal(names.at(-1), 'totals.json');
    assert.ok(stdout.includes('tables/trial.nasty/000002.copy') && stdout.includes('verbale della citt'));
  });

  it('leaves nothing when it fails', async () => {
    const failing = join(root, 'failing.tar.gz');
    const stop = () => {
      throw new Error('interrupted');
    };
    await assert.rejects(backup(source.url, failing, stop), /interrupted/);
    assert.deepEqual(
      readdirSync(root).filter((name) => name.startsWith('failing')),
      [],
    );
  });

  it('is refused when it is truncated, wherever', async () => {
    const whole = readFileSync(file);
    const path = join(root, 'truncated.tar.gz');
    for (const part of [0, 0.0001, 0.3, 0.9, 0.9999]) {
      writeFileSync(path, whole.subarray(0, Math.floor(whole.length * part)));
      await assert.rejects(restore(target.url, path, undefined, targetFiles), /incompleta o danneggiata/);
    }
    const content = gunzipSync(whole);
    writeFileSync(path, gzipSync(content.subarray(0, Math.floor(content.length / 1024) * 512)));
    await assert.rejects(restore(target.url, path, undefined, targetFiles), /incompleta o danneggiata/);
    await assertUntouched();
  });

  for (const [what, change] of [
    ['a row', (c: Buffer) => c.write('RIGA', c.indexOf('riga 1\\n'))],
    ['a file', (c: Buffer) => c.write('y', c.indexOf('xxxxxxxxxxxxxxxxxxxx'))],
    ['the manifest', (c: Buffer) => c.write('"madeAt": "1999', c.indexOf('"madeAt"'))],
  ] as const) {
    it(`is refused when ${what} was changed`, async () => {
      const path = altered((content) => {
        change(content);
      });
      await assert.rejects(
        restore(target.url, path, undefined, targetFiles),
        /incompleta o danneggiata .*non corrisponde/,
      );
      await assertUntouched();
    });
  }

  it('is refused when it leaves its directory', async () => {
    const path = altered((content) => {
      const header = content.indexOf('files/vuoto.txt');
      content.write('files/../to.txt', header);
      const block = content.subarray(header, header + 512);
      block.write('        ', 148, 'latin1');
      const sum = block.reduce((total, byte) => total + byte, 0);
      block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    });
    await assert.rejects(restore(target.url, path, undefined, targetFiles), /percorso non ammesso/);
    await assertUntouched();
  });

  it('is refused where there are rows or files already', async () => {
    await ask(target.url, "insert into trial.empty values ('mine')");
    await assert.rejects(restore(target.url, file, undefined, targetFiles), /non è vuoto \(trial\.empty\)/);
    await ask(target.url, 'delete from trial.empty');
    writeFileSync(join(targetFiles, 'mine'), '');
    await assert.rejects(restore(target.url, file, undefined, targetFiles), /non è vuota \(mine\)/);
    rmSync(join(targetFiles, 'mine'));
    await assert.rejects(restore(target.url, file), /indicare la cartella/);
    await assertUntouched();
  });

  it('is refused where the migrations are others', async () => {
    await ask(target.url, "insert into platform.migrations (name, checksum) values ('9999-later.sql', 'x')");
    await assert.rejects(restore(target.url, file, undefined, targetFiles), (error: Error) => {
      assert.ok(error instanceof RestoreRefused);
      assert.match(error.message, /qui c'è in più la migrazione 9999-later\.sql/);
      return true;
    });
    await assertUntouched();
  });

  it('puts nothing in when a constraint does not hold', async () => {
    await ask(target.url, 'alter table trial.egg add constraint eggs_are_later check (id > 5)');
    await assert.rejects(restore(target.url, file, undefined, targetFiles), /trial\.egg rifiuta i dati/);
    await assertUntouched();
  });
});
