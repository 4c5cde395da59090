import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '#access';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { certify, envelope } from '#test/signing';
import { aConvention, anApplication } from '../builders.ts';

describe('adhesions by the API', () => {
  const house = aHouse();

  const client = (role: Role, scopes = ['membership:read', 'membership:write']) =>
    house.program(role, scopes);

  it('an application goes from draft to in force, and is listed among the members', async () => {
    const { conventionId, templateId } = await aConvention(house.system());
    const api = await client('CM');
    const key = newId();
    const made = { bodyId: house.body.GAMMA, conventionId };
    const drafted = await api('POST', '/membership-applications', made, key);
    assert.equal(drafted.status, 201, JSON.stringify(drafted.body));
    const again = await api('POST', '/membership-applications', made, key);
    assert.equal(again.body.id, drafted.body.id, 'the same key makes one application');
    const steps = `/membership-applications/${drafted.body.id}/transitions`;
    const move = (body: object) => api('POST', steps, body, newId());
    assert.equal((await move({ event: 'submit', version: 1 })).body.state, 'SUBMITTED');
    const stale = await move({ event: 'check', version: 1 });
    assert.equal(stale.status, 409);
    assert.match(stale.body.detail, /aggiornata da un’altra persona/);
    await move({ event: 'check' });
    const resolved = await move({
      event: 'record-resolution',
      organ: 'CONSIGLIO',
      number: '21',
      resolvedOn: '2026-11-02',
      publicationStart: '2026-11-04',
      templateId,
      signatory: 'Il sindaco',
      boardRepresentative: 'L’assessore',
    });
    assert.equal(resolved.body.state, 'READY_TO_SIGN', JSON.stringify(resolved.body));
    const sign = { event: 'sign', signer: 'Chi firma', signedOn: '2026-11-20', validAtDate: true };
    const scan = await move({ ...sign, side: 'MEMBER', kind: 'SCANNED' });
    assert.equal(scan.status, 409);
    assert.match(scan.body.detail, /è nulla/);
    await move({ ...sign, side: 'MEMBER', kind: 'DIGITAL' });
    assert.equal((await move({ ...sign, side: 'CENTRE', kind: 'DIGITAL' })).body.state, 'IN_FORCE');
    const members = await api('GET', '/memberships?on=2026-11-21');
    assert.deepEqual([members.body.count, members.body.items[0].name, members.body.next], [1, 'Gamma', null]);
    assert.equal((await api('GET', '/memberships?on=2026-11-19')).body.count, 0);
    assert.equal((await api('GET', '/membership-applications?state=IN_FORCE')).body.count, 1);
    assert.equal((await api('GET', `/conventions/${conventionId}`)).body.members, 1);
    assert.equal((await api('GET', '/conventions')).body.count, 1);
  });

  it('a load of adhesions in being is refused row by row', async () => {
    const { conventionId } = await aConvention(house.system());
    const api = await client('AO');
    const refused = await api(
      'POST',
      `/conventions/${conventionId}/earlier-adhesions`,
      { adhesions: [{ bodyCode: 'nessuno', from: '2026-01-01' }] },
      newId(),
    );
    assert.equal(refused.status, 422);
    assert.match(JSON.stringify(refused.body.errors), /adhesions\.0.*nessun ente/);
  });

  it('needs the scope and the permission', async () => {
    assert.equal((await (await client('CM', ['fees:read']))('GET', '/memberships')).status, 403);
    const reader = await client('AU');
    assert.equal((await reader('GET', '/memberships')).status, 200);
    const { conventionId } = await aConvention(house.system());
    const body = { bodyId: house.body.ALFA, conventionId };
    assert.equal((await reader('POST', '/membership-applications', body, newId())).status, 403);
    const bad = await (await client('AO'))('POST', '/membership-applications', { bodyId: 'x' }, newId());
    assert.equal(bad.status, 422);
  });

  it('the signed convention is received with its signature checked, or refused as null and kept', async () => {
    const root = await certify('Certificatore di prova', null, { ca: true });
    const mayor = await certify('Maria Rossi', root);
    const api = await client('CM', [
      'membership:read',
      'membership:write',
      'documents:read',
      'documents:write',
    ]);
    const pem = `-----BEGIN CERTIFICATE-----\n${root.der.toString('base64')}\n-----END CERTIFICATE-----`;
    const recognised = { certificates: pem, source: 'prova' };
    const added = await api('POST', '/certification-authorities', recognised, newId());
    assert.deepEqual(added.body, { added: 1, known: 0 });
    const file = (await envelope(Buffer.from('Convenzione'), mayor)).toString('base64');
    const checked = await api('POST', '/signature-checks', { fileName: 'a.p7m', file }, newId());
    assert.equal(checked.status, 200, JSON.stringify(checked.body));
    assert.equal(checked.body.signatures[0].signer.name, 'Maria Rossi');

    const of = { ...(await aConvention(house.system())), bodyId: house.body.DELTA! };
    const applicationId = await anApplication(house.system(), of).resolved({ immediatelyExecutable: true });
    const path = `/membership-applications/${applicationId}/signed-conventions`;
    const send = (bytes: string) =>
      api('POST', path, { side: 'MEMBER', fileName: 'convenzione.p7m', file: bytes }, newId());
    const scan = await send(Buffer.from('scansione').toString('base64'));
    assert.equal(scan.status, 409);
    assert.match(JSON.stringify(scan.body), /non contiene alcuna firma elettronica/);
    const signed = await send(file);
    assert.deepEqual([signed.status, signed.body.state], [201, 'READY_TO_SIGN'], JSON.stringify(signed.body));

    const list = await api('GET', '/certification-authorities');
    assert.equal(list.body.count, 1);
    const removal = `/certification-authorities/${list.body.items[0].id}/removal`;
    assert.equal((await api('POST', removal, { reason: 'prova' }, newId())).body.removalReason, 'prova');
    const reader = await client('AU', ['documents:read', 'documents:write', 'membership:write']);
    assert.equal((await reader('POST', '/certification-authorities', recognised, newId())).status, 403);
  });
});
