import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { growthExponent, median, percentile } from './statistics.ts';

describe('the figures of the benchmark', () => {
  it('take the middle of the rounds', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.ok(Number.isNaN(median([])));
  });

  it('take the 99th percentile by rank', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    assert.equal(percentile(hundred, 99), 99);
    assert.equal(percentile([7], 99), 7);
  });

  it('say how a time grows with the size', () => {
    const growing = (time: (size: number) => number) =>
      growthExponent([205, 2050, 20_500].map((size) => ({ size, time: time(size) })));
    assert.ok(Math.abs(growing((size) => 3 * size) - 1) < 1e-9);
    assert.ok(Math.abs(growing(() => 5)) < 1e-9);
    assert.ok(Math.abs(growing((size) => size * size) - 2) < 1e-9);
  });
});
