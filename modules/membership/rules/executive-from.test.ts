import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { executiveFrom } from './executive-from.ts';

const published = { votedOn: '2026-05-28', publicationStart: '2026-06-01', immediatelyExecutable: false };

describe('from when a resolution may be used [0.3, trap 13]', () => {
  it('published 1 June and not immediate: from 12 June, ten full days, 2 to 11 June', () => {
    assert.equal(executiveFrom(published), '2026-06-12');
  });
  it('initial day counted: from 11 June', () => {
    assert.equal(executiveFrom(published, 'INITIAL_DAY_COUNTED'), '2026-06-11');
  });
  it('minority reading, ten days after the fifteen of publication: from 26 June', () => {
    assert.equal(executiveFrom(published, 'AFTER_PUBLICATION'), '2026-06-26');
  });
  it('immediately executable: at once', () => {
    assert.equal(executiveFrom({ ...published, immediatelyExecutable: true }), '2026-05-28');
  });
  it('the day certified by the segretario prevails', () => {
    assert.equal(executiveFrom({ ...published, certifiedFrom: '2026-06-15' }), '2026-06-15');
  });
  it('voted and not published: it cannot be told', () => {
    assert.equal(executiveFrom({ ...published, publicationStart: null }), null);
  });
});
