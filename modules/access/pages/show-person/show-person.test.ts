import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aPerson, RawBrowser } from '../../builders.ts';
import { addGrant } from '../../commands/add-grant.ts';
import { endGrant } from '../../commands/end-grant.ts';
import { getPerson } from '../../queries/get-person.ts';

describe('persons and their roles', () => {
  const house = aHouse();
  const grantOf = async (accountId: string) =>
    (await getPerson(house.system(), accountId)).grants.find((grant) => !grant.endedAt)!.id;

  it('are listed, searched, filtered and downloaded', async () => {
    await aPerson(house, { role: 'LR', body: house.body.ALFA!, name: 'Zoè D’Àlfa' });
    const officer = await house.browser('AO');
    const list = await officer.get('/persone?q=zoe');
    await assertValidHtml(list.text, '/persone');
    assert.match(list.text, /1 persona/);
    assert.match(list.text, /Legale rappresentante, Alfa/);
    assert.match((await officer.get('/persone?profilo=OP')).text, /Nessuna persona corrisponde/);
    const csv = await officer.get('/persone.csv?q=zoe');
    assert.match(csv.text, /^\uFEFFNome;Posta elettronica;/);
    assert.match(csv.text, /Zoè D’Àlfa;/);
    assert.match((await officer.get('/persone?q=%25')).text, /Nessuna persona corrisponde/);
  });

  it('are shown with the roles in force and the ended ones', async () => {
    const { accountId } = await aPerson(house, { role: 'TC', body: house.body.ALFA! });
    const manager = await house.browser('CM');
    await assertValidHtml((await manager.get(`/persone/${accountId}`)).text, '/persone/:id');
    const given = await manager.post(
      `/persone/${accountId}/profili`,
      { ruolo: 'SC', ente: house.body.BETA!, motivo: 'Decreto n. 12' },
      { from: `/persone/${accountId}` },
    );
    assert.equal(given.status, 303);
    const twice = await manager.post(
      `/persone/${accountId}/profili`,
      { ruolo: 'SC', ente: house.body.BETA!, motivo: '' },
      { from: `/persone/${accountId}` },
    );
    assert.equal(twice.status, 409);
    const end = `/persone/${accountId}/profili/${await grantOf(accountId)}/termina`;
    await assertValidHtml((await manager.get(end)).text, end);
    assert.equal((await manager.post(end, { motivo: '' })).status, 422, 'a reason is needed');
    assert.equal((await manager.post(end, { motivo: 'Fine del mandato' })).status, 303);
    const shown = (await manager.get(`/persone/${accountId}`)).text;
    assert.match(shown, /Profili terminati/);
    assert.match(shown, /Fine del mandato/);
    assert.equal((await manager.get(end)).status, 404, 'ended once');
  });

  it('whose role ends are refused at the next page, with the session still open', async () => {
    const { accountId, email } = await aPerson(house, { role: 'AO' });
    const anna = new RawBrowser(await house.server());
    await anna.signIn(email);
    assert.equal((await anna.get('/persone')).statusCode, 200);
    await endGrant(house.as('CM'), { grantId: await grantOf(accountId), reason: 'Trasferimento' });
    assert.equal((await anna.get('/persone')).statusCode, 403);
  });

  it('nobody gives a role to himself', async () => {
    const { accountId } = await aPerson(house, { role: 'CM' });
    const self = { ...house.as('CM'), actor: { ...house.as('CM').actor, accountId } };
    await assert.rejects(
      addGrant(self, { accountId, role: 'AU', bodyId: null, reason: null }),
      (error) => error instanceof RuleBroken && error.code === 'access.not-to-oneself',
    );
  });

  it('the last manager of a centre stays, also when two managers end each other at the same time', async () => {
    const centre = house.other;
    const one = await aPerson(house, { role: 'CM', centre });
    const only = (await getPerson(house.system(centre), one.accountId)).grants[0]!.id;
    await assert.rejects(
      endGrant(house.as('CM', { centre }), { grantId: only, reason: 'x' }),
      (error) => error instanceof RuleBroken && error.code === 'access.last-manager',
    );
    const two = await aPerson(house, { role: 'CM', centre });
    const other = (await getPerson(house.system(centre), two.accountId)).grants[0]!.id;
    const ends = await Promise.allSettled(
      [only, other].map((grantId) => endGrant(house.as('CM', { centre }), { grantId, reason: 'x' })),
    );
    assert.deepEqual(ends.map((end) => end.status).sort(), ['fulfilled', 'rejected']);
  });

  it('sent twice with the same key, a role is given once', async () => {
    const { accountId } = await aPerson(house, { role: 'TC', body: house.body.ALFA! });
    const call = { ...house.as('CM'), requestKey: '0199a000-0000-7000-8000-00000000abcd' };
    const input = { accountId, role: 'PD', bodyId: house.body.ALFA!, reason: null };
    assert.deepEqual(await addGrant(call, input), await addGrant(call, input));
  });

  it('of a mayor are those of its own comune; other centres see nobody', async () => {
    const beta = await aPerson(house, { role: 'TC', body: house.body.BETA!, name: 'Tecnica di Beta' });
    const alfa = await aPerson(house, { role: 'TC', body: house.body.ALFA!, name: 'Tecnica di Alfa' });
    const mayor = await house.browser('LR', { body: house.body.ALFA! });
    const list = (await mayor.get('/persone')).text;
    assert.match(list, /Tecnica di Alfa/);
    assert.doesNotMatch(list, /Tecnica di Beta/);
    assert.equal((await mayor.get(`/persone/${beta.accountId}`)).status, 404);
    assert.equal((await mayor.get(`/persone/${alfa.accountId}`)).status, 200);
    const abroad = await house.browser('CM', { centre: house.other });
    assert.equal((await abroad.get(`/persone/${alfa.accountId}`)).status, 404);
    const grantId = await grantOf(alfa.accountId);
    assert.equal((await abroad.get(`/persone/${alfa.accountId}/profili/${grantId}/termina`)).status, 404);
    await assert.rejects(endGrant(house.as('CM', { centre: house.other }), { grantId, reason: 'x' }));
    await assert.rejects(
      addGrant(house.as('CM', { centre: house.other }), {
        accountId: alfa.accountId,
        role: 'AU',
        bodyId: null,
        reason: null,
      }),
    );
  });
});
