import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aBareConvention, aDraft, approve } from '../builders.ts';
import { getTariff } from '../queries/get-tariff.ts';
import type { RuleEdit } from '../rules/edit-fee.ts';
import { feeAt } from '../rules/rule-path.ts';
import { editRule } from './edit-rule.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;
const others = (amount: string): RuleEdit => ({
  do: 'REPLACE',
  path: 'fee.options.1.fee',
  fee: { kind: 'FLAT', amount },
});

describe('editing a rule of a proposal', () => {
  const house = aHouse();
  const draft = async () => aDraft(house, await aBareConvention(house.system()));

  it('changes it, says who did, and leaves the confirmed VAT as it was', async () => {
    const tariffId = await draft();
    const before = await getTariff(house.as('AO'), tariffId);
    const editor = house.as('CM');
    await editRule(editor, { tariffId, rowVersion: before.rowVersion, edit: others('350.00') });
    const after = await getTariff(house.as('AO'), tariffId);
    assert.deepEqual(feeAt(after.tariff, 'fee.options.1.fee'), { kind: 'FLAT', amount: '350.00' });
    assert.equal(after.rowVersion, before.rowVersion + 1);
    assert.equal(after.parameters, null);
    assert.ok(after.editedByIds.includes(editor.actor.accountId!));
    assert.equal(after.vatConfirmedBy, before.vatConfirmedBy);
    const { rows } = await sql<{ facts: { step: string } }>`select facts from platform.audit_events
      where centre_id = ${house.centre} and target_id = ${tariffId} and action = 'tariffs.rule-edited'`.execute(
      house.system().db,
    );
    assert.deepEqual(
      rows.map(({ facts }) => facts.step),
      ['REPLACE'],
    );
  });

  it('refuses the second of two officers who had the same page open', async () => {
    const tariffId = await draft();
    const { rowVersion } = await getTariff(house.as('AO'), tariffId);
    const both = await Promise.allSettled([
      editRule(house.as('CM'), { tariffId, rowVersion, edit: others('310.00') }),
      editRule(house.as('PM'), { tariffId, rowVersion, edit: others('320.00') }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.ok(broken('tariffs.changed-meanwhile')((refused[0] as PromiseRejectedResult).reason));
  });

  it('sent twice is done once', async () => {
    const tariffId = await draft();
    const { rowVersion } = await getTariff(house.as('AO'), tariffId);
    const call = { ...house.as('AO'), requestKey: newId() };
    const input = { tariffId, rowVersion, edit: { do: 'ADD' as const, path: 'fee' } };
    const first = await editRule(call, input);
    assert.deepEqual(await editRule(call, input), first);
    const { tariff } = await getTariff(call, tariffId);
    assert.equal(tariff.fee.kind === 'CHOICE' && tariff.fee.options.length, 3);
  });

  it('is for who drafts, of this centre, and for proposals alone', async () => {
    const tariffId = await draft();
    const input = { tariffId, rowVersion: 1, edit: others('1.00') };
    for (const role of ['CH', 'SO', 'AU', 'OP'] as const)
      await assert.rejects(editRule(house.as(role), input), NotAllowed, role);
    await assert.rejects(editRule(house.as('CM', { centre: house.other }), input), NotFound);
    await approve(house.as('CH'), tariffId);
    await assert.rejects(editRule(house.as('AO'), input), broken('tariffs.not-a-draft'));
  });

  it('refuses a rule that is not there and a header outside the convention, and changes nothing', async () => {
    const tariffId = await draft();
    const { rowVersion, title } = await getTariff(house.as('AO'), tariffId);
    const gone: RuleEdit = { do: 'REMOVE', path: 'fee.options.7.fee' };
    await assert.rejects(
      editRule(house.as('AO'), { tariffId, rowVersion, edit: gone }),
      broken('tariffs.rule-not-there'),
    );
    const header = { title: 'Altro', validFrom: '2040-01-01', validTo: null, vatTreatment: 'EXEMPT' };
    await assert.rejects(
      editRule(house.as('AO'), { tariffId, rowVersion, edit: others('1.00'), header }),
      broken('tariffs.outside-the-convention'),
    );
    const after = await getTariff(house.as('AO'), tariffId);
    assert.deepEqual([after.title, after.rowVersion], [title, rowVersion]);
  });
});
