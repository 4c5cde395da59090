import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { clockAt } from '#platform/clock';
import { sql } from '#platform/database/pool';
import { NotAllowed, RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, anApplication, anEarlierAdhesion, anEarlierDerivedAdhesion } from '../builders.ts';
import { closeWithdrawals, tellOfEnded } from '../jobs/move-by-time.ts';
import { associationLeft, bodyMerged } from '../listeners/directory-changes.ts';
import { getMember } from '../queries/get-member.ts';
import { listMembers } from '../queries/list-members.ts';
import { membersOn } from '../queries/members-on.ts';
import { getWithdrawal } from '../queries/withdrawals.ts';
import { announceWithdrawal } from './announce-withdrawal.ts';
import { excludeMember } from './exclude-member.ts';
import { markToRegularise } from './mark-to-regularise.ts';
import { recordEarlierAdhesions } from './record-earlier-adhesions.ts';
import { regulariseMembership } from './regularise-membership.ts';
import { notifyWithdrawal, recordWithdrawalResolution, startNotice } from './withdrawal-steps.ts';

const at = (call: Call, day: string): Call => {
  const now = clockAt(`${day}T10:00:00Z`).now();
  return { ...call, now, today: romeDate(now) };
};
const broken = (code: string) => (error: unknown) => {
  assert.ok(error instanceof RuleBroken, String(error));
  assert.equal(error.code, code);
  return true;
};
const act = {
  organ: 'CONSIGLIO',
  number: '40',
  resolvedOn: '2026-08-03',
  publicationStart: null,
  immediatelyExecutable: true,
  certifiedExecutiveFrom: null,
};

describe('a member leaves', () => {
  const house = aHouse();
  let membership = '';
  let withdrawalId = '';

  it('announces it, with its reason; not for somebody else, not twice', async () => {
    const convention = await aConvention(house.system());
    await recordEarlierAdhesions(house.system(), {
      conventionId: convention.conventionId,
      adhesions: [
        anEarlierAdhesion(1, 'ipa_gamma'),
        anEarlierAdhesion(2, 'ipa_unione', 'ASSEMBLEA'),
        anEarlierDerivedAdhesion(3, 'ipa_alfa'),
        anEarlierDerivedAdhesion(4, 'ipa_beta'),
      ],
    });
    membership = (await membersOn(house.system(), '2026-11-21', house.body.GAMMA))[0]!.membershipId;
    const mayor = house.as('LR', { body: house.body.GAMMA });
    await assert.rejects(
      announceWithdrawal(house.as('LR', { body: house.body.DELTA }), {
        membershipId: membership,
        reason: 'x',
      }),
      NotAllowed,
    );
    ({ withdrawalId } = await announceWithdrawal(at(mayor, '2026-07-20'), {
      membershipId: membership,
      reason: 'Gestione in proprio',
    }));
    await assert.rejects(
      announceWithdrawal(mayor, { membershipId: membership, reason: 'di nuovo' }),
      broken('membership.withdrawal-already-open'),
    );
  });

  it('needs an executive resolution of the right organ before the notice', async () => {
    const office = at(house.as('AO'), '2026-08-10');
    await assert.rejects(
      notifyWithdrawal(office, { withdrawalId, notifiedOn: '2026-08-09', pec: 'pec@gamma.example' }),
      broken('membership.resolution-not-executive'),
    );
    await assert.rejects(
      recordWithdrawalResolution(office, { withdrawalId, ...act, organ: 'GIUNTA' }),
      broken('membership.wrong-organ'),
    );
    await recordWithdrawalResolution(office, { withdrawalId, ...act });
  });

  it('notified by 30 September leaves on 1 January, and is a member until the day before', async () => {
    const office = at(house.as('AO'), '2026-09-30');
    const { effectiveOn } = await notifyWithdrawal(office, {
      withdrawalId,
      notifiedOn: '2026-09-30',
      pec: 'pec@gamma.example',
    });
    assert.equal(effectiveOn, '2027-01-01');
    assert.equal((await membersOn(office, '2026-12-31', house.body.GAMMA)).length, 1);
    assert.equal((await membersOn(office, '2027-01-01', house.body.GAMMA)).length, 0);
    assert.equal((await getMember(office, membership)).state, 'IN_NOTICE');
  });

  it('the exit statement starts the notice, and the day of effect closes it without anybody', async () => {
    const office = at(house.as('AO'), '2026-10-05');
    await startNotice(office, {
      withdrawalId,
      charges: [{ description: 'Canone residuo', amountCents: 124_000 }],
      accepted: true,
    });
    const then = at(house.system(), '2027-01-02');
    const sheet = await getWithdrawal(then, withdrawalId);
    assert.equal(sheet.state, 'CLOSED');
    assert.equal(sheet.exitStatement?.dataReturnBy, '2027-03-02', '60 days from 1/1/2027');
    assert.equal(await closeWithdrawals(then), 1);
    assert.equal(await tellOfEnded(then), 1);
    assert.equal(await tellOfEnded(then), 0, 'it is told once');
    const told = await sql<{
      payload: { bodyId: string; reason: string };
    }>`select payload from platform.announcements
      where centre_id = ${house.centre} and name = 'membership.ended'`.execute(then.db);
    assert.deepEqual(told.rows[0]!.payload.reason, 'WITHDRAWAL');
  });

  it('a comune that leaves the Unione has 90 days, then its derived membership lapses', async () => {
    const system = at(house.system(), '2026-11-21');
    const heard = { associationId: house.body.UNIONE!, municipalityId: house.body.ALFA!, on: '2026-11-20' };
    await associationLeft.hear(system, heard);
    await associationLeft.hear(system, heard);
    const list = await listMembers(
      system,
      { on: '2026-11-21', standing: 'TO_REGULARISE' },
      { sort: 'nome', direction: 'asc', size: 50, offset: 0 },
    );
    assert.deepEqual(
      list.rows.map((m) => [m.name, m.state, m.validTo]),
      [['Alfa', 'TO_REGULARISE', '2027-02-18']],
    );
    assert.equal((await membersOn(system, '2027-02-18', house.body.ALFA)).length, 1);
    assert.equal((await membersOn(system, '2027-02-19', house.body.ALFA)).length, 0);
  });

  it('and regularises by its own resolution: a direct membership follows the derived one', async () => {
    const [old] = await membersOn(house.system(), '2026-11-21', house.body.ALFA);
    const own = {
      membershipId: old!.membershipId,
      ...act,
      resolvedOn: '2027-01-11',
      signedOn: '2027-01-20',
      signatory: 'Il sindaco',
      boardRepresentative: 'L’assessore',
    };
    const office = at(house.as('AO'), '2027-01-25');
    await assert.rejects(
      regulariseMembership(office, { ...own, immediatelyExecutable: false, publicationStart: '2027-01-18' }),
      broken('membership.resolution-not-executive'),
    );
    await regulariseMembership(office, own);
    assert.deepEqual(
      (await membersOn(office, '2027-01-19', house.body.ALFA)).map((m) => m.kind),
      ['DERIVED'],
    );
    const [now] = await membersOn(office, '2027-01-20', house.body.ALFA);
    assert.deepEqual([now!.kind, now!.validTo], ['DIRECT', '2036-12-31']);
  });

  it('a direct membership is not touched by who leaves an association', async () => {
    const [now] = await membersOn(house.system(), '2027-01-20', house.body.ALFA);
    await assert.rejects(
      markToRegularise(at(house.as('AO'), '2027-02-01'), {
        membershipId: now!.membershipId,
        on: '2027-01-30',
      }),
      broken('membership.not-derived'),
    );
  });

  it('a merged comune is a member until its last day', async () => {
    const { BETA, DELTA } = house.body;
    await bodyMerged.hear(house.system(), { bodyId: BETA, intoBodyId: DELTA, on: '2026-12-31' });
    assert.equal((await membersOn(house.system(), '2026-12-31', BETA)).length, 1);
    assert.equal((await membersOn(house.system(), '2027-01-01', BETA)).length, 0);
  });

  it('is excluded by the manager after 30 days of hearing, and not for a small delay', async () => {
    const [unione] = await membersOn(house.system(), '2026-11-21', house.body.UNIONE);
    const exclusion = {
      membershipId: unione!.membershipId,
      arrearsSince: '2025-06-30',
      breach: null,
      proposal: 'Tavolo tecnico n. 2',
      hearingOpenedOn: '2026-10-01',
      decision: 'Tavolo strategico n. 3',
      decidedOn: '2026-11-20',
    };
    await assert.rejects(excludeMember(house.as('AO'), exclusion), NotAllowed);
    const manager = house.as('CM');
    await assert.rejects(excludeMember(manager, exclusion), broken('membership.exclusion-without-cause'));
    const late = { ...exclusion, arrearsSince: '2024-06-30' };
    await assert.rejects(
      excludeMember(manager, { ...late, hearingOpenedOn: '2026-11-01' }),
      broken('membership.hearing-not-over'),
    );
    await excludeMember(manager, late);
    assert.equal((await membersOn(manager, '2026-11-21', house.body.UNIONE)).length, 0);
  });
});

describe('derived members of an association that withdraws', () => {
  const house = aHouse();

  it('are to be regularised from the day on which it leaves', async () => {
    const convention = await aConvention(house.system());
    await recordEarlierAdhesions(house.system(), {
      conventionId: convention.conventionId,
      adhesions: [anEarlierAdhesion(1, 'ipa_unione', 'ASSEMBLEA'), anEarlierDerivedAdhesion(2, 'ipa_alfa')],
    });
    const [unione] = await membersOn(house.system(), '2026-11-21', house.body.UNIONE);
    const office = at(house.system(), '2026-08-10');
    const { withdrawalId } = await announceWithdrawal(office, {
      membershipId: unione!.membershipId,
      reason: 'Scioglimento',
    });
    await recordWithdrawalResolution(office, { withdrawalId, ...act, organ: 'ASSEMBLEA' });
    await notifyWithdrawal(office, { withdrawalId, notifiedOn: '2026-08-10', pec: 'pec@unione.example' });
    assert.equal((await membersOn(office, '2027-01-01', house.body.UNIONE)).length, 0);
    const [alfa] = await membersOn(office, '2027-01-01', house.body.ALFA);
    assert.equal(alfa!.validTo, '2027-03-31', '90 days from 31/12/2026');
  });

  it('a derived membership has no withdrawal of its own', async () => {
    const { conventionId, templateId } = await aConvention(house.system());
    await anApplication(house.system(), { bodyId: house.body.GAMMA!, conventionId, templateId }).inForce();
    const [alfa] = await membersOn(house.system(), '2026-11-21', house.body.ALFA);
    await assert.rejects(
      announceWithdrawal(house.as('AO'), { membershipId: alfa!.membershipId, reason: 'x' }),
      broken('membership.derived-does-not-withdraw'),
    );
  });
});
