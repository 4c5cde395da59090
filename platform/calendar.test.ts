import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  daysInYear,
  deadline,
  easterSunday,
  formatInstant,
  formatItalianDate,
  formatLongDate,
  isIsoDate,
  isoDate,
  isPublicHoliday,
  isWithin,
  isWorkingDay,
  nextWorkingDay,
  parseItalianDate,
  partsOf,
  romeDate,
  romeTime,
  startOfRomeDay,
  weekday,
} from './calendar.ts';

const anyDate = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays('1900-01-01', days));

describe('the calendar', () => {
  it('reads Italian dates strictly: 31/02/2026 is no day', () => {
    assert.equal(parseItalianDate('21/11/2026'), '2026-11-21');
    assert.equal(parseItalianDate(' 1/6/2026 '), '2026-06-01');
    assert.equal(parseItalianDate('29/02/2028'), '2028-02-29');
    for (const text of [
      '31/02/2026',
      '29/02/2026',
      '21-11-2026',
      '2026-11-21',
      '21/11/26',
      '0/1/2026',
      '1/13/2026',
      '',
      '١/١/٢٠٢٦',
      '21/11/2026x',
    ])
      assert.equal(parseItalianDate(text), null, text);
  });

  it('knows which texts are dates', () => {
    assert.ok(isIsoDate('2026-11-21'));
    for (const text of ['2026-02-31', '2026-2-3', '26-02-03', '0001-01-01', '2026-11-21T00:00'])
      assert.ok(!isIsoDate(text), text);
    assert.equal(isoDate(2026, 2, 29), null);
  });

  it('writes dates as they are read in Italy', () => {
    assert.equal(formatItalianDate('2026-11-21'), '21/11/2026');
    assert.equal(formatLongDate('2026-06-01'), '1º giugno 2026');
    assert.equal(formatLongDate('2026-11-21'), '21 novembre 2026');
  });

  it('counts days and months', () => {
    assert.equal(daysBetween('2026-06-01', '2026-06-12'), 11);
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2026-03-15', -3), '2025-12-15');
    assert.equal(addYears('2028-02-29', 1), '2029-02-28');
    assert.equal(daysInYear(2028), 366);
    assert.equal(weekday('2026-11-21'), 6);
  });

  it('adding days and taking them away comes back; text order is time order', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 3000 }), (date, days) => {
        const later = addDays(date, days);
        fc.pre(isIsoDate(later));
        assert.equal(addDays(later, -days), date);
        assert.equal(daysBetween(date, later), days);
        assert.ok(days === 0 ? later === date : later > date);
        assert.equal(parseItalianDate(formatItalianDate(date)), date);
      }),
    );
  });

  it('finds Easter: 31 March 2024, 5 April 2026, 28 March 2027, 25 April 2038', () => {
    assert.equal(easterSunday(2024), '2024-03-31');
    assert.equal(easterSunday(2026), '2026-04-05');
    assert.equal(easterSunday(2027), '2027-03-28');
    assert.equal(easterSunday(2038), '2038-04-25');
  });

  it('keeps the public holidays, Easter Monday and from 2026 San Francesco', () => {
    assert.ok(isPublicHoliday('2026-04-06'));
    assert.ok(isPublicHoliday('2027-10-04'));
    assert.ok(!isPublicHoliday('2024-10-04'));
    const of2027 = Array.from({ length: 365 }, (_, i) => addDays('2027-01-01', i)).filter(isPublicHoliday);
    assert.equal(of2027.length, 13);
  });

  it('moves a last day that is Saturday, Sunday or holiday to the next working day [G2]', () => {
    assert.equal(nextWorkingDay('2026-11-21'), '2026-11-23');
    assert.equal(nextWorkingDay('2026-11-01'), '2026-11-02');
    assert.equal(nextWorkingDay('2026-12-25'), '2026-12-28');
    assert.equal(nextWorkingDay('2027-10-04'), '2027-10-05');
    assert.equal(nextWorkingDay('2026-12-07', '12-07'), '2026-12-09');
    assert.equal(deadline('2026-02-28', 60), '2026-04-29');
    assert.ok(isWorkingDay('2026-11-20'));
  });

  it('"to 31/12/2027" includes that day [G3]', () => {
    assert.ok(isWithin('2027-12-31', '2026-01-01', '2027-12-31'));
    assert.ok(!isWithin('2028-01-01', '2026-01-01', '2027-12-31'));
    assert.ok(isWithin('2028-01-01', '2026-01-01', null));
  });

  it('reads instants in Rome, summer and winter', () => {
    assert.equal(romeDate(new Date('2026-12-31T23:30:00Z')), '2027-01-01');
    assert.equal(romeDate(new Date('2026-06-30T22:30:00Z')), '2026-07-01');
    assert.equal(formatInstant(new Date('2026-11-21T13:05:00Z')), '21/11/2026, 14:05');
    assert.equal(romeTime(new Date('2026-03-29T00:59:00Z')), '01:59');
    assert.equal(romeTime(new Date('2026-03-29T01:00:00Z')), '03:00');
  });

  it('agrees with the time zone database at every instant since 1996, and a day begins when it begins', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Rome',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const instants = fc
      .integer({ min: Date.UTC(1996, 0, 2), max: Date.UTC(2099, 11, 30) })
      .map((ms) => new Date(ms));
    fc.assert(
      fc.property(instants, (instant) => {
        assert.equal(`${romeDate(instant)} ${romeTime(instant)}`, intl.format(instant));
        const day = romeDate(instant);
        const start = startOfRomeDay(day);
        assert.equal(romeDate(start), day);
        assert.equal(romeTime(start), '00:00');
        assert.ok(partsOf(day).year > 1995);
      }),
      { numRuns: 2000 },
    );
  });
});
