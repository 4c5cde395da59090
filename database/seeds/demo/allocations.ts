import { approveAllocation, draftAllocation, draftFinalAccount } from '#fees';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { acting, conventionOfTheYear, MANAGER, OFFICER, YEAR } from './fees.ts';

/**
 * Common costs shared among the comuni of the convention: one balanced on the final account, one approved on the budget,
 * one that waits for the manager. The costs are invented.
 */
export async function seedAllocations(call: Call): Promise<void> {
  const conventionId = await conventionOfTheYear(call);
  if (!conventionId || !(await hasComuni(call, conventionId))) return;
  const draft = (
    day: string,
    title: string,
    cost: number,
    weights: Parameters<typeof draftAllocation>[1]['weights'],
    grants = 0,
  ) =>
    draftAllocation(acting(call, OFFICER, day), {
      title,
      year: YEAR,
      conventionId,
      membersOn: day,
      figuresOn: `${YEAR - 2}-12-31`,
      usage: null,
      comuniOnly: true,
      cost,
      grants,
      weights,
    });
  const training = await draft(
    `${YEAR}-02-02`,
    `Formazione del personale ${YEAR}`,
    1_800_000,
    { PER_CAPITA: '50', EQUAL: '50' },
    300_000,
  );
  await approveAllocation(acting(call, MANAGER, `${YEAR}-02-05`), training);
  const balance = await draftFinalAccount(acting(call, OFFICER, `${YEAR}-10-12`), {
    allocationId: training.allocationId,
    cost: 1_642_580,
    grants: 300_000,
  });
  await approveAllocation(acting(call, MANAGER, `${YEAR}-10-15`), balance);
  const assistance = await draft(`${YEAR}-03-02`, `Assistenza agli utenti ${YEAR}`, 3_000_000, {
    PER_CAPITA: '50',
    AREA: '50',
  });
  await approveAllocation(acting(call, MANAGER, `${YEAR}-03-05`), assistance);
  await draft(`${YEAR}-11-16`, 'Rinnovo della rete', 2_450_000, { PER_CAPITA: '70', EQUAL: '30' });
}

async function hasComuni(call: Call, conventionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from membership.membership_term m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    where m.centre_id = ${call.centreId} and m.convention_id = ${conventionId} and b.category = 'COMUNE'
      and m.valid_from <= ${`${YEAR}-02-02`} and m.valid_to >= ${`${YEAR}-11-16`} limit 1`.execute(call.db);
  return rows.length > 0;
}
