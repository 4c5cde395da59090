import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '#access';
import { importRegister, recordBodies } from '#directory';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { runJobs } from '#test/jobs';

describe('writing in the register by the API', () => {
  const house = aHouse();
  const client = (role: Role, body?: string) =>
    house.program(role, ['directory:read', 'directory:write'], { body });
  const rossi = { name: 'Maria Rossi', email: 'rossi@alfa.example', phone: '030 1', from: '2026-01-01' };

  it('registers a body once, corrects it, renames it and counts it', async () => {
    const api = await client('AO');
    const azienda = {
      name: 'Azienda speciale',
      category: 'AZIENDA',
      ipaCode: 'azienda',
      provinceCode: 'BS',
      since: '2020-01-01',
    };
    const key = newId();
    const first = await api('POST', '/bodies', azienda, key);
    assert.equal(first.status, 201);
    assert.deepEqual((await api('POST', '/bodies', azienda, key)).body, first.body);
    const found = await api('GET', '/bodies?q=azienda');
    assert.deepEqual([found.body.count, found.body.items[0].province], [1, 'Brescia']);

    const taken = await api('POST', '/bodies', azienda, newId());
    assert.deepEqual([taken.status, taken.type.split(';')[0]], [409, 'application/problem+json']);
    assert.equal(taken.body.detail, 'Il codice azienda è già di «Azienda speciale»: controllarlo.');
    const nameless = await api('POST', '/bodies', { name: 'Senza codice', category: 'OTHER' });
    assert.match(nameless.body.detail, /Indicare almeno un codice/);

    const here = `/bodies/${first.body.bodyId}`;
    const town = { town: 'Adro', postalCode: '25030' };
    assert.equal((await api('POST', `${here}/corrections`, town)).status, 201);
    assert.equal((await api('POST', `${here}/corrections`, { postalCode: null })).status, 201);
    const wrong = await api('POST', `${here}/corrections`, { postalCode: '2503' });
    assert.deepEqual(
      [wrong.status, wrong.body.errors],
      [422, [{ field: 'postalCode', message: 'Il CAP ha 5 cifre.' }]],
    );
    const empty = await api('POST', `${here}/corrections`, {});
    assert.equal(empty.body.errors[0].message, 'Indicare almeno un dato.');
    const version = {
      name: 'Azienda dei servizi',
      category: 'AZIENDA',
      istatCode: null,
      from: '2026-03-01',
      source: 'Statuto',
    };
    assert.equal((await api('POST', `${here}/versions`, version)).status, 201);
    assert.equal(
      (await api('POST', `${here}/versions`, version)).body.detail,
      'Nessun dato è stato modificato.',
    );
    const body = (await api('GET', here)).body;
    assert.deepEqual(
      [body.name, body.town, body.postalCode, body.ipaCode, body.versionFrom],
      ['Azienda dei servizi', 'Adro', null, 'azienda', '2026-03-01'],
    );

    const [renamed] = (await api('GET', `${here}/history`)).body.items;
    assert.deepEqual(
      [renamed.kind, renamed.on, renamed.was.name, renamed.is.name],
      ['VERSION', '2026-03-01', 'Azienda speciale', 'Azienda dei servizi'],
    );

    const staff = { name: 'workstations', on: '2025-12-31', value: '42.5', source: 'Ricognizione' };
    assert.equal((await api('POST', `${here}/quantities`, staff)).status, 201);
    assert.equal((await api('POST', `${here}/quantities`, { ...staff, value: '-1' })).status, 422);
    assert.equal((await api('GET', `${here}/quantities`)).body.items[0].value, '42.5');
  });

  it('records one figure for the same key, and none of the future', async () => {
    const api = await client('CM');
    const figures = `/bodies/${house.body.GAMMA}/figures`;
    const figure = { kind: 'population', on: '2025-12-31', value: 8100, source: 'ISTAT' };
    const key = newId();
    await api('POST', figures, figure, key);
    assert.equal((await api('POST', figures, figure, key)).status, 201);
    const recorded = (await api('GET', figures)).body.items.filter(
      (one: { on: string }) => one.on === '2025-12-31',
    );
    assert.deepEqual(
      recorded.map((one: { value: number; provisional: boolean }) => [one.value, one.provisional]),
      [[8100, false]],
    );
    const early = await api('POST', figures, { ...figure, on: '2026-12-31' });
    assert.equal(early.status, 422);
    assert.equal(early.body.errors[0].message, 'La data di riferimento non può essere nel futuro.');
  });

  it('gives and ends offices; contacts are for who may see them, until they are erased', async () => {
    const api = await client('AO');
    const roles = `/bodies/${house.body.ALFA}/roles`;
    const { assignmentId, personId } = (await api('POST', roles, { role: 'RTD', ...rossi })).body;
    const held = await api('POST', roles, { role: 'RTD', ...rossi, name: 'Anna Verdi' });
    assert.equal(held.status, 409);
    assert.match(held.body.detail, /L’incarico è già di Maria Rossi/);
    const both = await api('POST', roles, { role: 'DPO', personId, ...rossi });
    assert.deepEqual([both.status, both.body.errors[0].field], [422, 'name']);

    const beta = await api('POST', `/bodies/${house.body.BETA}/roles`, {
      role: 'RTD',
      personId,
      from: '2026-01-01',
      associated: true,
      hostBodyId: house.body.UNIONE,
    });
    assert.deepEqual([beta.status, beta.body.personId], [201, personId]);
    const [holder] = (await api('GET', roles)).body.items;
    assert.deepEqual([holder.id, holder.email, holder.phone], [assignmentId, 'rossi@alfa.example', '030 1']);
    const [masked] = (await (await client('AU'))('GET', roles)).body.items;
    assert.deepEqual([masked.name, masked.email, masked.phone], ['Maria Rossi', null, null]);

    const erasure = `/register-people/${personId}/erasure`;
    assert.equal((await api('POST', erasure, { reason: 'Richiesta' })).status, 409);
    for (const id of [assignmentId, beta.body.assignmentId])
      assert.equal((await api('POST', `/role-assignments/${id}/end`, { on: '2026-06-30' })).status, 201);
    const again = await api('POST', `/role-assignments/${assignmentId}/end`, { on: '2026-06-30' });
    assert.equal(again.body.detail, 'L’incarico è già terminato.');
    assert.equal((await api('GET', `/register-people/${personId}`)).body.offices.length, 2);
    assert.equal((await api('POST', erasure, { reason: 'Richiesta' })).status, 201);
    const erased = (await api('GET', `/register-people/${personId}`)).body;
    assert.deepEqual([erased.name, erased.email], ['Persona cancellata', null]);
    assert.ok(erased.erasedAt);
  });

  it('associates and parts comuni, functions and delegations', async () => {
    const api = await client('AO');
    const { GAMMA: gamma, MONTI: monti } = house.body;
    const entry = { associationId: monti, municipalityId: gamma, from: '2026-01-01', source: 'Delibera 1' };
    const { membershipId } = (await api('POST', '/association-memberships', entry)).body;
    const twice = await api('POST', '/association-memberships', entry);
    assert.match(twice.body.detail, /risulta già membro in quel periodo \(dal 01\/01\/2026\)/);
    const left = { on: '2026-10-31', source: 'Delibera 8' };
    const end = await api('POST', `/association-memberships/${membershipId}/end`, left);
    assert.deepEqual(end.body, { municipalityId: gamma, associationId: monti });
    const [associate] = (await api('GET', `/bodies/${gamma}/associations`)).body.items;
    assert.deepEqual([associate.id, associate.to], [membershipId, '2026-10-31']);

    const functions = `/bodies/${gamma}/associated-functions`;
    const fact = { function: 'ICT', associationId: monti, from: '2026-01-01' };
    const { functionId } = (await api('POST', functions, fact)).body;
    assert.equal((await api('POST', functions, fact)).status, 409);
    assert.equal(
      (await api('POST', `/associated-functions/${functionId}/end`, { on: '2026-10-31' })).body.bodyId,
      gamma,
    );
    const [ended] = (await api('GET', functions)).body.items;
    assert.deepEqual(
      [ended.function, ended.association, ended.to],
      ['ICT', 'Comunità montana dei Monti', '2026-10-31'],
    );

    const delegations = `/bodies/${gamma}/delegations`;
    const given = {
      toBodyId: monti,
      scopes: ['PAY_FEE', 'RTD'],
      sourceAct: 'Delibera 12',
      from: '2026-01-01',
    };
    const key = newId();
    const { delegationId } = (await api('POST', delegations, given, key)).body;
    await api('POST', delegations, given, key);
    assert.equal((await api('POST', delegations, { ...given, scopes: [] })).status, 422);
    assert.equal((await api('POST', delegations, { ...given, toBodyId: gamma })).status, 409);
    const revoked = await api('POST', `/delegations/${delegationId}/revocation`, { reason: 'Delibera 30' });
    assert.deepEqual([revoked.status, revoked.body.fromBodyId], [201, gamma]);
    const received = (await api('GET', `/bodies/${monti}/delegations`)).body.items;
    assert.deepEqual(
      received.map((d: Record<string, unknown>) => [d.id, d.given, d.bodyId, d.scopes, d.revokedAt !== null]),
      [[delegationId, false, gamma, ['PAY_FEE', 'RTD'], true]],
    );
  });

  it('takes what a body proposes, and does what the centre accepts', async () => {
    const [contact, centre] = [await client('TC', house.body.ALFA), await client('AO')];
    const mine = `/bodies/${house.body.ALFA}/proposals`;
    const contacts = { address: 'Via Nuova 1', postalCode: '25031', town: 'Alfa', digitalDomicile: null };
    const moved = { kind: 'CONTACT', reason: 'Sede', ...contacts, email: null, website: null };
    const counted = {
      kind: 'POPULATION',
      reason: 'Anagrafe',
      on: '2025-12-31',
      inhabitants: 2500,
      source: 'Comune',
    };
    const named = { kind: 'ROLE', reason: 'Nomina', role: 'DPO', name: 'Anna Verdi', from: '2026-09-01' };
    const key = newId();
    const ids: string[] = [];
    for (const proposal of [moved, counted, named])
      ids.push((await contact('POST', mine, proposal, proposal === moved ? key : newId())).body.proposalId);
    assert.equal((await contact('POST', mine, moved, key)).body.proposalId, ids[0]);
    const late = await contact('POST', mine, { ...counted, on: '2027-01-01' });
    assert.equal(late.status, 422);
    assert.equal((await contact('POST', mine, { kind: 'ALTRO', reason: 'x' })).status, 422);
    const foreign = await contact('POST', `/bodies/${house.body.BETA}/proposals`, moved);
    assert.equal(foreign.status, 403);

    const decision = `/body-proposals/${ids[0]}/decision`;
    assert.equal((await contact('POST', decision, { approve: true })).status, 403);
    assert.equal((await centre('POST', decision, { approve: false })).status, 422);
    const accepted = await centre('POST', decision, { approve: true });
    assert.deepEqual([accepted.status, accepted.body.bodyId], [201, house.body.ALFA]);
    assert.equal(
      (await centre('POST', decision, { approve: true })).body.detail,
      'La proposta è già stata decisa.',
    );
    assert.equal((await centre('GET', `/bodies/${house.body.ALFA}`)).body.postalCode, '25031');
    await centre('POST', `/body-proposals/${ids[1]}/decision`, {
      approve: false,
      reason: 'Si attende l’ISTAT',
    });

    const waiting = (await contact('GET', '/body-proposals?state=PROPOSED')).body;
    assert.deepEqual([waiting.count, waiting.items[0].id], [1, ids[2]]);
    assert.deepEqual(
      [waiting.items[0].proposed.kind, waiting.items[0].proposed.name, waiting.items[0].proposed.email],
      ['ROLE', 'Anna Verdi', null],
    );
    const refused = (await contact('GET', `/body-proposals/${ids[1]}`)).body;
    assert.deepEqual(
      [refused.state, refused.decisionReason, refused.proposed.inhabitants],
      ['REFUSED', 'Si attende l’ISTAT', 2500],
    );
    const shown = (await centre('GET', `/body-proposals/${ids[0]}`)).body;
    assert.deepEqual([shown.proposed.postalCode, shown.proposed.digitalDomicile], ['25031', null]);
    const beta = await client('TC', house.body.BETA);
    assert.equal((await beta('GET', '/body-proposals')).body.count, 0);
    assert.equal((await beta('GET', `/body-proposals/${ids[0]}`)).status, 403);
  });

  it('merges comuni into a new one or into one of them', async () => {
    const api = await client('AO');
    const bodyIds = [house.body.BETA, house.body.DELTA];
    const merger = { bodyIds, on: '2026-01-01', source: 'L.R. 3/2026' };
    const newMunicipality = { name: 'Beta Delta', istatCode: '017999' };
    const unclear = await api('POST', '/mergers', merger);
    assert.deepEqual([unclear.status, unclear.body.errors[0].field], [422, 'intoBodyId']);
    const both = { ...merger, newMunicipality, intoBodyId: house.body.GAMMA };
    assert.equal((await api('POST', '/mergers', both)).status, 422);
    const key = newId();
    const made = await api('POST', '/mergers', { ...merger, newMunicipality }, key);
    assert.equal(made.status, 201);
    assert.deepEqual((await api('POST', '/mergers', { ...merger, newMunicipality }, key)).body, made.body);
    const merged = (await api('GET', `/bodies/${made.body.bodyId}`)).body;
    assert.deepEqual([merged.name, merged.inhabitants, merged.madeOfIds.length], ['Beta Delta', 43_002, 2]);
    assert.equal((await api('GET', `/bodies/${house.body.BETA}`)).body.ceasedOn, '2025-12-31');
    const absorbed = {
      bodyIds: [made.body.bodyId],
      intoBodyId: house.body.GAMMA,
      on: '2026-07-01',
      source: 'L.R. 9',
    };
    assert.equal((await api('POST', '/mergers', absorbed)).body.bodyId, house.body.GAMMA);
    assert.equal((await api('GET', `/bodies/${made.body.bodyId}`)).body.mergedIntoId, house.body.GAMMA);
  });

  it('reads the rows of an import, chooses for them, and discards it when no job is at work', async () => {
    const api = await client('AO');
    await api('POST', `/bodies/${house.body.ALFA}/corrections`, { ipaCode: null });
    const lines = [
      'codice_ipa,denominazione,categoria,codice_natura,codice_comune_istat',
      'ipa_doppio,Comune di Alfa,L6,2430,',
      '',
    ];
    const file = { bytes: Buffer.from(lines.join('\n')), fileName: 'enti.csv', kind: 'ipa-bodies' as const };
    const call = house.as('AO');
    const { importId } = await importRegister(call, { ...file, dryRun: true });
    const here = `/imports/${importId}`;
    const { items, count } = (await api('GET', `${here}/rows?outcome=TO_CHOOSE`)).body;
    assert.deepEqual([count, items[0].line, items[0].candidates[0].id], [1, 2, house.body.ALFA]);
    assert.equal((await api('GET', `${here}/rows`)).status, 422);
    const chosen = { choices: [{ line: 2, choice: 'BODY', bodyId: house.body.ALFA }] };
    const key = newId();
    const started = await api('POST', `${here}/choices`, chosen, key);
    assert.deepEqual([started.status, started.body.importId], [202, importId]);
    assert.deepEqual((await api('POST', `${here}/choices`, chosen, key)).body, started.body);
    for (const act of ['choices', 'dry-runs', 'discard']) {
      const busy = await api('POST', `${here}/${act}`, act === 'choices' ? chosen : {});
      assert.equal(busy.status, 409, act);
      assert.match(busy.body.detail, /Un lavoro su questa importazione è in corso/);
    }
    const other = await importRegister(call, { ...file, dryRun: true });
    assert.equal((await api('POST', `/imports/${other.importId}/discard`, {})).status, 201);
    const closed = await api('POST', `/imports/${other.importId}/dry-runs`, {});
    assert.equal(closed.body.detail, 'Questa importazione è già stata applicata o annullata.');
    const third = await importRegister(call, { ...file, dryRun: true });
    assert.equal((await api('POST', `/imports/${third.importId}/dry-runs`, {})).status, 202);
  });

  it('maps the columns of a file by hand, and tells those that are not there', async () => {
    const api = await client('AO');
    const lines = ['Ente locale;Sigla istat;Tipo', 'Comune di Omega;017999;Comune', ''];
    const sent = await api('POST', '/imports', {
      fileName: 'elenco.csv',
      content: Buffer.from(lines.join('\n')).toString('base64'),
      kind: 'istat-comuni',
      source: 'Elenco del centro',
    });
    assert.equal(sent.status, 202, JSON.stringify(sent.body));
    const here = `/imports/${sent.body.importId}`;
    await runJobs(house);
    const before = (await api('GET', here)).body;
    assert.deepEqual(before.header, ['Ente locale', 'Sigla istat', 'Tipo']);
    assert.ok(before.columnProblems.length > 0);
    const columnOf = (body: { fields: { field: string; column: number | null }[] }, name: string) =>
      body.fields.find(({ field }) => field === name)?.column;
    const [code, name] = ['istatCode', 'name'];
    assert.equal(columnOf(before, code), null);
    for (const [columns, message] of [
      [{ colore: 1 }, /Campo non previsto: colore\. Quelli previsti sono: .*istatCode/],
      [{ istatCode: 9 }, /La colonna 9 non c’è: il file ne ha 3\./],
    ] as const) {
      const refused = await api('POST', `${here}/dry-runs`, { columns });
      assert.equal(refused.status, 422);
      assert.match(refused.body.errors[0].message, message);
    }
    const key = newId();
    const mapped = { columns: { [code]: 2, [name]: 1 } };
    const again = await api('POST', `${here}/dry-runs`, mapped, key);
    assert.equal(again.status, 202, JSON.stringify(again.body));
    assert.deepEqual((await api('POST', `${here}/dry-runs`, mapped, key)).body, again.body);
    await runJobs(house);
    const after = (await api('GET', here)).body;
    assert.deepEqual([columnOf(after, code), columnOf(after, name), after.columnProblems], [2, 1, []]);
    assert.deepEqual([after.state, after.counts?.rows], ['PLANNED', 1], JSON.stringify(after));
  });

  it('is closed to who may only read, and to the bodies of another centre', async () => {
    const { ids } = await recordBodies(house.system(house.other), {
      source: 'prova',
      validFrom: '2010-01-01',
      bodies: [{ key: 'LONTANO', name: 'Lontano', category: 'COMUNE', istatCode: '099001' }],
    });
    const far = ids.LONTANO;
    const monti = house.body.MONTI;
    const dated = { from: '2026-01-01', source: 'Delibera' };
    const writes: [string, object][] = [
      [`/bodies/${far}/corrections`, { town: 'Altrove' }],
      [`/bodies/${far}/versions`, { name: 'Vicino', category: 'COMUNE', istatCode: null, ...dated }],
      [`/bodies/${far}/figures`, { kind: 'population', on: '2025-12-31', value: 1, source: 'x' }],
      [`/bodies/${far}/quantities`, { name: 'workstations', on: '2025-12-31', value: '1', source: 'x' }],
      [`/bodies/${far}/roles`, { role: 'DPO', ...rossi }],
      [`/bodies/${far}/associated-functions`, { function: 'ICT', from: '2026-01-01' }],
      [
        `/bodies/${far}/delegations`,
        { toBodyId: monti, scopes: ['RTD'], sourceAct: 'x', from: '2026-01-01' },
      ],
      ['/association-memberships', { associationId: monti, municipalityId: far, ...dated }],
      ['/mergers', { bodyIds: [far], intoBodyId: house.body.ALFA, on: '2026-01-01', source: 'x' }],
      [`/role-assignments/${newId()}/end`, { on: '2026-01-01' }],
      [`/association-memberships/${newId()}/end`, { on: '2026-01-01', source: 'x' }],
      [`/associated-functions/${newId()}/end`, { on: '2026-01-01' }],
      [`/delegations/${newId()}/revocation`, { reason: 'x' }],
      [`/body-proposals/${newId()}/decision`, { approve: true }],
      [`/register-people/${newId()}/erasure`, { reason: 'x' }],
      [`/imports/${newId()}/choices`, { choices: [{ line: 2, choice: 'SKIP' }] }],
      [`/imports/${newId()}/dry-runs`, {}],
      [`/imports/${newId()}/discard`, {}],
    ];
    const [officer, auditor] = [await client('AO'), await client('AU')];
    for (const [path, sent] of writes) {
      const missing = await officer('POST', path, sent);
      assert.deepEqual([missing.status, missing.body.title], [404, 'Risorsa non trovata'], path);
      const refused = await auditor('POST', path, sent);
      assert.equal(refused.status, 403, path);
      assert.equal(refused.body.detail, 'Il proprio profilo non consente questa operazione.');
    }
    for (const list of ['history', 'roles', 'associated-functions', 'delegations'])
      assert.equal((await officer('GET', `/bodies/${far}/${list}`)).status, 404, list);
  });
});
