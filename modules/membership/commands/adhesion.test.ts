import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { clockAt } from '#platform/clock';
import { sql } from '#platform/database/pool';
import { NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
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

const on = (call: Call, instant: string): Call => {
  const now = clockAt(instant).now();
  return { ...call, now, today: romeDate(now) };
};
const broken = (code: string) => (error: unknown) => {
  assert.ok(error instanceof RuleBroken, String(error));
  assert.equal(error.code, code);
  return true;
};

describe('a comune joins the convention', () => {
  const house = aHouse();

  it('from the draft of its mayor to the membership in force', async () => {
    const office = house.as('AO');
    const { conventionId, templateId } = await aConvention(house.system());
    const mayor = house.as('LR', { body: house.body.GAMMA });
    const { applicationId, number } = await draftApplication(mayor, {
      bodyId: house.body.GAMMA!,
      conventionId,
      listedBodyIds: [],
      wantedFrom: null,
    });
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
    assert.equal(sheet.events.at(-1)?.actor, 'Persona LR');
    await assert.rejects(
      draftApplication(mayor, {
        bodyId: house.body.GAMMA!,
        conventionId,
        listedBodyIds: [],
        wantedFrom: null,
      }).then((again) => submitApplication(mayor, again)),
      broken('membership.already-member'),
    );
  });
});
