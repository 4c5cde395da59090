import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nobody } from '../call.ts';
import { type Identity, madeForWhoAsks, NOBODY } from './identity.ts';

const identity = (name: string): Identity => ({
  actor: { ...nobody, name },
  centreId: 'c',
  sessionId: 's',
  revision: '1',
});
const maria = identity('Maria');

/** A maker that says for whom it made, and a truth that waits to be told. */
function asked(supposed: Identity | null, reads = true) {
  const { promise: truth, resolve: tell, reject: fail } = Promise.withResolvers<Identity | null>();
  const madeFor: (string | undefined)[] = [];
  const answer = madeForWhoAsks({ supposed, truth }, reads, async (who) => {
    madeFor.push(who?.actor.name);
    if (who?.actor.name === 'Sconosciuto') throw new Error('not allowed');
    return `for ${who?.actor.name ?? 'nobody'}`;
  });
  return { answer, madeFor, tell, fail };
}

describe('an answer made for who asks', () => {
  it('is begun while the question is under way, and counts when nothing has changed', async () => {
    const { answer, madeFor, tell } = asked(maria);
    assert.deepEqual(madeFor, ['Maria']);
    tell(maria);
    assert.equal(await answer, 'for Maria');
    assert.deepEqual(madeFor, ['Maria']);
  });

  it('is made again for who they are now, even when only the revision of the centre is another', async () => {
    const changed = { ...maria, revision: '2' };
    const { answer, madeFor, tell } = asked(maria);
    tell(changed);
    await answer;
    assert.equal(madeFor.length, 2);
  });

  it('is never that of a session ended meanwhile', async () => {
    const { answer, tell } = asked(maria);
    tell(null);
    assert.equal(await answer, 'for nobody');
  });

  it('is not begun before the truth when it changes something, or when nobody is supposed', async () => {
    for (const { answer, madeFor, tell } of [asked(maria, false), asked(null)]) {
      assert.deepEqual(madeFor, []);
      tell(maria);
      assert.equal(await answer, 'for Maria');
    }
    assert.equal(await madeForWhoAsks(NOBODY, true, async (who) => who), null);
  });

  it('a refusal met by who was supposed counts only when they are who they were', async () => {
    const stranger = identity('Sconosciuto');
    const first = asked(stranger);
    first.tell(maria);
    assert.equal(await first.answer, 'for Maria');
    const second = asked(stranger);
    second.tell(stranger);
    await assert.rejects(second.answer, /not allowed/);
    const third = asked(stranger);
    third.fail(new Error('no database'));
    await assert.rejects(third.answer, /no database/);
  });

  it('writes nothing before it is certain, and nothing for who they no longer are', async () => {
    for (const [known, written] of [
      [maria, ['Maria']],
      [null, ['nobody']],
      [{ ...maria, revision: '2' }, ['Maria']],
    ] as const) {
      const { promise: truth, resolve: tell } = Promise.withResolvers<Identity | null>();
      const wrote: string[] = [];
      const answer = madeForWhoAsks({ supposed: maria, truth }, true, async (who, certain) => {
        await certain?.();
        wrote.push(who?.actor.name ?? 'nobody');
      });
      await new Promise(setImmediate);
      assert.deepEqual(wrote, []);
      tell(known);
      await answer;
      assert.deepEqual(wrote, written);
    }
  });
});
