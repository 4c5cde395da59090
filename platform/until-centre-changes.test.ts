import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from './call.ts';
import { untilCentreChanges } from './until-centre-changes.ts';

const centre = () => ({}) as Call['db'];
const callOf = (db: Call['db'], revision?: string) => ({ db, revision }) as Call;

describe('what is remembered until the centre changes', () => {
  it('is asked once for a revision, and again after a change', async () => {
    let asked = 0;
    const find = untilCentreChanges(async () => ++asked);
    const db = centre();
    assert.deepEqual(await Promise.all([find(callOf(db, '7')), find(callOf(db, '7'))]), [1, 1]);
    assert.equal(await find(callOf(db, '8')), 2);
    assert.equal(await find(callOf(db, '8')), 2);
  });

  it('belongs to one centre', async () => {
    let asked = 0;
    const find = untilCentreChanges(async () => ++asked);
    await find(callOf(centre(), '7'));
    assert.equal(await find(callOf(centre(), '7')), 2);
  });

  it('is asked each time when nobody knows the revision', async () => {
    let asked = 0;
    const find = untilCentreChanges(async () => ++asked);
    const db = centre();
    await find(callOf(db));
    assert.equal(await find(callOf(db)), 2);
  });

  it('is not remembered when it failed', async () => {
    let asked = 0;
    const find = untilCentreChanges(async () => {
      if (++asked === 1) throw new Error('no database');
      return asked;
    });
    const db = centre();
    await assert.rejects(find(callOf(db, '7')), /no database/);
    assert.equal(await find(callOf(db, '7')), 2);
  });
});
