import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { durationIsTooShort } from './convention-duration.ts';
import { membershipsByAssociation } from './derived-memberships.ts';
import { refusalOfExclusion } from './exclusion.ts';
import {
  MEMBERSHIP_STATES,
  MEMBERSHIP_TRANSITIONS,
  type MembershipFacts,
  type MembershipState,
  nextMembershipState,
  regulariseBy,
} from './membership-lifecycle.ts';
import { isRefusal } from './refusal.ts';
import { refusalOfNewEnd, renewMembership } from './renewal.ts';

const facts: MembershipFacts = { today: '2026-06-12', kind: 'DERIVED', to: '2026-12-31' };
const code = (
  state: MembershipState,
  event: Parameters<typeof nextMembershipState>[1],
  changes: Partial<MembershipFacts> = {},
) => {
  const next = nextMembershipState(state, event, { ...facts, ...changes });
  return isRefusal(next) ? next.refused : next;
};

describe('a membership', () => {
  it('trap 16: the disdetta of a service, even the last, leaves it in force', () => {
    assert.equal(code('IN_FORCE', 'cancel-service'), 'IN_FORCE');
  });
  it('of a comune that leaves the Unione is to be regularised within 90 days, then lapses', () => {
    const left = { leftAssociationOn: '2026-06-12' };
    assert.equal(code('IN_FORCE', 'leave-association'), 'TO_REGULARISE');
    assert.equal(regulariseBy('2026-06-12'), '2026-09-10');
    assert.equal(
      code('TO_REGULARISE', 'lapse', { ...left, today: '2026-09-10' }),
      'membership.still-time-to-regularise',
    );
    assert.equal(code('TO_REGULARISE', 'lapse', { ...left, today: '2026-09-11' }), 'CLOSED');
    assert.equal(
      code('TO_REGULARISE', 'regularise', { ...left, ownResolutionExecutiveFrom: '2026-06-10' }),
      'CLOSED',
    );
    assert.equal(code('TO_REGULARISE', 'regularise', left), 'membership.resolution-not-executive');
  });
  it('that is direct is not touched by leaving an Unione', () => {
    assert.equal(code('IN_FORCE', 'leave-association', { kind: 'DIRECT' }), 'membership.not-derived');
  });
  it('"to 31/12/2026" includes that day [G3]', () => {
    assert.equal(code('IN_FORCE', 'end-term', { today: '2026-12-31' }), 'membership.term-not-over');
    assert.equal(code('IN_FORCE', 'end-term', { today: '2027-01-01' }), 'CLOSED');
  });
  it('no order of events reaches an unknown state, and a closed one never opens again', () => {
    const events = fc.constantFrom(...new Set(MEMBERSHIP_TRANSITIONS.map(({ event }) => event)));
    const day = fc.constantFrom('2026-06-12', '2026-12-31', '2027-06-01');
    fc.assert(
      fc.property(fc.array(fc.tuple(events, day)), (list) => {
        let state: MembershipState = 'IN_FORCE';
        for (const [event, today] of list) {
          const next = nextMembershipState(state, event, {
            ...facts,
            today,
            leftAssociationOn: '2026-06-01',
            withdrawalEffectiveOn: '2027-01-01',
            ownResolutionExecutiveFrom: '2026-06-01',
          });
          if (isRefusal(next)) continue;
          assert.notEqual(state, 'CLOSED');
          assert.ok(MEMBERSHIP_STATES.includes(next));
          state = next;
        }
      }),
    );
  });
});

describe('joining by association [C1 a]', () => {
  const application = {
    associationId: 'u',
    listedComuni: ['a', 'b'],
    associatedComuni: ['a', 'b', 'c'],
    delegatedToApprove: ['a', 'b'],
    alreadyMembers: [] as string[],
  };
  const refused = (changes: Partial<typeof application>) => {
    const answer = membershipsByAssociation({ ...application, ...changes });
    return isRefusal(answer) ? answer.refused : answer;
  };
  it('opens one membership for the Unione and a derived one for each comune listed; the third is no member', () => {
    assert.deepEqual(refused({}), [
      { bodyId: 'u', kind: 'DIRECT', viaBodyId: null },
      { bodyId: 'a', kind: 'DERIVED', viaBodyId: 'u' },
      { bodyId: 'b', kind: 'DERIVED', viaBodyId: 'u' },
    ]);
  });
  it('refuses a comune of elsewhere, one that did not delegate, one that is a member, one listed twice', () => {
    assert.equal(refused({ listedComuni: ['a', 'z'] }), 'membership.comune-not-associated');
    assert.equal(refused({ delegatedToApprove: ['a'] }), 'membership.not-delegated');
    assert.equal(refused({ alreadyMembers: ['b'] }), 'membership.already-member');
    assert.equal(refused({ listedComuni: ['a', 'a'] }), 'membership.comune-listed-twice');
  });
});

describe('renewal [C1 c]', () => {
  const current = {
    membershipId: 'm',
    conventionId: '2021-2025',
    resolutionId: 'r1',
    from: '2021-01-01',
    to: '2025-12-31',
  };
  const next = { conventionId: '2026-2036', from: '2026-01-01', to: '2036-12-31' };

  it('trap 15: to 2026-2036 by moving the end date is refused', () => {
    assert.equal(refusalOfNewEnd(current, '2036-12-31', null)?.refused, 'membership.end-date-does-not-move');
    assert.equal(
      refusalOfNewEnd(current, '2036-12-31', 'WITHDRAWAL')?.refused,
      'membership.end-date-does-not-move',
    );
    assert.equal(refusalOfNewEnd(current, null, null)?.refused, 'membership.end-date-does-not-move');
    assert.equal(refusalOfNewEnd(current, '2024-12-31', 'WITHDRAWAL'), null);
    assert.equal(refusalOfNewEnd(current, '2024-12-31', null)?.refused, 'membership.end-date-does-not-move');
  });
  it('is a new membership with a new resolution, from the new convention on', () => {
    assert.deepEqual(renewMembership(current, next, { resolutionId: 'r2', executiveFrom: '2025-11-20' }), {
      conventionId: '2026-2036',
      resolutionId: 'r2',
      from: '2026-01-01',
      to: '2036-12-31',
    });
    const refused = (
      resolutionId: string,
      conventionId = next.conventionId,
      executiveFrom: string | null = '2025-11-20',
    ) => {
      const answer = renewMembership(current, { ...next, conventionId }, { resolutionId, executiveFrom });
      return isRefusal(answer) ? answer.refused : null;
    };
    assert.equal(refused('r1'), 'membership.renewal-needs-resolution');
    assert.equal(refused('r2', '2021-2025'), 'membership.renewal-same-convention');
    assert.equal(refused('r2', next.conventionId, null), 'membership.resolution-not-executive');
  });
  it('decided during the term joins from when the resolution may be used', () => {
    const answer = renewMembership(current, next, { resolutionId: 'r2', executiveFrom: '2026-03-10' });
    assert.ok(!isRefusal(answer) && answer.from === '2026-03-10');
  });
});

describe('exclusion [C2]', () => {
  const exclusion = {
    arrearsSince: '2024-04-29',
    breach: null,
    proposedBy: 'TECHNICAL_BOARD',
    hearingOpenedOn: '2026-05-01',
    decidedBy: 'STRATEGIC_BOARD',
    decidedOn: '2026-06-01',
  };
  it('for arrears of more than 24 months, proposed by the technical board, decided by the strategic after 30 days of hearing', () => {
    assert.equal(refusalOfExclusion(exclusion), null);
    assert.equal(
      refusalOfExclusion({ ...exclusion, arrearsSince: '2024-06-01' })?.refused,
      'membership.exclusion-without-cause',
    );
    assert.equal(
      refusalOfExclusion({ ...exclusion, arrearsSince: null, breach: 'grave inadempimento' }),
      null,
    );
    assert.equal(
      refusalOfExclusion({ ...exclusion, decidedOn: '2026-05-31' })?.refused,
      'membership.hearing-not-over',
    );
    assert.equal(
      refusalOfExclusion({ ...exclusion, decidedBy: 'TECHNICAL_BOARD' })?.refused,
      'membership.exclusion-wrong-board',
    );
    assert.equal(
      refusalOfExclusion({ ...exclusion, proposedBy: 'STRATEGIC_BOARD' })?.refused,
      'membership.exclusion-not-proposed',
    );
  });
});

describe('the duration of a convention', () => {
  it('is at least three years when it covers fundamental functions', () => {
    assert.ok(!durationIsTooShort('2026-01-01', '2028-12-31', true));
    assert.ok(durationIsTooShort('2026-01-01', '2028-12-30', true));
    assert.ok(!durationIsTooShort('2026-01-01', '2026-12-31', false));
  });
});
