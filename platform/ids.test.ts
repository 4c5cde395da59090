import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isId, newId } from './ids.ts';

describe('identifiers', () => {
  it('are UUIDs of version 7', () =>
    assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
  it('come one after another in time', () => assert.ok(newId(1_700_000_000_000) < newId(1_700_000_000_001)));
  it('do not repeat', () =>
    assert.equal(new Set(Array.from({ length: 20_000 }, () => newId())).size, 20_000));
  it('are recognised, and nothing else is', () => {
    assert.ok(isId(newId()));
    for (const wrong of ['', 'x', "1' or '1'='1", null, undefined, 7, `${newId()} `])
      assert.equal(isId(wrong), false);
  });
});
