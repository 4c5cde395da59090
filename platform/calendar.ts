/**
 * Calendar days, months and instants as they are read in Italy.
 * A date is an `IsoDate` text ("2026-11-21"): it compares and sorts as text and has no time zone.
 * An instant is a `Date`; it is read in Europe/Rome. No clock here: "now" is always an argument. [rule book G2, G3]
 */

/** YYYY-MM-DD, a true day of the calendar, years 1900–2199. */
export type IsoDate = string;

const DAY_MS = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const TWO = Array.from({ length: 60 }, (_, n) => (n < 10 ? `0${n}` : String(n)));

/** Year, month (1–12) and day of a date. */
export function partsOf(date: IsoDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The date of a year, month (1–12) and day, or null when there is no such day: 31 February, 29 February 2026. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${TWO[month]}-${TWO[day]}`;
}

/** Is the text a date of ours? "2026-02-31", "2026-2-3" and "26-02-03" are not. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return isoDate(year, month, day) === text;
}

/** Has the year 366 days? */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a year: 365 or 366. */
export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** Days of a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function epochDay(date: IsoDate): number {
  const { year, month, day } = partsOf(date);
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

function fromEpochDay(day: number): IsoDate {
  return isoOfUtc(new Date(day * DAY_MS));
}

function isoOfUtc(shifted: Date): IsoDate {
  const day = shifted.getUTCDate();
  return `${shifted.getUTCFullYear()}-${TWO[shifted.getUTCMonth() + 1]}-${TWO[day]}`;
}

/** The date so many calendar days later (earlier, when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Calendar days from one date to another, first day excluded: 1 June → 12 June = 11. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return epochDay(to) - epochDay(from);
}

/** The same day so many months later, or the last of the month when it has no such day: 31 Jan + 1 → 28 Feb. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return `${toYear}-${TWO[toMonth]}-${TWO[Math.min(day, daysInMonth(toYear, toMonth))]}`;
}

/** The same day so many years later; 29 February becomes the 28th. */
export function addYears(date: IsoDate, years: number): IsoDate {
  return addMonths(date, years * 12);
}

/** Day of the week: 0 Sunday … 6 Saturday. */
export function weekday(date: IsoDate): number {
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}

/** Easter Sunday of a year (Gregorian computus of Meeus, Jones and Butcher). 2026 → 5 April. */
export function easterSunday(year: number): IsoDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${TWO[month]}-${TWO[day]}`;
}

const FIXED_HOLIDAYS = new Set([
  '01-01', // Capodanno
  '01-06', // Epifania
  '04-25', // Liberazione
  '05-01', // Festa del lavoro
  '06-02', // Repubblica
  '08-15', // Assunzione
  '11-01', // Ognissanti
  '12-08', // Immacolata
  '12-25', // Natale
  '12-26', // Santo Stefano
]);
const easterMondays = new Map<number, IsoDate>();

/**
 * Is the day a national public holiday in Italy? (L. 260/1949 as amended; 4 October, San Francesco, again from
 * 2026: L. 151/2025.) Saturdays and ordinary Sundays are not holidays here: see `isWorkingDay`. The patron saint
 * is local and is passed to the functions that count deadlines.
 */
export function isPublicHoliday(date: IsoDate): boolean {
  const monthDay = date.slice(5);
  if (FIXED_HOLIDAYS.has(monthDay)) return true;
  const year = Number(date.slice(0, 4));
  if (monthDay === '10-04') return year >= 2026;
  let easterMonday = easterMondays.get(year);
  if (easterMonday === undefined) {
    easterMonday = addDays(easterSunday(year), 1);
    easterMondays.set(year, easterMonday);
  }
  return date === easterMonday || date === addDays(easterMonday, -1);
}

/** Neither Saturday, nor Sunday, nor holiday. `patronDay` is the local holiday as "MM-DD" (Milano "12-07"). */
export function isWorkingDay(date: IsoDate, patronDay?: string): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && date.slice(5) !== patronDay && !isPublicHoliday(date);
}

/** The date itself when it is a working day, else the first one after it. [G2] 1/11/2026 (Sunday) → 2/11/2026 */
export function nextWorkingDay(date: IsoDate, patronDay?: string): IsoDate {
  let candidate = date;
  while (!isWorkingDay(candidate, patronDay)) candidate = addDays(candidate, 1);
  return candidate;
}

/**
 * The last day of a term of so many calendar days: the first day is not counted, and a term that ends on a
 * Saturday, a Sunday or a holiday moves to the next working day. [G2]
 */
export function deadline(from: IsoDate, days: number, patronDay?: string): IsoDate {
  return nextWorkingDay(addDays(from, days), patronDay);
}

/** Is the date inside a period whose both ends count? An absent end is open. [G3: "to 31/12/2027" includes that day] */
export function isWithin(date: IsoDate, from: IsoDate | null, to: IsoDate | null): boolean {
  return (from === null || date >= from) && (to === null || date <= to);
}

/** A date as an Italian reads it: "2026-11-21" → "21/11/2026". */
export function formatItalianDate(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** A date as an Italian types it, "21/11/2026" or "1/6/2026"; null for anything else, "31/02/2026" included. */
export function parseItalianDate(text: string): IsoDate | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  return match ? isoDate(Number(match[3]), Number(match[2]), Number(match[1])) : null;
}

const MONTHS =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' ');

/** A date in full: "21 novembre 2026", "1º giugno 2026". */
export function formatLongDate(date: IsoDate): string {
  const { year, month, day } = partsOf(date);
  return `${day === 1 ? '1º' : day} ${MONTHS[month - 1]} ${year}`;
}

const switches = new Map<number, { summer: number; winter: number }>();

/** The instants at which Italy changes hour: last Sunday of March and of October, 01:00 UTC (dir. 2000/84/CE). */
function hourSwitches(year: number): { summer: number; winter: number } {
  let found = switches.get(year);
  if (found === undefined) {
    found = { summer: lastSundayAtOne(year, 2), winter: lastSundayAtOne(year, 9) };
    switches.set(year, found);
  }
  return found;
}

function lastSundayAtOne(year: number, monthIndex: number): number {
  const last = new Date(Date.UTC(year, monthIndex, 31, 1));
  return last.getTime() - last.getUTCDay() * DAY_MS;
}

/**
 * Minutes that Rome is ahead of UTC at an instant: 60 in winter, 120 in summer. The rule of today holds since
 * 1996; instants before it are read with the same rule, which no register of ours needs.
 */
export function romeOffsetMinutes(instant: Date): number {
  const { summer, winter } = hourSwitches(instant.getUTCFullYear());
  const time = instant.getTime();
  return time >= summer && time < winter ? 120 : 60;
}

function inRome(instant: Date): Date {
  return new Date(instant.getTime() + romeOffsetMinutes(instant) * 60_000);
}

/** The day it is in Rome at an instant. 2026-12-31T23:30Z → "2027-01-01" */
export function romeDate(instant: Date): IsoDate {
  return isoOfUtc(inRome(instant));
}

/** The instant at which a day begins in Rome. "2026-11-21" → 2026-11-20T23:00Z */
export function startOfRomeDay(date: IsoDate): Date {
  const { year, month, day } = partsOf(date);
  const midnight = Date.UTC(year, month - 1, day);
  // The hour changes at 02:00 or 03:00 in Rome, so that at its midnight the offset is the one of an hour before UTC midnight.
  return new Date(midnight - romeOffsetMinutes(new Date(midnight - 3_600_000)) * 60_000);
}

/** An instant as it is read in Italy, to the minute: "21/11/2026, 14:05". */
export function formatInstant(instant: Date): string {
  const rome = inRome(instant);
  return `${formatItalianDate(isoOfUtc(rome))}, ${TWO[rome.getUTCHours()]}:${TWO[rome.getUTCMinutes()]}`;
}

/** The hour it is in Rome at an instant: "14:05". */
export function romeTime(instant: Date): string {
  const rome = inRome(instant);
  return `${TWO[rome.getUTCHours()]}:${TWO[rome.getUTCMinutes()]}`;
}
