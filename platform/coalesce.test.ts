import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coalesced } from './coalesce.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A question that waits to be let through, and says what it was asked. */
function slowQuestion() {
  const asked: string[][] = [];
  const through: (() => void)[] = [];
  let value = 0;
  const find = coalesced<string, string>(async (keys) => {
    asked.push([...keys]);
    const seen = value;
    await new Promise<void>((resolve) => through.push(resolve));
    return (key) => `${key}=${seen}`;
  });
  return { asked, find, change: () => value++, letThrough: () => through.shift()!() };
}

describe('one question for many', () => {
  it('is shared by those who come together', async () => {
    const q = slowQuestion();
    const answers = [q.find('a'), q.find('b'), q.find('a')];
    await turn();
    q.letThrough();
    assert.deepEqual(await Promise.all(answers), ['a=0', 'b=0', 'a=0']);
    assert.deepEqual(q.asked, [['a', 'b']]);
  });

  it('never answers with what was read before it was asked: who comes while one is under way waits for the next', async () => {
    const q = slowQuestion();
    const early = q.find('a');
    await turn();
    q.change();
    const late = [q.find('a'), q.find('a')];
    await turn();
    assert.equal(q.asked.length, 1, 'at most one is under way');
    q.letThrough();
    assert.equal(await early, 'a=0');
    await turn();
    q.letThrough();
    assert.deepEqual(await Promise.all(late), ['a=1', 'a=1']);
    assert.equal(q.asked.length, 2);
  });

  it('tells a failure to those who waited for it and to nobody else', async () => {
    let broken = true;
    const find = coalesced<string, number>(async () => {
      if (broken) throw new Error('no database');
      return () => 1;
    });
    await assert.rejects(find('a'), /no database/);
    broken = false;
    assert.equal(await find('a'), 1);
  });

  it('rests between two questions, so that more come together', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const asked: string[][] = [];
    const find = coalesced<string, true>(
      async (keys) => {
        asked.push([...keys]);
        return () => true;
      },
      { restMs: 4 },
    );
    await find('a');
    const later = [find('b'), find('c')];
    await new Promise(setImmediate);
    assert.deepEqual(asked, [['a']]);
    t.mock.timers.tick(4);
    await Promise.all(later);
    assert.deepEqual(asked, [['a'], ['b', 'c']]);
    t.mock.timers.tick(4);
    await find('d');
    assert.equal(asked.length, 3, 'who comes after the rest does not wait');
  });
});
