import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWorkingDay } from '#platform/calendar';
import { noticeBalance } from './notice-balance.ts';
import {
  dueDate,
  feeCalendar,
  NOTICE_STATES,
  NOTICE_TRANSITIONS,
  noticeState,
  refusalOfReconciliation,
  reminderDates,
  reminderDue,
} from './notice-lifecycle.ts';

const balance = (due: number, paid: number) =>
  noticeBalance([{ lineId: '1', debtorId: 'a', kind: 'CHARGE', amount: due }], [{ amount: paid }]);
const stateOn = (today: string, paid: number, reconciledOn: string | null = null) =>
  noticeState(balance(1000, paid), '2026-04-29', reconciledOn, today);

describe('the life of a notice [C22]', () => {
  it('is due 60 days after it went out, on a working day', () => {
    assert.equal(dueDate('2026-02-28'), '2026-04-29');
    assert.equal(dueDate('2026-03-02'), '2026-05-04'); // 1 May is a holiday, then Saturday and Sunday
  });
  it('is reminded after 15 and 45 days, formally after 90, on working days', () => {
    const dates = reminderDates('2026-04-29');
    assert.deepEqual(
      dates.map(({ on }) => on),
      ['2026-05-14', '2026-06-15', '2026-07-28'],
    );
    for (const { on } of dates) assert.ok(isWorkingDay(on));
  });
  it('sends the latest reminder that was not sent, and none when nothing is open', () => {
    assert.equal(reminderDue(balance(1000, 0), '2026-04-29', [], '2026-05-13'), null);
    assert.equal(reminderDue(balance(1000, 0), '2026-04-29', [], '2026-05-14'), 'FIRST_REMINDER');
    assert.equal(reminderDue(balance(1000, 0), '2026-04-29', ['FIRST_REMINDER'], '2026-05-20'), null);
    assert.equal(reminderDue(balance(1000, 0), '2026-04-29', [], '2026-08-01'), 'FORMAL_NOTICE');
    assert.equal(reminderDue(balance(1000, 1000), '2026-04-29', [], '2026-08-01'), null);
  });
  it('is read from the balance and the day: noticed, due, partial, overdue, paid, reconciled', () => {
    assert.equal(stateOn('2026-03-01', 0), 'NOTICED');
    assert.equal(stateOn('2026-04-29', 0), 'DUE');
    assert.equal(stateOn('2026-04-29', 400), 'PARTIAL');
    assert.equal(stateOn('2026-04-30', 400), 'OVERDUE');
    assert.equal(stateOn('2026-04-30', 1000), 'PAID');
    assert.equal(stateOn('2026-05-30', 1000, '2026-05-10'), 'RECONCILED');
  });
  it('is reconciled only when paid, and not when over-paid', () => {
    assert.equal(refusalOfReconciliation('PARTIAL', balance(1000, 400))?.refused, 'fees.notice-not-paid');
    assert.equal(refusalOfReconciliation('PAID', balance(1000, 1100))?.refused, 'fees.notice-overpaid');
    assert.equal(refusalOfReconciliation('PAID', balance(1000, 1000)), null);
  });
  it('passes only through states of its table', () => {
    for (const next of Object.values(NOTICE_TRANSITIONS).flat()) assert.ok(NOTICE_STATES.includes(next));
  });
  it('follows the calendar of the year: tariff by 31 October, assessed by 31 January, noticed by 28 February', () => {
    assert.deepEqual(feeCalendar(2027), {
      tariffApprovedBy: '2026-10-31',
      assessedBy: '2027-01-31',
      noticedBy: '2027-02-28',
    });
  });
});
