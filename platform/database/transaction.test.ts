import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { sql } from './pool.ts';
import { perform } from './transaction.ts';

describe('a command in one transaction', () => {
  const house = aHouse();
  const events = async (action: string) =>
    (
      await sql<{
        seq: number;
        facts: unknown;
      }>`select seq, facts from platform.audit_events where action = ${action} order by seq`.execute(
        house.system().db,
      )
    ).rows;

  it('writes its work and its audit together', async () => {
    await perform(house.system(), 'test.work', async (tx) =>
      tx.record({ action: 'test.together', target: 'test', targetId: null, facts: { n: 1 } }),
    );
    assert.deepEqual(
      (await events('test.together')).map((e) => e.facts),
      [{ n: 1 }],
    );
  });

  it('writes nothing when the work fails, not even the audit', async () => {
    await assert.rejects(
      perform(house.system(), 'test.work', async (tx) => {
        tx.record({ action: 'test.failed', target: 'test', targetId: null });
        await tx.announce('test.something', {});
        throw new RuleBroken('test.no');
      }),
      RuleBroken,
    );
    assert.deepEqual(await events('test.failed'), []);
    const { rows } = await sql`select 1 from platform.announcements where name = 'test.something'`.execute(
      house.system().db,
    );
    assert.equal(rows.length, 0);
  });

  it('is begun only when it is certain who asks for it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const write = (certain: () => Promise<void>, action: string) =>
      perform({ ...house.system(), certain }, 'test.work', async (tx) =>
        tx.record({ action, target: 'test', targetId: null }),
      );
    const waiting = write(() => promise, 'test.certain');
    assert.deepEqual(await events('test.certain'), []);
    resolve();
    await waiting;
    assert.equal((await events('test.certain')).length, 1);
    await assert.rejects(write(() => Promise.reject(new Error('somebody else')), 'test.not-certain'));
    assert.deepEqual(await events('test.not-certain'), []);
  });

  it('does once what is sent twice, and gives the first answer again', async () => {
    const call = { ...house.system(), requestKey: newId() };
    let times = 0;
    const once = () => perform(call, 'test.twice', async () => ({ number: ++times }), { amount: 5 });
    assert.deepEqual(await once(), { number: 1 });
    assert.deepEqual(await once(), { number: 1 });
    assert.equal(times, 1);
  });

  it('does once what is sent twice at the same moment', async () => {
    const call = { ...house.system(), requestKey: newId() };
    const work = () =>
      perform(call, 'test.same-moment', async (tx) => {
        tx.record({ action: 'test.same-moment', target: 'test', targetId: null });
        return { done: true };
      });
    const answers = await Promise.all([work(), work(), work(), work()]);
    assert.deepEqual(answers, Array(4).fill({ done: true }));
    assert.equal((await events('test.same-moment')).length, 1);
  });

  it('refuses the same key for another input', async () => {
    const call = { ...house.system(), requestKey: newId() };
    await perform(call, 'test.key', async () => 1, { amount: 5 });
    await assert.rejects(
      perform(call, 'test.key', async () => 2, { amount: 6 }),
      { code: 'platform.request-key-reused' },
    );
  });

  it('lets a failed request be sent again with the same key', async () => {
    const call = { ...house.system(), requestKey: newId() };
    await assert.rejects(perform(call, 'test.retry', async () => Promise.reject(new RuleBroken('test.no'))));
    assert.equal(await perform(call, 'test.retry', async () => 7), 7);
  });

  it('never shows or changes what belongs to another centre', async () => {
    const mine = house.system();
    const theirs = house.system(house.other);
    const seen = await sql`select 1 from directory.public_bodies`.execute(theirs.db);
    assert.equal(seen.rows.length, 0);
    const changed = await sql`update directory.public_bodies set name = 'X'`.execute(theirs.db);
    assert.equal(changed.numAffectedRows, 0n);
    await assert.rejects(
      sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by)
        values (${mine.centreId}, ${newId()}, ${house.body.ALFA}, '2020-12-31', 1, 'x', now(), 'x')`.execute(
        theirs.db,
      ),
      /row-level security/,
    );
  });
});

describe('the audit chain', () => {
  const house = aHouse();
  const check = async () =>
    (
      await sql<{ events: number; broken_at: number | null }>`select * from platform.check_audit()`.execute(
        house.system().db,
      )
    ).rows[0]!;

  it('holds as it is written, also by many at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        perform(house.system(), 'test.many', async (tx) =>
          tx.record({ action: 'test.many', target: 'test', targetId: String(n) }),
        ),
      ),
    );
    const found = await check();
    assert.equal(found.broken_at, null);
    assert.ok(found.events >= 20);
  });

  it('cannot be changed, added to or emptied by the application', async () => {
    const { db, centreId } = house.system();
    await assert.rejects(sql`update platform.audit_events set reason = 'x'`.execute(db), /permission denied/);
    await assert.rejects(sql`delete from platform.audit_events`.execute(db), /permission denied/);
    await assert.rejects(
      sql`insert into platform.audit_events (centre_id, seq, at, actor_name, action, target, hash) values (${centreId}, 999, now(), 'x', 'x', 'x', '')`.execute(
        db,
      ),
      /permission denied/,
    );
  });

  it('shows where somebody with the keys of the database changed it', async () => {
    await house.database.owner.query(
      "update platform.audit_events set reason = 'ritoccato' where centre_id = $1 and seq = 3",
      [house.centre],
    );
    assert.equal((await check()).broken_at, 3);
  });

  it('shows that its end was cut off', async () => {
    await house.database.owner.query(
      'update platform.audit_events set reason = null where centre_id = $1 and seq = 3',
      [house.centre],
    );
    await house.database.owner.query(
      'delete from platform.audit_events where centre_id = $1 and seq = (select max(seq) from platform.audit_events where centre_id = $1)',
      [house.centre],
    );
    const found = await check();
    assert.equal(found.broken_at, found.events + 1);
  });
});
