import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { listParameters, nextCursor, offsetOf } from './cursor.ts';

const parameters = z.strictObject(listParameters);

describe('the cursor of a list', () => {
  it('leads to the row after the last shown, and ends with the list', () => {
    assert.equal(offsetOf(undefined), 0);
    assert.equal(offsetOf(nextCursor(0, 50, 205)!), 50);
    assert.equal(offsetOf(nextCursor(150, 50, 205)!), 200);
    assert.equal(nextCursor(200, 5, 205), null);
    assert.equal(nextCursor(0, 0, 0), null);
  });

  it('comes back as it went, whatever the place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_998 }), (offset) => {
        const cursor = nextCursor(offset - 1, 1, 1e9)!;
        return parameters.safeParse({ cursor }).success && offsetOf(cursor) === offset;
      }),
    );
  });

  it('is refused when it is not ours: made up, altered, of another list, negative', () => {
    for (const cursor of [
      'x',
      '50',
      'bzotMQ',
      'bzoxZTk',
      'bzo1MA==',
      'bzowNTA',
      '../../etc',
      "o:1'--",
      'bzo',
    ]) {
      assert.equal(parameters.safeParse({ cursor }).success, false, cursor);
    }
  });
});
