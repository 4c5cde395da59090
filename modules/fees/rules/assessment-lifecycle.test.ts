import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ASSESSMENT_STATES,
  type AssessmentEvent,
  type AssessmentFacts,
  type AssessmentState,
  nextAssessmentState,
} from './assessment-lifecycle.ts';
import { isRefusal } from './refusal.ts';

const EVENTS: AssessmentEvent[] = ['assess', 'send-back', 'approve', 'notice', 'supersede', 'reconcile'];
const allIsWell: AssessmentFacts = {
  draftedBy: ['anna'],
  approverPersonId: 'bruno',
  missingInputs: [],
  openAmount: 0,
};
const refusedAs = (...args: Parameters<typeof nextAssessmentState>) => {
  const next = nextAssessmentState(...args);
  return isRefusal(next) ? next.refused : null;
};

describe('the life of an assessment [C22]', () => {
  it('goes from the snapshot to the reconciliation', () => {
    let state: AssessmentState = 'SNAPSHOT';
    for (const event of ['assess', 'approve', 'notice', 'reconcile'] as const) {
      const next = nextAssessmentState(state, event, allIsWell);
      assert.ok(!isRefusal(next));
      state = next;
    }
    assert.equal(state, 'RECONCILED');
  });
  it('four eyes: who drafted cannot approve, nor can anybody when no draftsman is known [P1]', () => {
    assert.equal(
      refusedAs('ASSESSED', 'approve', { draftedBy: ['anna', 'carla'], approverPersonId: 'carla' }),
      'fees.four-eyes',
    );
    assert.equal(refusedAs('ASSESSED', 'approve', { approverPersonId: 'bruno' }), 'fees.four-eyes');
    assert.equal(refusedAs('ASSESSED', 'approve', allIsWell), null);
  });
  it('is not made while inputs are missing', () => {
    assert.equal(
      refusedAs('SNAPSHOT', 'assess', { missingInputs: ['enterprises'] }),
      'fees.assessment-inputs-missing',
    );
    assert.equal(refusedAs('SNAPSHOT', 'assess', {}), 'fees.assessment-inputs-missing');
  });
  it('once noticed is neither superseded nor sent back: only lines correct it', () => {
    assert.equal(refusedAs('NOTICED', 'supersede', allIsWell), 'fees.assessment-not-possible-now');
    assert.equal(refusedAs('APPROVED', 'send-back', allIsWell), 'fees.assessment-not-possible-now');
  });
  it('trap 12: while its payer is late it stays open', () => {
    assert.equal(refusedAs('NOTICED', 'reconcile', { openAmount: 30600 }), 'fees.assessment-still-open');
  });
  it('no order of events reaches an unknown state, and the end is the end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state: AssessmentState = 'SNAPSHOT';
        for (const event of events) {
          const next = nextAssessmentState(state, event, allIsWell);
          if (isRefusal(next)) continue;
          assert.ok(state !== 'RECONCILED' && state !== 'SUPERSEDED');
          assert.ok(ASSESSMENT_STATES.includes(next));
          state = next;
        }
      }),
    );
  });
});
