import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InvalidInput, NotAllowed, RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, noticesOf } from '../builders.ts';
import { getNotice } from '../queries/list-notices.ts';
import { decideCorrection } from './decide-correction.ts';
import { proposeCorrection, proposeReversal } from './propose-correction.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;

describe('a correction', () => {
  const house = aHouse();
  let noticeId: string;
  const due = async () => (await getNotice(house.as('AO'), noticeId)).balance.due;

  it('is a line of its own, once a second person has approved it [P1, C22]', async () => {
    const run = await aNoticedYear(house, await aConvention(house, { members: ['BETA'] }));
    noticeId = (await noticesOf(house, run))[0]!.id;
    const officer = house.as('AO');
    const { correctionId } = await proposeCorrection(officer, {
      noticeId,
      line: 1,
      newAmountCents: 60000,
      reason: 'Imprese corrette',
    });
    assert.equal(await due(), 66014, 'proposed, it counts for nothing');
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 1, newAmountCents: 1, reason: 'x' }),
      broken('fees.correction-waiting'),
    );
    await assert.rejects(decideCorrection(officer, { correctionId, approve: true }), NotAllowed);
    const same = {
      ...officer,
      actor: { ...officer.actor, grants: [{ role: 'CM', bodyId: null, delegations: [] }] },
    };
    await assert.rejects(decideCorrection(same, { correctionId, approve: true }), broken('fees.four-eyes'));
    await assert.rejects(decideCorrection(house.as('CM'), { correctionId, approve: false }), InvalidInput);
    const twice = await Promise.allSettled(
      [1, 2].map(() => decideCorrection(house.as('CM'), { correctionId, approve: true })),
    );
    assert.deepEqual(twice.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
    assert.equal(await due(), 60000);
    const { lines } = await getNotice(house.as('AO'), noticeId);
    assert.deepEqual(
      lines.map((l) => [l.line, l.kind, l.netCents, l.correctsLine]),
      [
        [1, 'FEE', 66014, null],
        [2, 'CREDIT', -6014, 1],
      ],
    );
  });

  it('and its reversal leave the balance where it was', async () => {
    const { corrections } = await getNotice(house.as('AO'), noticeId);
    const { correctionId } = await proposeReversal(house.as('AO'), {
      correctionId: corrections[0]!.id,
      reason: 'Errore',
    });
    await decideCorrection(house.as('CM'), { correctionId, approve: true });
    assert.equal(await due(), 66014);
    await assert.rejects(
      proposeReversal(house.as('AO'), { correctionId: corrections[0]!.id, reason: 'x' }),
      broken('fees.correction-already-reversed'),
    );
  });

  it('never takes a line below zero, nor corrects what is no fee, nor changes nothing', async () => {
    const officer = house.as('AO');
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 1, newAmountCents: -1, reason: 'x' }),
      broken('fees.correction-below-zero'),
    );
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 2, newAmountCents: 5, reason: 'x' }),
      broken('fees.correction-of-nothing'),
    );
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 99, newAmountCents: 5, reason: 'x' }),
      broken('fees.correction-of-nothing'),
    );
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 1, newAmountCents: 66014, reason: 'x' }),
      broken('fees.correction-changes-nothing'),
    );
    await assert.rejects(
      proposeCorrection(officer, { noticeId, line: 1, newAmountCents: 5, reason: ' ' }),
      InvalidInput,
    );
  });

  it('that is rejected stays to be read and adds no line', async () => {
    const { correctionId } = await proposeCorrection(house.as('AO'), {
      noticeId,
      line: 1,
      newAmountCents: 70000,
      reason: 'Aumento',
    });
    await decideCorrection(house.as('CM'), { correctionId, approve: false, reason: 'Non documentato' });
    assert.equal(await due(), 66014);
    await assert.rejects(
      proposeReversal(house.as('AO'), { correctionId, reason: 'x' }),
      broken('fees.correction-not-approved'),
    );
  });
});
