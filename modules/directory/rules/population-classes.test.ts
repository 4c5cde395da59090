import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bresciaServiceBandOf, clusterOf, isSmallComune, tuelClassOf } from './population-classes.ts';

describe('classes by inhabitants [D12]', () => {
  it('trap 5: 5,000 is cluster M and a piccolo comune', () => {
    assert.equal(clusterOf(5000), 'M');
    assert.ok(isSmallComune(5000));
    assert.ok(!isSmallComune(5001));
  });
  it('clusters: 4,999 S, 5,000 M, 15,000 M, 15,001 L', () => {
    assert.deepEqual([4999, 5000, 15000, 15001].map(clusterOf), ['S', 'M', 'M', 'L']);
  });
  it('TUEL: 3,000–4,999, 5,000–9,999, 10,000–19,999, 500,000 and over', () => {
    assert.deepEqual(tuelClassOf(0), { from: 0, upTo: 499 });
    assert.deepEqual(tuelClassOf(4999), { from: 3000, upTo: 4999 });
    assert.deepEqual(tuelClassOf(5000), { from: 5000, upTo: 9999 });
    assert.deepEqual(tuelClassOf(10000), { from: 10000, upTo: 19999 });
    assert.deepEqual(tuelClassOf(500000), { from: 500000, upTo: null });
  });
  it('Brescia: up to 3,000, 5,000, 10,000, above', () => {
    assert.deepEqual(
      [0, 3000, 3001, 5000, 5001, 10000, 10001].map(bresciaServiceBandOf),
      [1, 1, 2, 2, 3, 3, 4],
    );
  });
});
