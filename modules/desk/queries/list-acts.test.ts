import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { proposeChange } from '#directory';
import {
  approveAllocation,
  decideCorrection,
  draftAllocation,
  proposeCorrection,
  proposeRefund,
  recordPayment,
} from '#fees';
import { sql } from '#platform/database/pool';
import { NotAllowed } from '#platform/errors';
import { newId } from '#platform/ids';
import { standardTariff } from '#tariffs';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { anAssessedYear, fourToAllocate, toAllocate, twoNotices } from '../../fees/builders.ts';
import { actLabel } from '../act-kinds.ts';
import { findActs, listWaitingActs } from './list-acts.ts';

const NO_CONTACTS = {
  address: null,
  postal_code: null,
  town: null,
  digital_domicile: null,
  email: null,
  website: null,
};

describe('acts that wait for a second person', () => {
  const house = aHouse();
  const ALL = { size: 100, offset: 0 };
  let officer: ReturnType<typeof house.as>;
  let correctionId: string;
  let allocationId: string;
  const waiting = async (call: typeof officer, filter = {}) =>
    (await listWaitingActs(call, filter, ALL)).rows.map((act) => `${act.kind} ${act.mine}`).sort();

  before(async () => {
    officer = house.as('AO', { name: 'Anna Ufficio' });
    const [notices] = await twoNotices(house);
    await recordPayment(officer, {
      noticeId: notices!.of2026,
      paidOn: '2026-06-09',
      amountCents: 36000,
      channel: 'GIROFONDI',
      overpaymentAccepted: true,
    });
    await proposeRefund(officer, {
      noticeId: notices!.of2026,
      amountCents: 6000,
      doneOn: '2026-11-20',
      channel: 'GIROFONDI',
      reference: 'Mandato 12/2026',
      reason: 'Versamento doppio',
    });
    ({ correctionId } = await proposeCorrection(officer, {
      noticeId: notices!.of2027,
      line: 1,
      newAmountCents: 20000,
      reason: 'Quota ridotta',
    }));
    const { convention } = await fourToAllocate(house);
    await anAssessedYear(house, convention, 2026);
    ({ allocationId } = await draftAllocation(officer, toAllocate(convention, { PER_CAPITA: '100' })));
    const system = house.system();
    await sql`insert into tariffs.tariffs (centre_id, id, convention_id, code, version, title, valid_from, definition, drafted_by, drafted_by_id, drafted_at)
      values (${house.centre}, ${newId()}, ${convention}, 'nuova', 2, 'Tariffa 2027', '2027-01-01', ${JSON.stringify(standardTariff())}::jsonb, 'Anna Ufficio', ${officer.actor.accountId}, ${system.now})`.execute(
      system.db,
    );
    await proposeChange(
      house.as('TC', { body: house.body.GAMMA! }),
      house.body.GAMMA!,
      { kind: 'CONTACT', proposed: { ...NO_CONTACTS, address: 'Via Nuova 1' } },
      'Trasloco',
    );
  });

  it('stand in one list, whichever the room, with what each may decide', async () => {
    assert.deepEqual(await waiting(house.as('CM')), [
      'ALLOCATION true',
      'BODY_PROPOSAL true',
      'CORRECTION true',
      'REFUND true',
      'RUN true',
      'TARIFF false',
    ]);
    assert.deepEqual(await waiting(officer), [
      'ALLOCATION false',
      'BODY_PROPOSAL true',
      'CORRECTION false',
      'REFUND false',
      'RUN false',
      'TARIFF false',
    ]);
    assert.deepEqual(await waiting(house.as('CH'), { mine: true }), ['TARIFF true']);
    assert.deepEqual(await waiting(house.as('CM'), { kind: 'CORRECTION' }), ['CORRECTION true']);
  });

  it('are nobody’s own to decide: who asked an act and may also approve it finds it as waiting for others [P1]', async () => {
    const both = {
      ...officer,
      actor: {
        ...officer.actor,
        grants: [...officer.actor.grants, ...house.as('CM').actor.grants],
      },
    };
    assert.deepEqual(await waiting(both, { mine: true }), ['BODY_PROPOSAL true', 'RUN true']);
  });

  it('come first when they are for who looks, then the oldest; a page at a time', async () => {
    const whole = await listWaitingActs(house.as('CM'), {}, ALL);
    const firsts = await listWaitingActs(house.as('CM'), {}, { size: 2, offset: 0 });
    const next = await listWaitingActs(house.as('CM'), {}, { size: 4, offset: 2 });
    assert.equal(firsts.total, 6);
    assert.deepEqual(
      [...firsts.rows, ...next.rows].map((act) => act.id),
      whole.rows.map((act) => act.id),
    );
    assert.equal(whole.rows.at(-1)?.kind, 'TARIFF', 'the only one of others is the last');
  });

  it('are found by the search box by whom or what they are about, decided or not', async () => {
    const names = async (words: string, call = house.as('CM')) =>
      (await findActs(call, words, 20)).map((act) => `${actLabel(act)} ${act.toDecide}`);
    assert.deepEqual(await names('assistenza'), ['Riparto di un costo n. 1 del 2026 true']);
    assert.deepEqual(await names('tariffa 2027'), ['Proposta di tariffa, versione 2 true']);
    assert.deepEqual(await names('gamma'), ['Modifica ai dati di un ente true']);
    assert.deepEqual(await names('assistenza', house.as('LR', { body: house.body.ALFA! })), []);
    const browser = await house.browser('AO');
    const page = await browser.get('/cerca?q=assistenza');
    assert.match(page.text, /Riparto di un costo n\. 1 del 2026/);
    assert.match(page.text, /30\.000,00/);
  });

  it('leave the list when they are decided, and stay to be found', async () => {
    await approveAllocation(house.as('CM'), { allocationId });
    await decideCorrection(house.as('CM'), { correctionId, approve: true });
    assert.deepEqual(await waiting(house.as('CM'), { mine: true }), [
      'BODY_PROPOSAL true',
      'REFUND true',
      'RUN true',
    ]);
    assert.deepEqual(
      (await findActs(house.as('CM'), 'assistenza', 20)).map((act) => act.toDecide),
      [false],
    );
  });

  it('are of their centre alone, and not for who does not follow them', async () => {
    assert.deepEqual(await waiting(house.as('CM', { centre: house.other })), []);
    assert.deepEqual(await findActs(house.as('CM', { centre: house.other }), 'gamma', 20), []);
    await assert.rejects(listWaitingActs(house.as('LR', { body: house.body.ALFA! }), {}, ALL), NotAllowed);
  });

  it('stand on the desk and on their page, with the link to each', async () => {
    const browser = await house.browser('CM');
    const home = await browser.get('/');
    assert.match(home.text, /Accertamento delle quote n\. \d+ del 2026/);
    assert.match(home.text, /Tutti gli atti da decidere \(4\)/);
    await assertValidHtml(home.text, '/');
    const page = await browser.get('/atti-da-decidere?tipo=REFUND');
    assert.match(page.text, /Restituzione di un credito sull’avviso n\. \d+\/2026/);
    assert.doesNotMatch(page.text, /Accertamento delle quote n\./);
    await assertValidHtml(page.text, '/atti-da-decidere');
    assert.match(
      (await browser.get('/atti-da-decidere?tipo=CLOSING')).text,
      /Nessun atto corrisponde ai filtri/,
    );
    assert.equal((await browser.get('/atti-da-decidere?tipo=inventato&miei=forse')).status, 200);
  });

  it('are told to programs, for the person whose token it is', async () => {
    const program = await house.program('CM', ['desk:read', 'fees:read', 'fees:write']);
    const ask = async (query: string) => {
      const { status, body } = await program('GET', `/waiting-acts${query}`);
      assert.equal(status, 200);
      return body as { items: { kind: string; mine: boolean }[]; count: number; next: string | null };
    };
    const first = await ask('?mine=true&limit=1');
    assert.equal(first.count, 2, 'the scopes of the token say of which rooms');
    const second = await ask(`?mine=true&limit=1&cursor=${first.next}`);
    assert.deepEqual([...first.items, ...second.items].map((act) => act.kind).sort(), ['REFUND', 'RUN']);
    assert.equal(second.next, null);
  });
});
