import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ApplicationFacts, integrationDueOn } from './application-guards.ts';
import {
  APPLICATION_EVENTS,
  APPLICATION_STATES,
  type ApplicationEvent,
  type ApplicationProgress,
  NEW_APPLICATION,
  nextApplication,
  possibleEvents,
} from './application-lifecycle.ts';
import { declarationLapsed, declaredDate, rightsDuring } from './declared-adhesion.ts';
import { executiveFrom } from './executive-from.ts';
import { isRefusal } from './refusal.ts';
import { requiredOrgan } from './resolving-organ.ts';
import { SIGNATURE_KINDS, type Signature } from './signature-acceptance.ts';

const signature = (signer: string): Signature => ({
  signer,
  kind: 'DIGITAL',
  signedOn: '2026-06-12',
  validAtDate: true,
  certificateRevoked: false,
});
const resolution = {
  organ: 'CONSIGLIO',
  number: '21',
  votedOn: '2026-05-28',
  templateVersionId: 'v3',
  signatoryId: 'mayor',
  boardRepresentativeId: 'councillor',
};
const good: ApplicationFacts = {
  today: '2026-06-12',
  alreadyMember: false,
  templateInForce: true,
  viaAssociation: null,
  declaredFor: '2026-07-15',
  resolution,
  requiredOrgan: requiredOrgan('COMUNE', null),
  templateVersionId: 'v3',
  executiveFrom: '2026-06-12',
  memberSignature: signature('mayor'),
  managingBodySignature: signature('president'),
  effectiveOn: '2026-06-12',
  reason: 'manca il parere contabile',
};
const at = (state: ApplicationProgress['state']): ApplicationProgress => ({
  state,
  integrations: 0,
  backTo: null,
});
const code = (
  from: ApplicationProgress['state'],
  event: ApplicationEvent,
  changes: Partial<ApplicationFacts> = {},
) => {
  const next = nextApplication(at(from), event, { ...good, ...changes });
  return isRefusal(next) ? next.refused : next.state;
};

describe('an application to join [C1]', () => {
  it('goes from draft to in force', () => {
    let application = NEW_APPLICATION;
    for (const event of [
      'submit',
      'check',
      'record-resolution',
      'become-executive',
      'sign',
      'take-effect',
    ] as const) {
      const next = nextApplication(application, event, good);
      assert.ok(!isRefusal(next), JSON.stringify(next));
      application = next;
    }
    assert.equal(application.state, 'IN_FORCE');
  });

  it('is not submitted by who is a member already, on a template not in force, by an association not delegated', () => {
    assert.equal(code('DRAFT', 'submit', { alreadyMember: true }), 'membership.already-member');
    assert.equal(code('DRAFT', 'submit', { templateInForce: false }), 'membership.template-not-in-force');
    assert.equal(
      code('DRAFT', 'submit', { viaAssociation: { delegatedToApprove: false } }),
      'membership.not-delegated',
    );
    assert.equal(code('DRAFT', 'submit', { viaAssociation: { delegatedToApprove: true } }), 'SUBMITTED');
  });

  it('takes a resolution of the right organ, on this version, that names who signs and who represents, already voted', () => {
    const record = (changes: Partial<typeof resolution>) =>
      code('AWAITING_RESOLUTION', 'record-resolution', { resolution: { ...resolution, ...changes } });
    assert.equal(record({ organ: 'GIUNTA' }), 'membership.wrong-organ');
    assert.equal(record({ templateVersionId: 'v2' }), 'membership.other-template-version');
    assert.equal(record({ signatoryId: '' }), 'membership.signatory-not-named');
    assert.equal(record({ boardRepresentativeId: '' }), 'membership.board-representative-not-named');
    assert.equal(record({ votedOn: '2026-06-13' }), 'membership.resolution-in-the-future');
    assert.equal(record({}), 'RESOLVED');
  });

  it('of an Unione takes the organ of its statute, and waits while nobody knows it', () => {
    const of = (statute: string | null) =>
      code('AWAITING_RESOLUTION', 'record-resolution', {
        resolution: { ...resolution, organ: 'ASSEMBLEA' },
        requiredOrgan: requiredOrgan('UNIONE', statute),
      });
    assert.equal(of('ASSEMBLEA'), 'RESOLVED');
    assert.equal(of('GIUNTA'), 'membership.wrong-organ');
    assert.equal(of(null), 'membership.statute-organ-unknown');
  });

  it('trap 13: delibera published 1 June, not immediate: signing on 11 June refused, on 12 June accepted', () => {
    const from = executiveFrom({
      votedOn: '2026-05-28',
      publicationStart: '2026-06-01',
      immediatelyExecutable: false,
    });
    assert.equal(
      code('RESOLVED', 'become-executive', { executiveFrom: from, today: '2026-06-11' }),
      'membership.resolution-not-executive',
    );
    assert.equal(
      code('READY_TO_SIGN', 'sign', { executiveFrom: from, today: '2026-06-11' }),
      'membership.resolution-not-executive',
    );
    assert.equal(code('READY_TO_SIGN', 'sign', { executiveFrom: from, today: '2026-06-12' }), 'SIGNED');
    const early = { ...signature('mayor'), signedOn: '2026-06-11' };
    assert.equal(
      code('READY_TO_SIGN', 'sign', { memberSignature: early, executiveFrom: from }),
      'membership.signed-before-executive',
    );
    const immediate = executiveFrom({
      votedOn: '2026-05-28',
      publicationStart: null,
      immediatelyExecutable: true,
    });
    assert.equal(
      code('RESOLVED', 'become-executive', { executiveFrom: immediate, today: '2026-05-28' }),
      'READY_TO_SIGN',
    );
  });

  it('trap 14: the scan of a handwritten signature is refused as null', () => {
    const signed = (changes: Partial<Signature>) =>
      code('READY_TO_SIGN', 'sign', { memberSignature: { ...signature('mayor'), ...changes } });
    assert.equal(signed({ kind: 'SCANNED' }), 'membership.signature-null');
    const accepted = SIGNATURE_KINDS.filter((kind) => signed({ kind }) === 'SIGNED');
    assert.deepEqual(accepted, ['DIGITAL', 'ADVANCED', 'OTHER_QUALIFIED']);
    assert.equal(signed({ validAtDate: false }), 'membership.signature-not-valid');
    assert.equal(signed({ certificateRevoked: true }), 'membership.certificate-revoked');
    assert.equal(
      code('READY_TO_SIGN', 'sign', { managingBodySignature: null }),
      'membership.signature-missing',
    );
  });

  it('may be asked to complete its papers twice, and comes back where it was', () => {
    let application = at('RESOLVED');
    for (let round = 1; round <= 2; round++) {
      const asked = nextApplication(application, 'request-integration', good);
      assert.ok(!isRefusal(asked) && asked.state === 'INTEGRATION_REQUESTED');
      const back = nextApplication(asked, 'integrate', good);
      assert.ok(!isRefusal(back) && back.state === 'RESOLVED');
      application = back;
    }
    const third = nextApplication(application, 'request-integration', good);
    assert.ok(isRefusal(third) && third.refused === 'membership.too-many-integrations');
    assert.equal(integrationDueOn('2026-06-05'), '2026-06-22'); // the 20th is a Saturday
  });

  it('is rejected with a reason, withdrawn before signing, and after signing neither', () => {
    assert.equal(code('SUBMITTED', 'reject', { reason: ' ' }), 'membership.reason-missing');
    assert.equal(code('SUBMITTED', 'reject'), 'REJECTED');
    assert.equal(code('READY_TO_SIGN', 'withdraw'), 'WITHDRAWN');
    assert.equal(code('SIGNED', 'withdraw'), 'membership.application-not-possible-now');
    assert.equal(code('SIGNED', 'reject'), 'membership.application-not-possible-now');
  });

  it('no order of events reaches an unknown state, more than two integrations, or force without a signature', () => {
    const bad: ApplicationFacts = { today: '2026-06-12' };
    const happening = fc.tuple(fc.constantFrom(...APPLICATION_EVENTS), fc.boolean());
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (events) => {
        let application = NEW_APPLICATION;
        const seen = [application.state];
        for (const [event, well] of events) {
          const next = nextApplication(application, event, well ? good : bad);
          if (isRefusal(next)) continue;
          assert.ok(APPLICATION_STATES.includes(next.state));
          assert.ok(possibleEvents(application.state).includes(event));
          assert.ok(next.integrations <= 2);
          application = next;
          seen.push(next.state);
        }
        if (seen.includes('IN_FORCE'))
          for (const state of ['SUBMITTED', 'RESOLVED', 'READY_TO_SIGN', 'SIGNED'] as const)
            assert.ok(seen.includes(state));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a declared adhesion [C1 PENDING_DECLARED]', () => {
  it('trap 21: who has declared and not signed may request, and nothing is delivered', () => {
    assert.deepEqual(rightsDuring('PENDING_DECLARED', '2026-07-15', '2026-06-12'), {
      mayRequest: true,
      mayBeDelivered: false,
    });
    assert.deepEqual(rightsDuring('READY_TO_SIGN', '2026-07-15', '2026-06-12'), {
      mayRequest: true,
      mayBeDelivered: false,
    });
    assert.deepEqual(rightsDuring('SIGNED', null, '2026-06-12'), { mayRequest: true, mayBeDelivered: true });
    assert.deepEqual(rightsDuring('SUBMITTED', null, '2026-06-12'), {
      mayRequest: false,
      mayBeDelivered: false,
    });
    assert.deepEqual(rightsDuring('WITHDRAWN', '2026-07-15', '2026-06-12'), {
      mayRequest: false,
      mayBeDelivered: false,
    });
  });
  it('lapses 90 days after the declared date, not before', () => {
    assert.equal(
      code('PENDING_DECLARED', 'lapse', { declaredFor: '2026-07-15', today: '2026-10-13' }),
      'membership.declaration-still-good',
    );
    assert.equal(
      code('PENDING_DECLARED', 'lapse', { declaredFor: '2026-07-15', today: '2026-10-14' }),
      'LAPSED',
    );
    assert.ok(declarationLapsed('2026-07-15', '2026-10-14'));
    assert.ok(!rightsDuring('PENDING_DECLARED', '2026-07-15', '2026-10-14').mayRequest);
  });
  it('names a day, or a month and then its last day', () => {
    assert.equal(declaredDate(2026, 11, null), '2026-11-30');
    assert.equal(declaredDate(2026, 2, 31), null);
    assert.equal(code('DRAFT', 'declare', { declaredFor: '2026-06-11' }), 'membership.declared-date-past');
    assert.equal(code('DRAFT', 'declare', { declaredFor: null }), 'membership.declared-date-missing');
    assert.equal(code('PENDING_DECLARED', 'submit'), 'SUBMITTED');
  });
});
