import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { clockAt } from '#platform/clock';
import { sql } from '#platform/database/pool';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse, type House } from '#test/house';
import { aConvention, anApplication, aResolution, aSignature } from '../builders.ts';
import { moveApplications } from '../jobs/move-by-time.ts';
import { getApplication } from '../queries/get-application.ts';
import { membersOn } from '../queries/members-on.ts';
import { checkApplication } from './check-application.ts';
import { declareAdhesion } from './declare-adhesion.ts';
import { draftApplication } from './draft-application.ts';
import { integrateApplication } from './integrate-application.ts';
import { recordResolution } from './record-resolution.ts';
import { recordSignature } from './record-signature.ts';
import { rejectApplication } from './reject-application.ts';
import { requestIntegration } from './request-integration.ts';
import { submitApplication } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

/** The same call at another moment. */
const at = (call: Call, instant: string): Call => {
  const now = clockAt(instant).now();
  return { ...call, now, today: romeDate(now) };
};
const broken = (code: string) => (error: unknown) => {
  assert.ok(error instanceof RuleBroken, String(error));
  assert.equal(error.code, code);
  return true;
};

async function open(house: House, key: string) {
  const convention = await aConvention(house.system());
  const of = { ...convention, bodyId: house.body[key]! };
  return { ...of, application: anApplication(house.system(), of) };
}

describe('a comune joins the convention', () => {
  const house = aHouse();

  it('from the draft of its mayor to the membership in force', async () => {
    const office = house.as('AO');
    const { conventionId, templateId } = await aConvention(house.system());
    const mayor = house.as('LR', { body: house.body.GAMMA });
    const draft = { bodyId: house.body.GAMMA!, conventionId, listedBodyIds: [], wantedFrom: null };
    const { applicationId, number } = await draftApplication(mayor, draft);
    assert.equal(number, 1);
    await submitApplication(mayor, { applicationId });
    await checkApplication(office, { applicationId });
    const resolved = await recordResolution(office, aResolution(applicationId, templateId));
    assert.deepEqual(resolved, { state: 'READY_TO_SIGN', executiveFrom: '2026-11-15' });
    await recordSignature(office, aSignature(applicationId));
    const signed = await recordSignature(
      office,
      aSignature(applicationId, { side: 'CENTRE', signer: 'Il presidente' }),
    );
    assert.deepEqual(signed, { accepted: true, state: 'IN_FORCE', effectiveFrom: '2026-11-20' });
    const members = await membersOn(office, '2026-11-21');
    assert.deepEqual(
      members.map((m) => [m.bodyId, m.kind, m.validFrom, m.validTo]),
      [[house.body.GAMMA, 'DIRECT', '2026-11-20', '2036-12-31']],
    );
    assert.deepEqual(await membersOn(office, '2026-11-19'), []);
    const sheet = await getApplication(office, applicationId);
    assert.deepEqual(
      sheet.events.map((e) => e.event),
      ['take-effect', 'sign', 'become-executive', 'record-resolution', 'check', 'submit', 'draft'],
    );
    const told = await sql<{ payload: Record<string, unknown> }>`select payload from platform.announcements
      where centre_id = ${house.centre} and name = 'membership.in-force'`.execute(office.db);
    assert.deepEqual(
      told.rows.map((r) => r.payload.bodyId),
      [house.body.GAMMA],
    );
    await assert.rejects(
      draftApplication(mayor, draft).then((again) => submitApplication(mayor, again)),
      broken('membership.already-member'),
    );
  });

  it('trap 13: published 1 June, not immediate: signing on 11 June refused, on 12 June accepted', async () => {
    const { application, templateId } = await open(house, 'ALFA');
    const applicationId = await application.checked();
    const june = at(house.as('AO'), '2026-06-05T09:00:00+02:00');
    const recorded = await recordResolution(
      june,
      aResolution(applicationId, templateId, { resolvedOn: '2026-05-28', publicationStart: '2026-06-01' }),
    );
    assert.deepEqual(recorded, { state: 'RESOLVED', executiveFrom: '2026-06-12' });
    const sign = (instant: string, signedOn: string) =>
      recordSignature(at(june, instant), aSignature(applicationId, { signedOn }));
    await assert.rejects(
      sign('2026-06-11T23:30:00+02:00', '2026-06-11'),
      broken('membership.resolution-not-executive'),
    );
    // Nothing waits for the clock: on the 12th it is ready for who reads and for who signs.
    const later = at(june, '2026-06-12T00:10:00+02:00');
    assert.equal((await getApplication(later, applicationId)).state, 'READY_TO_SIGN');
    await assert.rejects(
      recordSignature(later, aSignature(applicationId, { signedOn: '2026-06-11' })),
      broken('membership.signed-before-executive'),
    );
    assert.deepEqual(await sign('2026-06-12T09:00:00+02:00', '2026-06-12'), {
      accepted: true,
      state: 'READY_TO_SIGN',
      effectiveFrom: null,
    });
  });

  it('trap 14: the scan of a handwritten signature is refused as null, and the attempt is kept', async () => {
    const { application } = await open(house, 'BETA');
    const applicationId = await application.resolved({ immediatelyExecutable: true });
    const office = house.as('AO');
    const scan = await recordSignature(office, aSignature(applicationId, { kind: 'SCANNED' }));
    assert.equal(scan.accepted, false);
    assert.equal(!scan.accepted && scan.code, 'membership.signature-null');
    const kept = (await getApplication(office, applicationId)).signatures;
    assert.deepEqual(
      kept.map((s) => [s.kind, s.result, s.refused]),
      [['SCANNED', 'NULL', 'membership.signature-null']],
    );
    await assert.rejects(
      sql`update membership.signatures set result = 'VALID' where application_id = ${applicationId}`.execute(
        office.db,
      ),
      'nobody writes a signature over',
    );
    const revoked = await recordSignature(office, aSignature(applicationId, { certificateRevoked: true }));
    assert.equal(!revoked.accepted && revoked.code, 'membership.certificate-revoked');
  });

  it('trap 15: a renewal does not move the end date, not even with a statement of SQL', async () => {
    const [member] = await membersOn(house.system(), '2026-11-21', house.body.GAMMA);
    await assert.rejects(
      sql`update membership.memberships set valid_to = '2046-12-31', term_to = '2046-12-31' where id = ${member!.membershipId}`.execute(
        house.system().db,
      ),
      /the term of a membership is not moved/,
    );
    await assert.rejects(
      sql`update membership.memberships set valid_to = '2046-12-31' where id = ${member!.membershipId}`.execute(
        house.system().db,
      ),
      /a_membership_does_not_outlive_its_term/,
    );
  });

  it('renews by a new application to the next convention, which begins when the first is over', async () => {
    const next = await aConvention(house.system(), {
      validFrom: '2037-01-01',
      validTo: '2046-12-31',
      title: 'Convenzione 2037–2046',
    });
    await anApplication(house.system(), { ...next, bodyId: house.body.GAMMA! }).inForce();
    const [now] = await membersOn(house.system(), '2036-12-31', house.body.GAMMA);
    const [then] = await membersOn(house.system(), '2037-01-01', house.body.GAMMA);
    assert.notEqual(now!.membershipId, then!.membershipId);
  });

  it('is put in force by the task when the day comes, also after days of interruption', async () => {
    const { application } = await open(house, 'DELTA');
    const applicationId = await application.resolved({ immediatelyExecutable: true });
    const office = house.as('AO');
    await recordSignature(office, aSignature(applicationId));
    const signed = await recordSignature(
      office,
      aSignature(applicationId, { side: 'CENTRE', effectiveFrom: '2026-12-01' }),
    );
    assert.equal(signed.accepted && signed.state, 'SIGNED');
    assert.equal(await moveApplications(house.system()), 0);
    const later = at(house.system(), '2026-12-05T08:00:00+01:00');
    assert.equal((await getApplication(later, applicationId)).state, 'IN_FORCE');
    assert.equal((await membersOn(later, '2026-12-01', house.body.DELTA)).length, 1);
    assert.ok((await moveApplications(later)) >= 1);
    const [last] = (await getApplication(later, applicationId)).events;
    assert.deepEqual([last!.event, last!.actor, last!.facts.since], ['take-effect', 'Sistema', '2026-12-01']);
    assert.equal(await moveApplications(later), 0, 'the second run finds nothing to do');
  });
});

describe('the side ways of an application', () => {
  const house = aHouse();

  it('an integration is asked twice at most, and goes back to where it was asked', async () => {
    const { application } = await open(house, 'ALFA');
    const applicationId = await application.checked();
    const office = house.as('AO');
    const mayor = house.as('LR', { body: house.body.ALFA });
    for (let round = 1; round <= 2; round++) {
      const { dueOn } = await requestIntegration(office, { applicationId, request: 'Allegare la nomina' });
      assert.equal(dueOn, '2026-12-07', '15 days from Saturday 21/11 end on Sunday 6/12');
      const { state } = await integrateApplication(mayor, { applicationId, answer: 'Si allega' });
      assert.equal(state, 'AWAITING_RESOLUTION');
    }
    await assert.rejects(
      requestIntegration(office, { applicationId, request: 'Ancora' }),
      broken('membership.too-many-integrations'),
    );
  });

  it('a declaration lapses 90 days after the declared day, and not before', async () => {
    const { application } = await open(house, 'BETA');
    const applicationId = await application.draft();
    const mayor = house.as('LR', { body: house.body.BETA });
    await declareAdhesion(mayor, { applicationId, organ: 'CONSIGLIO', declaredFor: '2026-12-10' });
    const still = at(house.system(), '2027-03-10T12:00:00+01:00');
    assert.equal((await getApplication(still, applicationId)).state, 'PENDING_DECLARED');
    const lapsed = at(house.system(), '2027-03-11T00:05:00+01:00');
    assert.equal((await getApplication(lapsed, applicationId)).state, 'LAPSED');
    await assert.rejects(
      submitApplication(at(mayor, '2027-03-11T00:05:00+01:00'), { applicationId }),
      broken('membership.application-not-possible-now'),
    );
  });

  it('is rejected with a reason by the manager alone, and withdrawn by the body until it is signed', async () => {
    const { application } = await open(house, 'GAMMA');
    const applicationId = await application.submitted();
    await assert.rejects(
      rejectApplication(house.as('AO'), { applicationId, reason: 'no' }),
      (error) => error instanceof NotAllowed,
    );
    await assert.rejects(
      rejectApplication(house.as('CM'), { applicationId, reason: ' ' }),
      broken('membership.reason-missing'),
    );
    await withdrawApplication(house.as('LR', { body: house.body.GAMMA }), { applicationId, reason: null });
    await assert.rejects(
      rejectApplication(house.as('CM'), { applicationId, reason: 'tardi' }),
      broken('membership.application-not-possible-now'),
    );
  });

  it('a second application to the same convention waits for the first to end', async () => {
    const { application, conventionId } = await open(house, 'DELTA');
    await application.draft();
    await assert.rejects(
      draftApplication(house.as('AO'), {
        bodyId: house.body.DELTA!,
        conventionId,
        listedBodyIds: [],
        wantedFrom: null,
      }),
      broken('membership.application-already-open'),
    );
  });

  it('nobody applies for somebody else, and another centre sees nothing', async () => {
    const { application, conventionId } = await open(house, 'MONTI');
    const applicationId = await application.submitted();
    const stranger = house.as('LR', { body: house.body.ALFA });
    await assert.rejects(
      draftApplication(stranger, {
        bodyId: house.body.MONTI!,
        conventionId,
        listedBodyIds: [],
        wantedFrom: null,
      }),
      (error) => error instanceof NotAllowed,
    );
    await assert.rejects(withdrawApplication(stranger, { applicationId, reason: null }), NotAllowed);
    await assert.rejects(
      checkApplication(house.as('AO', { centre: house.other }), { applicationId }),
      NotFound,
    );
    await assert.rejects(checkApplication(house.as('SO'), { applicationId }), NotAllowed);
  });

  it('sent twice with the same key is done once', async () => {
    const { application } = await open(house, 'UNIONE');
    const applicationId = await application.submitted();
    const office = { ...house.as('AO'), requestKey: newId() };
    const first = await checkApplication(office, { applicationId });
    const again = await checkApplication(office, { applicationId });
    assert.deepEqual(again, first);
  });

  it('of two officers that decide at once one wins, and the other is told what happened', async () => {
    const { application } = await open(house, 'MONTI');
    const applicationId = await application.submitted();
    const { version } = await getApplication(house.system(), applicationId);
    const outcomes = await Promise.allSettled([
      checkApplication(house.as('AO'), { applicationId, version }),
      rejectApplication(house.as('CM'), { applicationId, version, reason: 'manca la nomina' }),
    ]);
    const refused = outcomes.filter((o) => o.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.ok(broken('membership.application-changed-meanwhile')(refused[0]!.reason));
  });
});

describe('an association joins also for its comuni', () => {
  const house = aHouse();

  it('needs the delegation of each listed comune, and makes members of those alone', async () => {
    const { ALFA, BETA, UNIONE } = house.body;
    const convention = await aConvention(house.system());
    const officer = house.as('UO', { body: UNIONE });
    const { applicationId } = await draftApplication(officer, {
      bodyId: UNIONE!,
      conventionId: convention.conventionId,
      listedBodyIds: [ALFA!],
      wantedFrom: null,
    });
    await assert.rejects(submitApplication(officer, { applicationId }), (error: RuleBroken) => {
      assert.equal(error.code, 'membership.not-delegated');
      assert.equal(error.facts.bodies, 'Alfa', 'the sentence names who has not delegated');
      return true;
    });
    await delegate(house, ALFA!, UNIONE!);
    await submitApplication(officer, { applicationId });
    const office = house.as('AO');
    await checkApplication(office, { applicationId });
    const act = aResolution(applicationId, convention.templateId, {
      organ: 'ASSEMBLEA',
      immediatelyExecutable: true,
    });
    await assert.rejects(recordResolution(office, act), broken('membership.statute-organ-unknown'));
    await recordResolution(office, { ...act, statute: 'art. 12 dello statuto' });
    await recordSignature(office, aSignature(applicationId));
    await recordSignature(office, aSignature(applicationId, { side: 'CENTRE' }));
    const members = await membersOn(office, '2026-11-21');
    assert.deepEqual(
      new Map(members.map((m) => [m.bodyId, [m.kind, m.viaBodyId]])),
      new Map([
        [UNIONE, ['DIRECT', null]],
        [ALFA, ['DERIVED', UNIONE]],
      ]),
    );
    assert.ok(!members.some((m) => m.bodyId === BETA), 'a comune that is not listed is not a member');
  });

  it('acting for a comune that delegated it, leaves the delegation in the history', async () => {
    const { BETA, UNIONE } = house.body;
    const convention = await aConvention(house.system());
    const delegationId = await delegate(house, BETA!, UNIONE!);
    const officer = house.as('UO', {
      body: UNIONE,
      delegations: [{ bodyId: BETA!, scopes: ['APPROVE_CONVENTION'], delegationId }],
    });
    const { applicationId } = await draftApplication(officer, {
      bodyId: BETA!,
      conventionId: convention.conventionId,
      listedBodyIds: [],
      wantedFrom: null,
    });
    await submitApplication(officer, { applicationId });
    const [event] = (await getApplication(house.system(), applicationId)).events;
    assert.deepEqual([event!.actingName, event!.onBehalfOfName], ['Unione di Alfa e Beta', 'Beta']);
    const payOnly = house.as('UO', {
      body: UNIONE,
      delegations: [{ bodyId: BETA!, scopes: ['PAY_FEE'], delegationId }],
    });
    await assert.rejects(withdrawApplication(payOnly, { applicationId, reason: null }), NotAllowed);
  });
});

async function delegate(house: House, from: string, to: string): Promise<string> {
  const id = newId();
  await sql`insert into directory.function_delegations (centre_id, id, from_body_id, to_body_id, scopes, source_act, valid_from, recorded_at, recorded_by)
    values (${house.centre}, ${id}, ${from}, ${to}, array['APPROVE_CONVENTION'], 'Delibera n. 7', '2020-01-01', now(), 'Prova')`.execute(
    house.system().db,
  );
  return id;
}
