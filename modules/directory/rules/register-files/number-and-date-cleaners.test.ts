import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cleaner } from './cell-cleaners.ts';
import {
  calendarDay,
  dayInHeading,
  decimalNumber,
  inhabitants,
  lastDayOfYear,
  partialDay,
} from './number-and-date-cleaners.ts';

const value = <T>(clean: Cleaner<T>, text: string) => {
  const cleaned = clean(text);
  return 'value' in cleaned ? cleaned.value : undefined;
};
const reason = <T>(clean: Cleaner<T>, text: string) => {
  const cleaned = clean(text);
  return 'wrong' in cleaned ? cleaned.wrong : undefined;
};

test('residents in the forms of Italian files', () => {
  for (const text of ['1234', '1.234', '1 234', '1\u00a0234', '1.234,0', '1234.0', '1234,00']) {
    assert.equal(value(inhabitants, text), 1234, text);
  }
  assert.equal(value(inhabitants, '2.748.109'), 2_748_109);
  assert.equal(value(inhabitants, '1.000'), 1000);
});

test('what could be read in two ways is refused rather than guessed', () => {
  for (const text of ['1,234', '1,000', '12,5', '1.23', '1e3', '1.2E+06', 'circa 100', '0x10']) {
    assert.match(reason(inhabitants, text) ?? '', /numero intero/, text);
  }
});

test('negative and absurd populations are refused with their reason', () => {
  assert.match(reason(inhabitants, '-5')!, /negativo/);
  assert.match(reason(inhabitants, '5.000.001')!, /supera 5\.000\.000/);
  assert.equal(value(inhabitants, '5000000'), 5_000_000);
});

test('zero residents are accepted with a warning', () => {
  const cleaned = inhabitants('0');
  assert.ok('value' in cleaned);
  assert.match(cleaned.warning!, /popolazione è 0/);
});

test('decimals with a point or a comma', () => {
  assert.deepEqual(
    ['13.29', '13,29', '1.285,7', '7'].map((text) => value(decimalNumber, text)),
    [13.29, 13.29, 1285.7, 7],
  );
  assert.equal(value(decimalNumber, 'molto'), undefined);
});

test('days are read in ISO and in Italian, and must exist', () => {
  for (const text of ['2024-02-29', '29/02/2024', '29-02-2024', '29.02.2024', '2024-02-29T10:00:00']) {
    assert.equal(value(calendarDay, text), '2024-02-29', text);
  }
  assert.equal(value(calendarDay, '5/6/2024'), '2024-06-05');
  for (const text of ['2023-02-29', '31/04/2024', '2024-13-01', '12/31/2024', 'ieri', '0000-00-00']) {
    assert.match(reason(calendarDay, text) ?? '', /data/, text);
  }
});

test('a date known to the year stays so', () => {
  assert.deepEqual(
    ['2021', '2021-09', '2021-09-09', '9/9/2021'].map((text) => value(partialDay, text)),
    ['2021', '2021-09', '2021-09-09', '2021-09-09'],
  );
});

test('the figures of a year are those of its last day', () => {
  assert.equal(value(lastDayOfYear, '2024'), '2024-12-31');
  assert.equal(value(lastDayOfYear, '24'), undefined);
  assert.equal(dayInHeading('imprese_attive_2024'), '2024-12-31');
  assert.equal(dayInHeading('Popolazione legale 2011 (09/10/2011)'), '2011-10-09');
  assert.equal(dayInHeading('Popolazione residente al 1° gennaio 2024'), '2024-01-01');
  assert.equal(dayInHeading('popolazione'), null);
});
