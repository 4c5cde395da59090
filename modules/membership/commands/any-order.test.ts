import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, romeDate, startOfRomeDay } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, anApplication, aResolution, aSignature } from '../builders.ts';
import { APPLICATION_STATES, APPLICATION_TRANSITIONS } from '../rules/application-lifecycle.ts';
import { checkApplication } from './check-application.ts';
import { declareAdhesion } from './declare-adhesion.ts';
import { integrateApplication } from './integrate-application.ts';
import { recordResolution } from './record-resolution.ts';
import { recordSignature } from './record-signature.ts';
import { rejectApplication } from './reject-application.ts';
import { requestIntegration } from './request-integration.ts';
import { submitApplication } from './submit-application.ts';
import { withdrawApplication } from './withdraw-application.ts';

type Step = (call: Call, applicationId: string, templateId: string) => Promise<unknown>;

const STEPS: Readonly<Record<string, Step>> = {
  submit: (call, applicationId) => submitApplication(call, { applicationId }),
  check: (call, applicationId) => checkApplication(call, { applicationId }),
  declare: (call, applicationId) =>
    declareAdhesion(call, { applicationId, organ: 'CONSIGLIO', declaredFor: addDays(call.today, 10) }),
  ask: (call, applicationId) => requestIntegration(call, { applicationId, request: 'manca la nomina' }),
  integrate: (call, applicationId) => integrateApplication(call, { applicationId, answer: 'si allega' }),
  resolve: (call, applicationId, templateId) =>
    recordResolution(
      call,
      aResolution(applicationId, templateId, { resolvedOn: call.today, publicationStart: call.today }),
    ),
  resolveAtOnce: (call, applicationId, templateId) =>
    recordResolution(
      call,
      aResolution(applicationId, templateId, {
        resolvedOn: call.today,
        publicationStart: null,
        immediatelyExecutable: true,
      }),
    ),
  signMember: (call, applicationId) =>
    recordSignature(call, aSignature(applicationId, { signedOn: call.today })),
  signCentre: (call, applicationId) =>
    recordSignature(
      call,
      aSignature(applicationId, {
        side: 'CENTRE',
        signedOn: call.today,
        effectiveFrom: addDays(call.today, 5),
      }),
    ),
  scan: (call, applicationId) =>
    recordSignature(call, aSignature(applicationId, { kind: 'SCANNED', signedOn: call.today })),
  reject: (call, applicationId) => rejectApplication(call, { applicationId, reason: 'no' }),
  withdraw: (call, applicationId) => withdrawApplication(call, { applicationId, reason: null }),
};

const STRAIGHT = ['submit', 'check', 'resolveAtOnce', 'signMember', 'signCentre'];

describe('whatever is tried, in whatever order and on whatever day', () => {
  const house = aHouse();

  it('an application is only ever in a state of the procedure, reached by one of its steps', async () => {
    const convention = await aConvention(house.system());
    const known = new Set(
      APPLICATION_TRANSITIONS.map((t) => `${t.from} ${t.event} ${t.to === 'BACK' ? '*' : t.to}`),
    );
    // The straight path, with anything else tried in between, so that many runs get far.
    const days = fc.constantFrom(0, 0, 1, 12, 100);
    const anything = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), days), { maxLength: 2 });
    const tries = fc
      .tuple(...STRAIGHT.map((usual) => fc.tuple(anything, fc.tuple(fc.constant(usual), days))))
      .map((parts) => parts.flatMap(([before, usual]) => [...before, usual]));
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(tries, async (tried) => {
        const id = await anApplication(house.system(), {
          ...convention,
          bodyId: house.body.GAMMA!,
        }).draft();
        let today = '2026-11-21';
        for (const [name, days] of tried) {
          today = addDays(today, days);
          await attempt(onDay(house.system(), today), name, id, convention.templateId);
        }
        const { rows } = await sql<{
          from: string;
          event: string;
          to: string;
        }>`select from_state as from, event, to_state as to from membership.application_events
            where centre_id = ${house.centre} and application_id = ${id} and event <> 'draft' order by position`.execute(
          house.system().db,
        );
        let state = 'DRAFT';
        for (const e of rows) {
          assert.equal(e.from, state, 'each step begins where the one before ended');
          assert.ok((APPLICATION_STATES as readonly string[]).includes(e.to));
          const written = e.event === 'integrate' ? `${e.from} integrate *` : `${e.from} ${e.event} ${e.to}`;
          assert.ok(known.has(written), written);
          state = e.to;
        }
        if (state === 'IN_FORCE' || state === 'SIGNED') reached++;
        await free(id);
      }),
      { numRuns: 40, examples: [[STRAIGHT.map((name) => [name, 0])]] },
    );
    assert.ok(reached > 0, 'some of them get to the end');
  });

  /** Refusals in the domain's words are expected; anything else is a fault. */
  async function attempt(call: Call, name: string, id: string, templateId: string): Promise<void> {
    try {
      await STEPS[name]!(call, id, templateId);
    } catch (error) {
      if (!(error instanceof RuleBroken) && !(error instanceof InvalidInput)) throw error;
    }
  }

  /** Out of the way of the next run, which needs the same body. */
  async function free(id: string): Promise<void> {
    const owner = house.database.owner;
    await owner.query(
      'delete from membership.membership_events where membership_id in (select id from membership.memberships where application_id = $1)',
      [id],
    );
    await owner.query('delete from membership.memberships where application_id = $1', [id]);
    await owner.query("update membership.applications set state = 'WITHDRAWN' where id = $1", [id]);
  }
});

function onDay(call: Call, day: string): Call {
  const now = new Date(startOfRomeDay(day).getTime() + 36_000_000);
  return { ...call, now, today: romeDate(now) };
}
