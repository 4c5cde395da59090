import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { anApprovedAllocation, fourToAllocate, toAllocate } from '../builders.ts';
import { draftAllocation, draftFinalAccount } from '../commands/draft-allocation.ts';

/* What the database promises of allocations, whoever asks: no command of ours stands between. */
describe('the tables of the allocations', () => {
  const house = aHouse();
  let provisional: string;
  let draft: string;
  const run = (text: string) => sql.raw(text).execute(house.system().db);
  const whole = (statements: readonly string[]) =>
    house
      .system()
      .db.transaction()
      .execute(async (tx) => {
        for (const text of statements) await sql.raw(text).execute(tx);
      });
  const act = (id: string, number: number, name: string, by: string, reason = 'null') =>
    `insert into fees.cost_allocation_acts (centre_id, allocation_id, number, act, reason, done_by, done_at)
     values ('${house.centre}', '${id}', ${number}, '${name}', ${reason}, '${by}', now())`;
  const [id, another] = [newId(), newId()];
  const NEXT = '(select max(number) + 1 from fees.cost_allocations)';
  /** A copy of the approved allocation under another identifier, with something changed. */
  const copy = (changed: Record<string, string>): string => {
    const columns = [
      ...[
        'year',
        'number',
        'title',
        'kind',
        'balances_id',
        'convention_id',
        'convention_title',
        'members_on',
      ],
      ...[
        'figures_on',
        'frozen_on',
        'comuni_only',
        'usage_name',
        'usage_label',
        'cost_cents',
        'grants_cents',
      ],
      ...['net_cents', 'model', 'weights', 'usage_is_zero', 'bodies', 'digest', 'drafted_by', 'drafted_at'],
    ];
    return `insert into fees.cost_allocations (centre_id, id, ${columns.join(', ')})
      select centre_id, '${id}', ${columns.map((name) => changed[name] ?? (name === 'number' ? NEXT : name)).join(', ')}
      from fees.cost_allocations where id = '${provisional}'`;
  };
  const shares = (share = 'share_cents', asked = 'null', figures = 'inhabitants'): string =>
    `insert into fees.cost_allocation_shares (centre_id, allocation_id, body_id, name, category, inhabitants, inhabitants_source, area_km2, share_cents, provisional_cents, balance_cents)
     select centre_id, '${id}', body_id, name, category, ${figures}, inhabitants_source, area_km2, ${share}, ${asked}, ${share} - ${asked}
     from fees.cost_allocation_shares where allocation_id = '${provisional}'`;
  const first = () => act(id, 1, 'DRAFTED', 'Persona AO');
  const final = () => ({ kind: "'FINAL'", balances_id: `'${provisional}'` });

  before(async () => {
    const { convention } = await fourToAllocate(house);
    const asked = toAllocate(convention, { PER_CAPITA: '100' });
    provisional = await anApprovedAllocation(house, asked);
    ({ allocationId: draft } = await draftAllocation(house.as('AO'), asked));
  });

  it('are only added to', async () => {
    for (const table of ['cost_allocations', 'cost_allocation_shares', 'cost_allocation_acts']) {
      await assert.rejects(run(`update fees.${table} set centre_id = centre_id`), /permission denied/);
      await assert.rejects(run(`delete from fees.${table}`), /permission denied/);
    }
  });

  it('take acts in their order, and none after the last', async () => {
    await assert.rejects(run(act(provisional, 3, 'APPROVED', 'Altro')), /cannot follow/);
    await assert.rejects(run(act(provisional, 9, 'DISCARDED', 'Altro', "'x'")), /cannot follow/);
    await assert.rejects(
      run(act(draft, 2, 'DISCARDED', 'Altro')),
      /an_allocation_is_discarded_with_a_reason/,
    );
    await assert.rejects(run(act(draft, 2, 'REOPENED', 'Altro')), /allocation_act_is_known/);
  });

  it('want four eyes, by name too', async () => {
    await whole([copy({}), shares(), first()]);
    await assert.rejects(run(act(id, 2, 'APPROVED', 'Persona AO')), /who drafted it cannot approve it/);
    await run(act(id, 2, 'DISCARDED', 'Persona AO', "'Fine della prova'"));
    await assert.rejects(run(act(id, 3, 'APPROVED', 'Altro')), /cannot follow/);
  });

  const refused = (statements: readonly string[], why: RegExp) =>
    assert.rejects(whole(statements.map((text) => text.replaceAll(id, another))), why);

  it('want shares that make the net cost, weights that make 100, a first act', async () => {
    await refused([copy({}), shares('share_cents + 1'), first()], /the net cost is/);
    await refused([copy({}), first()], /the net cost is/);
    await refused([copy({}), shares()], /begins by being drafted/);
    await refused([copy({}), first(), shares()], /come before its first act/);
    await refused([copy({ weights: `'{"PER_CAPITA":"99"}'::jsonb` }), shares(), first()], /weights make 100/);
    await refused([copy({ net_cents: 'net_cents - 1' })], /what_is_allocated_is_the_net_cost/);
    await refused(
      [copy({ grants_cents: 'cost_cents + 1', net_cents: '-1' })],
      /grants_do_not_exceed_the_cost/,
    );
    await refused([copy({ title: "''" })], /an_allocation_says_of_what/);
  });

  it('balance an approved allocation alone, by its figures, once', async () => {
    await refused([copy({ ...final(), balances_id: `'${draft}'` })], /an approved provisional allocation/);
    await refused([copy(final()), shares(), first()], /by the figures of what it balances/);
    await refused(
      [copy(final()), shares('share_cents', 'share_cents', 'inhabitants + 1'), first()],
      /by the figures of what it balances/,
    );
    await draftFinalAccount(house.as('AO'), { allocationId: provisional, cost: 1, grants: 0 });
    await refused(
      [copy(final()), shares('share_cents', 'share_cents'), first()],
      /already its final account/,
    );
    await assert.rejects(run(act(provisional, 3, 'DISCARDED', 'Altro', "'x'")), /has its final account/);
  });
});
