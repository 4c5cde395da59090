import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse, type Program } from '#test/house';
import { MANDATORY_CONTENTS } from '../contents.it.ts';

const SCOPES = ['membership:read', 'membership:write'];
const ARTICLES = MANDATORY_CONTENTS.map((content) => ({ content, heading: content, text: 'Testo.' }));

describe('templates, conventions and what ends an adhesion, by the API', () => {
  const house = aHouse();
  const answered = async (status: number, asked: ReturnType<Program>) => {
    const { status: got, body } = await asked;
    assert.equal(got, status, JSON.stringify(body));
    return body;
  };
  let templateId: string;
  let conventionId: string;

  it('a template is written, approved with its act, and followed by another version', async () => {
    const manager = await house.program('CM', SCOPES);
    const key = newId();
    const draft = { code: 'schema-api', title: 'Schema', articles: ARTICLES.slice(1) };
    ({ templateId } = await answered(201, manager('POST', '/convention-templates', draft, key)));
    const again = await answered(201, manager('POST', '/convention-templates', draft, key));
    assert.equal(again.templateId, templateId, 'the same key writes one template');
    const act = { act: 'Decisione n. 4/2026', on: '2026-11-20' };
    const early = await manager('POST', `/convention-templates/${templateId}/approval`, act);
    assert.deepEqual([early.status, early.type], [409, 'application/problem+json; charset=utf-8']);
    assert.match(early.body.detail, /[Ff]ini/, 'the missing content by its name');
    const text = { title: 'Schema', articles: ARTICLES };
    await answered(201, manager('POST', `/convention-templates/${templateId}/text`, text));
    const officer = await house.program('AO', SCOPES);
    assert.equal((await officer('POST', `/convention-templates/${templateId}/approval`, act)).status, 403);
    await answered(201, manager('POST', `/convention-templates/${templateId}/approval`, act));
    assert.equal((await manager('POST', `/convention-templates/${templateId}/text`, text)).status, 409);
    const next = await answered(201, manager('POST', `/convention-templates/${templateId}/versions`, {}));
    const listed = await answered(200, manager('GET', '/convention-templates'));
    assert.deepEqual(
      listed.items.map((one: { id: string; version: number }) => [one.id, one.version]),
      [
        [next.templateId, 2],
        [templateId, 1],
      ],
    );
    const read = await answered(200, manager('GET', `/convention-templates/${templateId}`));
    assert.equal(read.articles.length, MANDATORY_CONTENTS.length);
    assert.equal((await manager('GET', `/convention-templates/${newId()}`)).status, 404);
  });

  it('a convention is opened on it, with how it is paid', async () => {
    const manager = await house.program('CM', SCOPES);
    const asked = {
      templateId,
      title: 'Convenzione 2026–2030',
      validFrom: '2026-01-01',
      validTo: '2030-12-31',
      feeModel: 'BASE_PLUS_SURCHARGE',
      withdrawalNoticeDays: 90,
      approvedAct: 'Decreto n. 118/2025',
      approvedOn: '2025-12-20',
    };
    const wrong = await manager('POST', '/conventions', { ...asked, validTo: '2025-12-31' });
    assert.equal(wrong.status, 422);
    ({ conventionId } = await answered(201, manager('POST', '/conventions', asked)));
    const howToPay = { howToPay: ['Girofondi, conto 0060409'] };
    await answered(201, manager('POST', `/conventions/${conventionId}/payment-instructions`, howToPay));
  });

  it('a member withdraws act by act, and closes when its notice has run', async () => {
    const officer = await house.program('AO', SCOPES);
    await adhere(officer, 'ipa_gamma');
    const { items } = await answered(200, officer('GET', '/memberships'));
    const membershipId = items[0].id;
    const mayor = await house.program('LR', SCOPES, { body: house.body.GAMMA! });
    const other = await house.program('LR', SCOPES, { body: house.body.ALFA! });
    const asked = { membershipId, reason: 'Nuova gestione associata' };
    assert.equal((await other('POST', '/withdrawals', asked)).status, 403);
    const { withdrawalId } = await answered(201, mayor('POST', '/withdrawals', asked));
    assert.equal((await mayor('POST', '/withdrawals', asked)).status, 409, 'once');
    const at = `/withdrawals/${withdrawalId}`;
    const resolution = {
      organ: 'CONSIGLIO',
      number: '41',
      resolvedOn: '2026-10-05',
      publicationStart: '2026-10-07',
      immediatelyExecutable: true,
    };
    const early = await officer('POST', `${at}/notification`, { notifiedOn: '2026-11-02', pec: 'prot. 1' });
    assert.equal(early.status, 409);
    assert.equal((await mayor('POST', `${at}/resolution`, resolution)).status, 403);
    const recorded = await answered(201, officer('POST', `${at}/resolution`, resolution));
    assert.equal(recorded.executiveFrom, '2026-10-05');
    const sent = { notifiedOn: '2026-11-02', pec: 'PEC del 02/11/2026, prot. 1234' };
    const { effectiveOn } = await answered(201, officer('POST', `${at}/notification`, sent));
    const charges = [{ description: 'Licenze', amountCents: 30000 }];
    const started = await answered(201, officer('POST', `${at}/notice`, { charges, accepted: true }));
    assert.equal(started.state, 'IN_NOTICE');
    const found = await answered(200, officer('GET', at));
    assert.deepEqual([found.effectiveOn, found.resolution.number], [effectiveOn, '41']);
    assert.equal((await answered(200, officer('GET', '/withdrawals?state=IN_NOTICE'))).count, 1);
    assert.equal((await officer('GET', `/withdrawals/${newId()}`)).status, 404);
  });

  it('a member is excluded by two boards, and only by the manager', async () => {
    const [officer, manager] = [await house.program('AO', SCOPES), await house.program('CM', SCOPES)];
    const membershipId = await adhere(officer, 'ipa_delta');
    const asked = {
      arrearsSince: '2024-01-10',
      proposal: 'Verbale del tavolo tecnico n. 3',
      hearingOpenedOn: '2026-08-01',
      decision: 'Decisione del tavolo strategico n. 7',
      decidedOn: '2026-11-10',
    };
    const at = `/memberships/${membershipId}/exclusion`;
    assert.equal((await officer('POST', at, asked)).status, 403);
    assert.equal((await manager('POST', at, { ...asked, arrearsSince: '2026-10-01' })).status, 409);
    assert.ok((await answered(201, manager('POST', at, asked))).lastDay >= '2026-11-10');
  });

  it('a derived adhesion lapses and is set right; nothing of it is of another centre', async () => {
    const officer = await house.program('AO', SCOPES);
    await adhere(officer, 'ipa_unione');
    const derived = {
      bodyCode: 'ipa_alfa',
      viaCode: 'ipa_unione',
      from: '2026-01-01',
      act: null,
      signedOn: null,
    };
    await answered(
      201,
      officer('POST', `/conventions/${conventionId}/earlier-adhesions`, { adhesions: [derived] }),
    );
    const { items } = await answered(200, officer('GET', '/memberships?limit=200'));
    const { id } = items.find((one: { bodyId: string }) => one.bodyId === house.body.ALFA);
    const lapsed = await answered(201, officer('POST', `/memberships/${id}/lapse`, { on: '2026-11-01' }));
    assert.ok(lapsed.regulariseBy > '2026-11-01');
    const right = {
      organ: 'CONSIGLIO',
      number: '50',
      resolvedOn: '2026-11-10',
      immediatelyExecutable: true,
      signatory: 'Il sindaco',
      boardRepresentative: 'L’assessore',
      signedOn: '2026-11-18',
    };
    await answered(201, officer('POST', `/memberships/${id}/regularisation`, right));
    assert.equal((await officer('POST', `/memberships/${newId()}/lapse`, { on: '2026-11-01' })).status, 404);
  });

  it('a class ends on a day, or is annulled', async () => {
    const officer = await house.program('AO', SCOPES);
    const classes = [{ bodyCode: 'ipa_beta', bodyClass: 'A', from: '2026-01-01', act: 'Delibera n. 1' }];
    await answered(201, officer('POST', `/conventions/${conventionId}/classes`, { classes }));
    const [given] = (await answered(200, officer('GET', `/conventions/${conventionId}/classes`))).items;
    const at = `/conventions/${conventionId}/classes/${given.id}`;
    assert.equal((await officer('POST', `${at}/end`, { on: '2025-12-31' })).status, 422);
    await answered(201, officer('POST', `${at}/end`, { on: '2026-12-31' }));
    await answered(201, officer('POST', `${at}/annulment`, { reason: 'Ente sbagliato' }));
    assert.equal((await officer('POST', `${at}/annulment`, { reason: 'Di nuovo' })).status, 409);
  });

  /** A direct adhesion since 1 January; answers its membership. */
  async function adhere(officer: Program, bodyCode: string): Promise<string> {
    const act = {
      organ: bodyCode === 'ipa_unione' ? 'ASSEMBLEA' : 'CONSIGLIO',
      number: `9-${bodyCode}`,
      resolvedOn: '2025-12-10',
      immediatelyExecutable: true,
      signatory: 'Il sindaco',
      boardRepresentative: 'L’assessore',
      signatureKind: 'DIGITAL',
    };
    await answered(
      201,
      officer('POST', `/conventions/${conventionId}/earlier-adhesions`, {
        adhesions: [{ bodyCode, from: '2026-01-01', act, signedOn: '2025-12-20' }],
      }),
    );
    const { items } = await answered(200, officer('GET', '/memberships?limit=200'));
    const key = bodyCode.replace('ipa_', '').toUpperCase();
    return items.find((one: { bodyId: string }) => one.bodyId === house.body[key]).id;
  }
});
