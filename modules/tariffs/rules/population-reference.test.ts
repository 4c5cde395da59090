import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { figureAt, figureOfMerged, populationReferenceDate } from './population-reference.ts';

const figure = (referenceDate: string, value: number, recordedOn: string) => ({
  referenceDate,
  value,
  recordedOn,
});

describe('the reference date of the population', () => {
  it('is fixed for the term in Brescia 2015-2020: 31/12/2013 for every year', () => {
    const reference = { kind: 'FIXED_FOR_TERM', date: '2013-12-31' } as const;
    assert.deepEqual(
      [2015, 2020].map((year) => populationReferenceDate(reference, year)),
      ['2013-12-31', '2013-12-31'],
    );
  });
  it('is the end of the year before, or of the one before that (default)', () => {
    assert.equal(populationReferenceDate({ kind: 'PREVIOUS_YEAR_END' }, 2026), '2025-12-31');
    assert.equal(populationReferenceDate({ kind: 'PENULTIMATE_YEAR_END' }, 2026), '2024-12-31');
  });
});

describe('the figure of a body', () => {
  it('trap 6: the figure of 2027, once loaded, leaves the assessment of 2026 unchanged', () => {
    const known = [figure('2024-12-31', 8000, '2025-06-01')];
    const later = [...known, figure('2025-12-31', 9000, '2027-01-15')];
    assert.equal(figureAt(known, '2024-12-31', '2026-01-31')?.value, 8000);
    assert.equal(figureAt(later, '2024-12-31', '2027-02-01')?.value, 8000);
  });
  it('of another date is never used in its place', () => {
    assert.equal(figureAt([figure('2023-12-31', 8000, '2024-06-01')], '2024-12-31', '2026-01-31'), null);
  });
  it('corrected later, is corrected from that day on', () => {
    const figures = [figure('2024-12-31', 8000, '2025-06-01'), figure('2024-12-31', 8012, '2026-02-01')];
    assert.equal(figureAt(figures, '2024-12-31', '2026-01-31')?.value, 8000);
    assert.equal(figureAt(figures, '2024-12-31', '2026-02-01')?.value, 8012);
  });
  it('of merged comuni is the sum, and missing when one is', () => {
    const a = figure('2024-12-31', 1200, '2025-06-01');
    assert.equal(figureOfMerged([a, figure('2024-12-31', 800, '2025-06-01')]), 2000);
    assert.equal(figureOfMerged([a, null]), null);
    assert.equal(figureOfMerged([]), null);
  });
});
