import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { recordBodies } from '#directory';
import { newId } from '#platform/ids';
import { aHouse, BODIES } from '#test/house';
import type { Program } from '#test/program';
import {
  aConvention,
  anApplication,
  anEarlierAdhesion,
  anEarlierDerivedAdhesion,
  COMPLETE_ARTICLES,
} from '../builders.ts';
import { announceWithdrawal } from '../commands/announce-withdrawal.ts';
import { recordEarlierAdhesions } from '../commands/record-earlier-adhesions.ts';
import { membersOn } from '../queries/members-on.ts';
import { endpoints } from './endpoints.ts';

const NOT_ALLOWED = /profilo non consente/;
const NOT_THERE = /non esiste, oppure non appartiene a questo centro/;
const SCOPES = ['membership:read', 'membership:write'];
const act = { organ: 'CONSIGLIO', number: '40', resolvedOn: '2026-11-20', immediatelyExecutable: true };
const OWN = {
  ...act,
  signatory: 'Il sindaco',
  boardRepresentative: 'L’assessore',
  signedOn: '2026-11-21',
};
const EXCLUSION = {
  arrearsSince: '2024-06-30',
  proposal: 'Tavolo tecnico n. 2',
  hearingOpenedOn: '2026-10-01',
  decision: 'Tavolo strategico n. 3',
  decidedOn: '2026-11-20',
};

type Answer = Awaited<ReturnType<Program>>;
/** A refusal as a problem+json that says why in Italian. */
function assertRefused(answer: Answer, status: number, why: RegExp): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.type, /^application\/problem\+json/);
  assert.match(JSON.stringify(answer.body), why);
}
/** @param operation when given, the answer has the shape that the operation says. */
function assertDone(answer: Answer, status = 200, operation?: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  const said = endpoints.find((one) => one.operationId === operation)?.answer;
  if (operation) assert.deepEqual(said!.safeParse(answer.body).error?.issues, undefined, operation);
}

describe('templates and conventions by the API', () => {
  const house = aHouse();
  let manager: Program;
  let templateId = '';
  before(async () => {
    manager = await house.program('CM', SCOPES);
  });

  it('a template is drafted once, written again, approved when complete, and then only followed by a version', async () => {
    const draft = { code: 'schema-ict', title: 'Schema ICT', articles: COMPLETE_ARTICLES.slice(1) };
    const key = newId();
    const made = await manager('POST', '/convention-templates', draft, key);
    assertDone(made, 201, 'draftConventionTemplate');
    templateId = made.body.id;
    const again = await manager('POST', '/convention-templates', draft, key);
    assert.equal(again.body.id, templateId, 'the same key drafts one template');
    assert.equal((await manager('GET', '/convention-templates')).body.count, 1);
    assertRefused(await manager('POST', '/convention-templates', draft), 409, /Esiste già uno schema/);

    const at = `/convention-templates/${templateId}`;
    const approval = { act: 'Decreto n. 7', on: '2026-11-20' };
    assertRefused(await manager('POST', `${at}/approval`, approval), 409, /contenuti obbligatori/);
    const text = { title: 'Schema ICT', articles: COMPLETE_ARTICLES, rowVersion: made.body.rowVersion };
    const edited = await manager('POST', `${at}/articles`, text);
    assertDone(edited, 200, 'editConventionTemplate');
    assert.equal(edited.body.articles.length, COMPLETE_ARTICLES.length);
    assert.equal((await manager('POST', `${at}/articles`, text)).status, 409, 'the draft has changed since');
    const drafter = await house.program('PM', SCOPES);
    assertRefused(await drafter('POST', `${at}/approval`, approval), 403, NOT_ALLOWED);
    assertRefused(
      await manager('POST', `${at}/approval`, { ...approval, on: '2026-11-22' }),
      422,
      /non può essere futura/,
    );
    const approved = await manager('POST', `${at}/approval`, approval);
    assertDone(approved, 200, 'approveConventionTemplate');
    assert.equal(approved.body.approvedOn, '2026-11-20');
    assertRefused(
      await manager('POST', `${at}/articles`, { title: 'x', articles: COMPLETE_ARTICLES }),
      409,
      /approvata e non si modifica più/,
    );

    const next = await manager('POST', `${at}/versions`);
    assertDone(next, 201, 'draftNextConventionTemplate');
    assert.deepEqual([next.body.version, next.body.otherVersions[0].id], [2, templateId]);
    assertRefused(await manager('POST', `${at}/versions`), 409, /già in lavorazione la versione 2/);
    const first = await manager('GET', '/convention-templates?limit=1');
    assertDone(first, 200, 'listConventionTemplates');
    assert.deepEqual([first.body.count, first.body.items[0].version], [2, 2]);
    const rest = await manager('GET', `/convention-templates?limit=1&cursor=${first.body.next}`);
    assert.deepEqual([rest.body.items[0].id, rest.body.next], [templateId, null]);
  });

  it('a convention is opened once on an approved version, and says how to pay', async () => {
    const opening = {
      templateId,
      title: 'Convenzione 2027–2031',
      validFrom: '2027-01-01',
      validTo: '2031-12-31',
      feeModel: 'BASE_PLUS_SURCHARGE',
      withdrawalNoticeDays: 90,
      approvedAct: 'Decreto n. 8',
      approvedOn: '2026-11-20',
    };
    const reader = await house.program('CH', SCOPES);
    assertRefused(await reader('POST', '/conventions', opening), 403, NOT_ALLOWED);
    assertRefused(
      await manager('POST', '/conventions', { ...opening, validTo: '2026-12-31' }),
      422,
      /deve terminare dopo il suo inizio/,
    );
    const versions = (await manager('GET', `/convention-templates/${templateId}`)).body.otherVersions;
    assertRefused(
      await manager('POST', '/conventions', { ...opening, templateId: versions[0].id }),
      409,
      /non è ancora approvato/,
    );
    const key = newId();
    const opened = await manager('POST', '/conventions', opening, key);
    assertDone(opened, 201, 'openConvention');
    assert.deepEqual([opened.body.templateVersion, opened.body.howToPay], [1, []]);
    await manager('POST', '/conventions', opening, key);
    assert.equal((await manager('GET', '/conventions')).body.count, 1, 'the same key opens one convention');

    const at = `/conventions/${opened.body.id}/payment-instructions`;
    const howToPay = ['Girofondi', 'Causale: quota 2027'];
    assertRefused(await reader('POST', at, { howToPay }), 403, NOT_ALLOWED);
    assert.deepEqual((await manager('POST', at, { howToPay })).body.howToPay, howToPay);
  });

  it('a class ends, or is annulled as a mistake', async () => {
    const { conventionId } = await aConvention(house.system());
    const at = `/conventions/${conventionId}/classes`;
    const given = { bodyClass: 'A', from: '2026-01-01', act: 'Allegato B' };
    const classes = ['ipa_gamma', 'ipa_delta'].map((bodyCode) => ({ ...given, bodyCode }));
    assertDone(await manager('POST', at, { classes }), 201);
    const ids = (await manager('GET', at)).body.items.map((one: { id: string }) => one.id);
    const end = `${at}/${ids[0]}/end`;
    const reader = await house.program('AU', SCOPES);
    assertRefused(await reader('POST', end, { on: '2026-11-30' }), 403, NOT_ALLOWED);
    assertRefused(await manager('POST', end, { on: '2025-12-31' }), 422, /non può precedere la decorrenza/);
    assert.deepEqual((await manager('POST', end, { on: '2026-11-30' })).body, { classId: ids[0] });
    assertRefused(await manager('POST', end, { on: '2026-12-31' }), 409, /già terminata il 30\/11\/2026/);
    const annulment = `${at}/${ids[1]}/annulment`;
    assertDone(await manager('POST', annulment, { reason: 'Ente sbagliato' }));
    assertRefused(await manager('POST', annulment, { reason: 'di nuovo' }), 409, /già stata annullata/);
    assert.equal((await manager('GET', `${at}?on=2026-12-01`)).body.count, 0);
  });

  it('the convention to sign is produced once, after the resolution', async () => {
    const of = { ...(await aConvention(house.system())), bodyId: house.body.GAMMA! };
    const early = await anApplication(house.system(), of).checked();
    assertRefused(
      await manager('POST', `/membership-applications/${early}/convention`),
      409,
      /La domanda è nello stato/,
    );
    const ready = await anApplication(house.system(), { ...of, bodyId: house.body.DELTA! }).resolved();
    const at = `/membership-applications/${ready}/convention`;
    assertRefused(await (await house.program('CH', SCOPES))('POST', at), 403, NOT_ALLOWED);
    const made = await manager('POST', at);
    assertDone(made, 201);
    assert.deepEqual((await manager('POST', at)).body, made.body);
  });
});

describe('members that leave, by the API', () => {
  const house = aHouse();
  let office: Program;
  const memberOf = async (body: string): Promise<string> =>
    (await membersOn(house.system(), '2026-11-21', house.body[body]))[0]!.membershipId;
  before(async () => {
    office = await house.program('AO', SCOPES);
    const { conventionId } = await aConvention(house.system());
    await recordEarlierAdhesions(house.system(), {
      conventionId,
      adhesions: [
        anEarlierAdhesion(1, 'ipa_gamma'),
        anEarlierAdhesion(2, 'ipa_delta'),
        anEarlierAdhesion(3, 'ipa_unione', 'ASSEMBLEA'),
        anEarlierDerivedAdhesion(4, 'ipa_alfa'),
      ],
    });
  });

  it('a withdrawal goes from its announcement to the notice', async () => {
    const membership = await memberOf('GAMMA');
    const announcements = `/memberships/${membership}/withdrawals`;
    const reason = { reason: 'Gestione in proprio' };
    const stranger = await house.program('LR', SCOPES, { body: house.body.DELTA! });
    assertRefused(await stranger('POST', announcements, reason), 403, NOT_ALLOWED);
    const mayor = await house.program('LR', SCOPES, { body: house.body.GAMMA! });
    const key = newId();
    const announced = await mayor('POST', announcements, reason, key);
    assertDone(announced, 201, 'announceWithdrawal');
    assert.equal((await mayor('POST', announcements, reason, key)).body.id, announced.body.id);
    assertRefused(await mayor('POST', announcements, reason), 409, /già in corso un recesso/);

    const at = `/withdrawals/${announced.body.id}`;
    const notification = { notifiedOn: '2026-11-21', pec: 'gamma@pec.example' };
    assertRefused(await mayor('POST', `${at}/notification`, notification), 403, NOT_ALLOWED);
    assertRefused(await office('POST', `${at}/notification`, notification), 409, /non è ancora esecutiva/);
    assertRefused(
      await office('POST', `${at}/resolution`, { ...act, organ: 'GIUNTA' }),
      409,
      /deve essere adottata da/,
    );
    const resolved = await office('POST', `${at}/resolution`, { ...act, version: announced.body.version });
    assertDone(resolved, 200, 'recordWithdrawalResolution');
    assert.equal(resolved.body.resolution.executiveFrom, '2026-11-20');
    assertRefused(
      await office('POST', `${at}/notification`, { ...notification, version: announced.body.version }),
      409,
      /aggiornato da un’altra persona/,
    );
    const notified = await office('POST', `${at}/notification`, notification);
    assertDone(notified, 200, 'notifyWithdrawal');
    assert.deepEqual([notified.body.state, notified.body.effectiveOn], ['NOTIFIED', '2028-01-01']);
    const charges = [{ description: 'Canone residuo', amountCents: 124_000 }];
    const inNotice = await office('POST', `${at}/notice`, { charges, accepted: true });
    assertDone(inNotice, 200, 'startWithdrawalNotice');
    assert.equal(inNotice.body.state, 'IN_NOTICE');
    assert.deepEqual(inNotice.body.exitStatement.charges, charges);
    const read = await mayor('GET', at);
    assert.deepEqual([read.body.validTo, read.body.events.length], ['2027-12-31', 4]);
    assert.equal((await office('GET', '/withdrawals?state=IN_NOTICE')).body.count, 1);
    assert.equal((await stranger('GET', '/withdrawals')).body.count, 0);
    assertRefused(await stranger('GET', at), 403, NOT_ALLOWED);
    const sheet = await mayor('GET', `/memberships/${membership}`);
    assertDone(sheet, 200, 'getMembership');
    assert.deepEqual([sheet.body.state, sheet.body.withdrawalId], ['IN_NOTICE', announced.body.id]);
  });

  it('a comune that has left its association regularises by its own resolution', async () => {
    const [direct, old] = [await memberOf('DELTA'), await memberOf('ALFA')];
    const exit = { on: '2026-11-20' };
    assertRefused(
      await office('POST', `/memberships/${direct}/association-exit`, exit),
      409,
      /L’adesione è diretta/,
    );
    assertRefused(
      await office('POST', `/memberships/${old}/association-exit`, { on: '2026-11-22' }),
      422,
      /non può essere futura/,
    );
    const left = await office('POST', `/memberships/${old}/association-exit`, exit);
    assertDone(left, 200, 'markMembershipToRegularise');
    assert.deepEqual([left.body.state, left.body.regulariseBy], ['TO_REGULARISE', '2027-02-18']);
    const at = `/memberships/${old}/regularisation`;
    const mayor = await house.program('LR', SCOPES, { body: house.body.ALFA! });
    assertRefused(await mayor('POST', at, OWN), 403, NOT_ALLOWED);
    assertRefused(await office('POST', at, { ...OWN, organ: 'GIUNTA' }), 409, /art\. 42 TUEL/);
    const key = newId();
    const made = await office('POST', at, OWN, key);
    assertDone(made, 201, 'regulariseMembership');
    assert.deepEqual([made.body.kind, made.body.validFrom], ['DIRECT', '2026-11-21']);
    assert.equal((await office('POST', at, OWN, key)).body.id, made.body.id, 'the same key opens one');
  });

  it('a member is excluded by the manager alone, after the hearing', async () => {
    const at = `/memberships/${await memberOf('DELTA')}/exclusion`;
    assertRefused(await office('POST', at, EXCLUSION), 403, NOT_ALLOWED);
    const manager = await house.program('CM', SCOPES);
    assertRefused(
      await manager('POST', at, { ...EXCLUSION, hearingOpenedOn: '2026-11-01' }),
      409,
      /30 giorni per essere sentito/,
    );
    const excluded = await manager('POST', at, EXCLUSION);
    assertDone(excluded, 200, 'excludeMember');
    assert.deepEqual([excluded.body.validTo, excluded.body.endReason], ['2026-11-20', 'EXCLUSION']);
  });

  it('what is of the other centre is not there', async () => {
    const there = house.system(house.other);
    await recordBodies(there, { source: 'prova', validFrom: '2010-01-01', bodies: BODIES });
    const { conventionId, templateId } = await aConvention(there);
    await recordEarlierAdhesions(there, { conventionId, adhesions: [anEarlierAdhesion(1, 'ipa_gamma')] });
    const membershipId = (await membersOn(there, '2026-11-21'))[0]!.membershipId;
    const { withdrawalId } = await announceWithdrawal(there, { membershipId, reason: 'Altrove' });
    const manager = await house.program('CM', SCOPES);
    const reads = [
      `/convention-templates/${templateId}`,
      `/withdrawals/${withdrawalId}`,
      `/memberships/${membershipId}`,
    ];
    for (const path of reads) assertRefused(await manager('GET', path), 404, NOT_THERE);
    const writes: [string, object?][] = [
      [`/convention-templates/${templateId}/versions`],
      [`/convention-templates/${templateId}/articles`, { title: 'x', articles: COMPLETE_ARTICLES }],
      [`/convention-templates/${templateId}/approval`, { act: 'x', on: '2026-11-20' }],
      [`/conventions/${conventionId}/payment-instructions`, { howToPay: [] }],
      [`/conventions/${conventionId}/classes/${newId()}/end`, { on: '2026-11-20' }],
      [`/conventions/${conventionId}/classes/${newId()}/annulment`, { reason: 'x' }],
      [`/memberships/${membershipId}/withdrawals`, { reason: 'x' }],
      [`/memberships/${membershipId}/association-exit`, { on: '2026-11-20' }],
      [`/memberships/${membershipId}/regularisation`, OWN],
      [`/memberships/${membershipId}/exclusion`, EXCLUSION],
      [`/withdrawals/${withdrawalId}/resolution`, act],
      [`/withdrawals/${withdrawalId}/notification`, { notifiedOn: '2026-11-20', pec: 'a@pec.example' }],
      [`/withdrawals/${withdrawalId}/notice`, { charges: [] }],
    ];
    for (const [path, body] of writes) assertRefused(await manager('POST', path, body), 404, NOT_THERE);
    assert.equal((await manager('GET', '/withdrawals?state=ANNOUNCED')).body.count, 0);
  });
});
