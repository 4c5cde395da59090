import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/calendar';
import { isRefusal } from './refusal.ts';
import {
  dataReturnBy,
  nextWithdrawalState,
  WITHDRAWAL_STATES,
  type WithdrawalEvent,
  type WithdrawalFacts,
  type WithdrawalState,
  withdrawalEffectiveOn,
} from './withdrawal.ts';

const good: WithdrawalFacts = {
  today: '2027-01-01',
  executiveFrom: '2026-09-12',
  channel: 'PEC',
  notifiedOn: '2026-09-30',
  effectiveOn: '2027-01-01',
  noticeDays: 60,
  exitStatementReady: true,
};
const code = (state: WithdrawalState, event: WithdrawalEvent, changes: Partial<WithdrawalFacts> = {}) => {
  const next = nextWithdrawalState(state, event, { ...good, ...changes });
  return isRefusal(next) ? next.refused : next;
};

describe('withdrawal from a convention [C2]', () => {
  it('notified by 30 September takes effect on 1 January, later a year later', () => {
    assert.equal(withdrawalEffectiveOn('2026-09-30'), '2027-01-01');
    assert.equal(withdrawalEffectiveOn('2026-10-01'), '2028-01-01');
    assert.equal(withdrawalEffectiveOn('2026-09-30', { notifyBy: '09-30', noticeDays: 180 }), '2028-01-01');
    assert.equal(dataReturnBy('2027-01-01'), '2027-03-02');
  });
  it('is announced, notified, in notice, closed', () => {
    assert.equal(code('ANNOUNCED', 'notify'), 'NOTIFIED');
    assert.equal(code('NOTIFIED', 'start-notice'), 'IN_NOTICE');
    assert.equal(code('IN_NOTICE', 'take-effect'), 'CLOSED');
  });
  it('needs an executive resolution, the PEC, the days of notice, the exit statement, and its day', () => {
    assert.equal(
      code('ANNOUNCED', 'notify', { executiveFrom: '2026-10-01' }),
      'membership.resolution-not-executive',
    );
    assert.equal(code('ANNOUNCED', 'notify', { channel: 'OTHER' }), 'membership.withdrawal-not-by-pec');
    assert.equal(code('ANNOUNCED', 'notify', { today: '2026-09-29' }), 'membership.notice-not-sent');
    assert.equal(code('NOTIFIED', 'start-notice', { noticeDays: 94 }), 'membership.notice-too-short');
    assert.equal(
      code('NOTIFIED', 'start-notice', { exitStatementReady: false }),
      'membership.exit-statement-missing',
    );
    assert.equal(code('IN_NOTICE', 'take-effect', { today: '2026-12-31' }), 'membership.not-effective-yet');
    assert.equal(code('ANNOUNCED', 'take-effect'), 'membership.withdrawal-not-possible-now');
  });
  it('always takes effect on a 1 January to come, with all its days of notice', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(800), (day, noticeDays) => {
        const notifiedOn = addDays('2024-01-01', day);
        const effective = withdrawalEffectiveOn(notifiedOn, { notifyBy: '09-30', noticeDays });
        assert.ok(effective.endsWith('-01-01') && effective > notifiedOn);
        assert.ok(addDays(notifiedOn, noticeDays) <= effective);
      }),
    );
  });
  it('no order of events reaches an unknown state', () => {
    const events = fc.array(fc.constantFrom<WithdrawalEvent>('notify', 'start-notice', 'take-effect'));
    fc.assert(
      fc.property(events, (list) => {
        let state: WithdrawalState = 'ANNOUNCED';
        for (const event of list) {
          const next = nextWithdrawalState(state, event, good);
          if (isRefusal(next)) continue;
          assert.ok(WITHDRAWAL_STATES.indexOf(next) === WITHDRAWAL_STATES.indexOf(state) + 1);
          state = next;
        }
      }),
    );
  });
});
