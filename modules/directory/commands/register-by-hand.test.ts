import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { bodyAsOf } from '../queries/body-as-of.ts';
import { getBody } from '../queries/get-body.ts';
import { listBodyFigures } from '../queries/list-body-figures.ts';
import { listBodyHistory } from '../queries/list-body-history.ts';
import { assignRole, endRole } from './assign-role.ts';
import { associateFunction } from './associate-function.ts';
import { associateMunicipality, endAssociation } from './associate-municipality.ts';
import { delegateFunctions, revokeDelegation } from './delegate-functions.ts';
import { editBody } from './edit-body.ts';
import { erasePerson } from './erase-person.ts';
import { mergeMunicipalities } from './merge-municipalities.ts';
import { decideProposal, proposeChange } from './propose-change.ts';
import { recordFigure } from './record-figure.ts';
import { registerBody } from './register-body.ts';
import { renameBody } from './rename-body.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('the register by hand', () => {
  const house = aHouse();
  const ao = (): Call => house.as('AO');
  const announced = async (name: string) =>
    (
      await sql<{
        payload: Record<string, string>;
      }>`select payload from platform.announcements where centre_id = ${house.centre} and name = ${name} order by at, id`.execute(
        house.system().db,
      )
    ).rows.map((row) => row.payload);

  it('keeps what a body was called before, and says it of any day', async () => {
    const alfa = house.body.ALFA!;
    const version = {
      name: 'Alfa Terme',
      category: 'COMUNE',
      istatCode: '017001',
      from: '2026-03-01',
      source: 'L.R. 2/2026',
    };
    await renameBody(ao(), alfa, version);
    const name = async (on: string) => (await bodyAsOf(ao(), alfa, on))?.name;
    assert.deepEqual(
      [await name('2026-02-28'), await name('2026-03-01'), await name('1999-01-01')],
      ['Alfa', 'Alfa Terme', 'Alfa'],
    );
    await assert.rejects(renameBody(ao(), alfa, version), broken('directory.nothing-changed'));
    await assert.rejects(
      renameBody(ao(), alfa, { ...version, name: 'Alfa Bagni', from: '2026-02-01' }),
      broken('directory.change-before-last'),
    );
    await assert.rejects(
      renameBody(ao(), alfa, { ...version, istatCode: '017002', from: '2026-04-01' }),
      broken('directory.code-taken'),
    );
    const [latest] = await listBodyHistory(ao(), alfa);
    assert.deepEqual([latest?.kind, latest?.was?.name, latest?.is?.name], ['VERSION', 'Alfa', 'Alfa Terme']);
  });

  it('corrects a figure with another for the same day: the latest counts, the first stays in sight', async () => {
    const beta = house.body.BETA!;
    const figure = {
      kind: 'population',
      on: '2025-12-31',
      value: 3100,
      source: 'ISTAT',
      provisional: true,
    } as const;
    await recordFigure(ao(), beta, figure);
    house.clock.set('2026-11-21T11:00:00+01:00');
    await recordFigure(ao(), beta, { ...figure, value: 3050, provisional: false });
    const figures = (await listBodyFigures(ao(), beta)).filter((f) => f.on === '2025-12-31');
    assert.deepEqual(
      figures.map((f) => [f.value, f.superseded]),
      [
        [3050, false],
        [3100, true],
      ],
    );
    assert.equal((await getBody(ao(), beta)).inhabitants, 3050);
    await assert.rejects(recordFigure(ao(), beta, { ...figure, on: '2027-01-01' }), InvalidInput);
  });

  it('tells the other rooms who enters and who leaves an association', async () => {
    const [associationId, municipalityId] = [house.body.MONTI!, house.body.GAMMA!];
    const joined = { associationId, municipalityId, from: '2020-01-01', to: null, source: 'D.P.G.R.' };
    const { id } = await associateMunicipality(ao(), joined);
    await assert.rejects(
      associateMunicipality(ao(), { ...joined, from: '2022-01-01' }),
      broken('directory.already-associated'),
    );
    await assert.rejects(
      associateMunicipality(ao(), { ...joined, associationId: house.body.DELTA! }),
      broken('directory.not-an-association'),
    );
    await endAssociation(ao(), id, { on: '2026-10-31', source: 'Delibera C.C. 8/2026' });
    assert.deepEqual(await announced('directory.association-joined'), [
      { associationId, municipalityId, on: '2020-01-01' },
    ]);
    assert.deepEqual(await announced('directory.association-left'), [
      { associationId, municipalityId, on: '2026-10-31' },
    ]);
    await assert.rejects(
      endAssociation(ao(), id, { on: '2026-11-30', source: 'x' }),
      broken('directory.membership-already-ended'),
    );
  });

  it('never lets two memberships overlap, even when they are recorded at once', async () => {
    const joined = {
      associationId: house.body.MONTI!,
      municipalityId: house.body.DELTA!,
      from: '2021-01-01',
      to: null,
      source: 'atto',
    };
    const ended = await Promise.allSettled([1, 2, 3].map(() => associateMunicipality(ao(), joined)));
    assert.equal(ended.filter((e) => e.status === 'fulfilled').length, 1);
  });

  it('gives one RTD to a body, and one person to many bodies in associated form', async () => {
    const office = {
      role: 'RTD',
      act: 'Decreto 1',
      from: '2026-01-01',
      to: null,
      associated: true,
      hostBodyId: house.body.UNIONE!,
    };
    const person = { name: 'Ines Prova', email: 'ines@prova.example', phone: null };
    const first = await assignRole(ao(), house.body.ALFA!, { ...office, person });
    await assignRole(ao(), house.body.BETA!, { ...office, person: { personId: first.personId } });
    await assert.rejects(
      assignRole(ao(), house.body.BETA!, { ...office, person }),
      broken('directory.role-held'),
    );
    await assert.rejects(
      assignRole(ao(), house.body.GAMMA!, { ...office, person, hostBodyId: null }),
      broken('directory.host-needed'),
    );
    await assert.rejects(
      erasePerson(ao(), first.personId, 'richiesta'),
      broken('directory.person-still-needed'),
    );
  });

  it('erases a person who holds no office any more, and keeps the office in the history', async () => {
    const office = {
      role: 'DPO',
      act: null,
      from: '2024-01-01',
      to: null,
      associated: false,
      hostBodyId: null,
    };
    const { assignmentId, personId } = await assignRole(ao(), house.body.DELTA!, {
      ...office,
      person: { name: 'Piero Passato', email: 'p@prova.example', phone: '030' },
    });
    await endRole(ao(), assignmentId, '2025-12-31');
    await erasePerson(ao(), personId, 'Non serve più');
    const { rows } = await sql<
      Record<string, unknown>
    >`select name, email, phone from directory.people where centre_id = ${house.centre} and id = ${personId}`.execute(
      house.system().db,
    );
    assert.deepEqual(rows, [{ name: 'Persona cancellata', email: null, phone: null }]);
    const events = (await listBodyHistory(ao(), house.body.DELTA!)).filter((e) => e.role === 'DPO');
    assert.equal(events.length, 2);
    assert.doesNotMatch(JSON.stringify(events), /Passato/);
    const audit = await sql<{
      facts: unknown;
    }>`select facts from platform.audit_events where centre_id = ${house.centre} and action like 'directory.role%'`.execute(
      house.system().db,
    );
    assert.doesNotMatch(JSON.stringify(audit.rows), /Passato/);
  });

  it('delegates nothing by default, and only what is named', async () => {
    const delegation = {
      fromBodyId: house.body.ALFA!,
      toBodyId: house.body.UNIONE!,
      sourceAct: 'Delibera 12/2026',
      from: '2026-01-01',
      to: null,
    };
    await assert.rejects(delegateFunctions(ao(), { ...delegation, scopes: [] }), InvalidInput);
    await assert.rejects(delegateFunctions(ao(), { ...delegation, scopes: ['EVERYTHING'] }), InvalidInput);
    await assert.rejects(
      delegateFunctions(ao(), { ...delegation, toBodyId: house.body.ALFA!, scopes: ['PAY_FEE'] }),
      broken('directory.delegates-to-itself'),
    );
    const { delegationId } = await delegateFunctions(ao(), { ...delegation, scopes: ['PAY_FEE'] });
    await revokeDelegation(ao(), delegationId, 'Delibera 3/2026');
    await assert.rejects(
      revokeDelegation(ao(), delegationId, 'ancora'),
      broken('directory.delegation-revoked'),
    );
  });

  it('keeps RTD and ICT apart: one in associated form says nothing of the other', async () => {
    const fact = { associationId: house.body.UNIONE!, act: null, from: '2026-01-01', to: null };
    await associateFunction(ao(), house.body.BETA!, { ...fact, function: 'RTD' });
    await associateFunction(ao(), house.body.BETA!, { ...fact, function: 'ICT' });
    await assert.rejects(
      associateFunction(ao(), house.body.BETA!, { ...fact, function: 'ICT', from: '2026-06-01' }),
      broken('directory.function-already-associated'),
    );
  });

  it('lets a technical contact propose for its own body, and the centre decide', async () => {
    const tc = house.as('TC', { body: house.body.GAMMA! });
    const contacts = {
      address: 'Via Nuova 1',
      postal_code: '25000',
      town: 'Gamma',
      digital_domicile: null,
      email: null,
      website: null,
    };
    const proposal = { kind: 'CONTACT', proposed: contacts } as const;
    await assert.rejects(proposeChange(tc, house.body.DELTA!, proposal, 'non mio'), NotAllowed);
    await assert.rejects(editBody(tc, house.body.GAMMA!, contacts), NotAllowed);
    const { proposalId } = await proposeChange(tc, house.body.GAMMA!, proposal, 'Trasloco');
    assert.equal((await getBody(tc, house.body.GAMMA!)).address, null);
    await assert.rejects(decideProposal(tc, proposalId, { accepted: true, reason: null }), NotAllowed);
    await assert.rejects(decideProposal(ao(), proposalId, { accepted: false, reason: null }), InvalidInput);
    await decideProposal(ao(), proposalId, { accepted: true, reason: null });
    assert.equal((await getBody(ao(), house.body.GAMMA!)).address, 'Via Nuova 1');
    await assert.rejects(
      decideProposal(ao(), proposalId, { accepted: true, reason: null }),
      broken('directory.proposal-decided'),
    );
  });

  it('keeps, of a proposal for another body, who acted, for whom and by which delegation', async () => {
    const delegationId = newId();
    const uo = house.as('UO', {
      body: house.body.UNIONE!,
      delegations: [{ bodyId: house.body.ALFA!, scopes: ['REQUEST_SERVICE'], delegationId }],
    });
    const proposal = {
      kind: 'POPULATION',
      proposed: { on: '2025-12-31', inhabitants: 2410, source: 'anagrafe comunale' },
    } as const;
    const { proposalId } = await proposeChange(uo, house.body.ALFA!, proposal, 'Dato mancante');
    const { rows } = await sql<Record<string, unknown>>`
      select acting_body_id, on_behalf_of_body_id, delegation_id from directory.body_proposals where centre_id = ${house.centre} and id = ${proposalId}`.execute(
      house.system().db,
    );
    assert.deepEqual(rows, [
      {
        acting_body_id: house.body.UNIONE,
        on_behalf_of_body_id: house.body.ALFA,
        delegation_id: delegationId,
      },
    ]);
    await assert.rejects(proposeChange(uo, house.body.GAMMA!, proposal, 'non delegato'), NotAllowed);
  });

  it('does once what is sent twice with the same key', async () => {
    const call = { ...ao(), requestKey: newId() };
    const data = { name: 'Consorzio di Prova', category: 'CONSORZIO', ipa_code: 'cons_prova' };
    const first = await registerBody(call, data, null);
    assert.deepEqual(await registerBody(call, data, null), first);
    await assert.rejects(
      registerBody(ao(), { ...data, ipa_code: 'CONS_PROVA' }, null),
      broken('directory.code-taken'),
    );
    await assert.rejects(
      registerBody(ao(), { name: 'Senza codice', category: 'OTHER' }, null),
      broken('directory.code-needed'),
    );
  });

  it('is closed to the other centre and to who may not', async () => {
    const stranger = house.as('AO', { centre: house.other });
    await assert.rejects(
      renameBody(stranger, house.body.ALFA!, {
        name: 'X',
        category: 'COMUNE',
        istatCode: null,
        from: '2026-12-01',
        source: 'x',
      }),
      /not found/,
    );
    for (const role of ['PM', 'SO', 'CH', 'OP', 'AU'] as const)
      await assert.rejects(editBody(house.as(role), house.body.ALFA!, { town: 'X' }), NotAllowed);
  });
});

describe('a merger of comuni', () => {
  const house = aHouse();
  const ao = (): Call => house.as('AO');

  it('makes a new comune with the sum of the figures from then on; those that cease keep theirs', async () => {
    const [alfa, beta] = [house.body.ALFA!, house.body.BETA!];
    const { bodyId } = await mergeMunicipalities(ao(), {
      bodyIds: [alfa, beta],
      on: '2027-01-01',
      into: { name: 'Alfabeta', istatCode: '017300', ipaCode: null },
      source: 'L.R. 9/2026',
    });
    const merged = await getBody(ao(), bodyId);
    assert.deepEqual(
      [merged.inhabitants, merged.enterprises, merged.province],
      [2400 + 3001, 150 + 210, 'Brescia'],
    );
    assert.deepEqual(
      merged.madeOf.map((one) => [one.name, one.on]),
      [
        ['Alfa', '2026-12-31'],
        ['Beta', '2026-12-31'],
      ],
    );
    const old = await getBody(ao(), alfa);
    assert.deepEqual([old.inhabitants, old.ceasedOn, old.mergedInto?.name], [2400, '2026-12-31', 'Alfabeta']);
    const { rows } = await sql<{
      to: string;
    }>`select valid_to as "to" from directory.association_memberships where centre_id = ${house.centre}`.execute(
      house.system().db,
    );
    assert.deepEqual(
      rows.map((row) => row.to),
      ['2026-12-31', '2026-12-31'],
    );
    const told = await sql<{
      payload: unknown;
    }>`select payload from platform.announcements where centre_id = ${house.centre} and name = 'directory.body-merged' order by id`.execute(
      house.system().db,
    );
    assert.deepEqual(
      told.rows.map((row) => row.payload),
      [alfa, beta].sort().map((id) => ({ bodyId: id, intoBodyId: bodyId, on: '2026-12-31' })),
    );
  });

  it('leaves the past of the comune that takes another in as it was', async () => {
    const [gamma, delta] = [house.body.GAMMA!, house.body.DELTA!];
    for (const [body, value] of [
      [gamma, 8100],
      [delta, 40_100],
    ] as const)
      await recordFigure(ao(), body, {
        kind: 'population',
        on: '2025-12-31',
        value,
        source: 'ISTAT',
        provisional: false,
      });
    house.clock.set('2026-11-21T12:00:00+01:00');
    await mergeMunicipalities(ao(), {
      bodyIds: [gamma],
      on: '2027-01-01',
      into: { bodyId: delta },
      source: 'L.R. 10/2026',
    });
    const figures = (await listBodyFigures(ao(), delta)).filter(
      (f) => f.kind === 'population' && !f.superseded,
    );
    // 2027 looks at 31/12/2025: the sum. 2026 looked at 31/12/2024: its own.
    assert.deepEqual(
      figures.map((f) => [f.on, f.value]),
      [
        ['2025-12-31', 48_200],
        ['2024-12-31', 40_001],
      ],
    );
  });

  it('is refused to one alone, to itself, and to who has ceased', async () => {
    const monti = house.body.MONTI!;
    const into = { name: 'X', istatCode: '017301', ipaCode: null };
    await assert.rejects(
      mergeMunicipalities(ao(), { bodyIds: [house.body.DELTA!], on: '2028-01-01', into, source: 'x' }),
      broken('directory.merger-needs-two'),
    );
    await assert.rejects(
      mergeMunicipalities(ao(), {
        bodyIds: [house.body.DELTA!],
        on: '2028-01-01',
        into: { bodyId: house.body.DELTA! },
        source: 'x',
      }),
      broken('directory.merges-into-itself'),
    );
    await assert.rejects(
      mergeMunicipalities(ao(), { bodyIds: [house.body.DELTA!, monti], on: '2028-01-01', into, source: 'x' }),
      broken('directory.not-a-comune'),
    );
    await assert.rejects(
      mergeMunicipalities(ao(), {
        bodyIds: [house.body.ALFA!, house.body.DELTA!],
        on: '2028-01-01',
        into,
        source: 'x',
      }),
      broken('directory.body-ceased'),
    );
  });
});
