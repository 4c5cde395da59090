import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand } from '#platform/permission';
import { mayViewFees } from '../permissions.ts';
import type { AllocationKind, AllocationState } from '../rules/allocation-lifecycle.ts';
import type { Driver } from '../rules/cost-allocation.ts';
import type { AllocationTotals } from '../rules/explain-share.ts';
import { type AllocationTerms, digestOfAllocation, type KeptShare } from '../rules/kept-allocation.ts';

export interface ListedAllocation extends AllocationTerms {
  id: string;
  number: number;
  state: AllocationState;
  conventionTitle: string;
  usageLabel: string | null;
  model: Driver | 'MIXED';
  bodies: number;
  digest: string;
  draftedBy: string;
  draftedAt: Date;
}

const ORDER = {
  anno: sql`c.year`,
  titolo: sql`c.title collate "it-x-icu"`,
  importo: sql`c.net_cents`,
  data: sql`c.drafted_at`,
};
export const ALLOCATION_SORTS = ['anno', 'titolo', 'importo', 'data'] as const;

/** The terms of an allocation, as the rules want them. */
const TERMS = sql`c.year, c.title, c.kind, c.balances_id as "balancesId", c.convention_id as "conventionId", c.members_on as "membersOn",
  c.figures_on as "figuresOn", c.frozen_on as "frozenOn", c.comuni_only as "comuniOnly", c.usage_name as "usageName", c.cost_cents as cost, c.grants_cents as grants, c.net_cents as net,
  c.weights, c.usage_is_zero as "usageIsZero"`;

/** Who reaches only some bodies sees what concerns them, and once it has been approved. */
function seen(call: Call) {
  const only = confinedTo(call.actor, mayViewFees);
  return only
    ? sql`and k.was_approved and exists (select from fees.cost_allocation_shares o
        where o.centre_id = c.centre_id and o.body_id = any(${only}::uuid[]) and o.allocation_id = c.id)`
    : sql``;
}

/** The allocations that are kept. @throws NotAllowed */
export async function listAllocations(
  call: Call,
  filter: { id?: string; year?: number; state?: string; kind?: string },
  page: { sort?: string; direction?: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedAllocation>> {
  demand(call, mayViewFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.anno;
  const way = page.direction === 'asc' ? sql`asc` : sql`desc`;
  const { rows } = await sql<ListedAllocation & { count: number }>`
    select c.id, c.number, k.state, ${TERMS}, c.convention_title as "conventionTitle", c.usage_label as "usageLabel", c.model, c.bodies, c.digest,
      c.drafted_by as "draftedBy", c.drafted_at as "draftedAt", count(*) over () as count
    from fees.cost_allocations c join fees.cost_allocation_card k on k.centre_id = c.centre_id and k.allocation_id = c.id
    where c.centre_id = ${call.centreId} ${filter.id ? sql`and c.id = ${filter.id}` : sql``} ${filter.year ? sql`and c.year = ${filter.year}` : sql``}
      ${filter.state ? sql`and k.state = ${filter.state}` : sql``} ${filter.kind ? sql`and c.kind = ${filter.kind}` : sql``} ${seen(call)}
    order by ${order} ${way}, c.year ${way}, c.number ${way}, c.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows: rows.map(({ count: _, ...row }) => row), total: rows[0]?.count ?? 0 };
}

/** The years in which something was allocated, the latest first. @throws NotAllowed */
export async function listAllocationYears(call: Call): Promise<number[]> {
  demand(call, mayViewFees);
  const { rows } = await sql<{ year: number }>`
    select distinct year from fees.cost_allocations where centre_id = ${call.centreId} order by year desc limit 200`.execute(
    call.db,
  );
  return rows.map(({ year }) => year);
}

export interface AllocationAct {
  number: number;
  act: AllocationState;
  reason: string | null;
  doneBy: string;
  doneAt: Date;
}

/** Another allocation that this one balances, or that balances it. */
export interface RelatedAllocation {
  id: string;
  year: number;
  number: number;
  title: string;
  state: AllocationState;
  net: number;
}

export interface CostAllocation extends ListedAllocation {
  /** The latest first. */
  acts: readonly AllocationAct[];
  balances: RelatedAllocation | null;
  /** The final account that is drafted or approved. */
  balancedBy: RelatedAllocation | null;
}

/** An allocation with its acts and what it balances. @throws NotAllowed; NotFound */
export async function getAllocation(call: Call, id: string): Promise<CostAllocation> {
  const { rows } = await listAllocations(call, { id }, { size: 1, offset: 0 });
  const found = rows[0];
  if (!found) throw new NotFound('cost allocation', id);
  const acts = await sql<AllocationAct>`
    select number, act, reason, done_by as "doneBy", done_at as "doneAt" from fees.cost_allocation_acts
    where centre_id = ${call.centreId} and allocation_id = ${id} order by number desc`.execute(call.db);
  const related = await sql<RelatedAllocation>`
    select allocation_id as id, year, number, title, state, net_cents as net from fees.cost_allocation_card
    where centre_id = ${call.centreId} and (allocation_id = ${found.balancesId} or (balances_id = ${id} and state <> 'DISCARDED'))`.execute(
    call.db,
  );
  const [other] = related.rows;
  return {
    ...found,
    acts: acts.rows,
    balances: found.kind === 'FINAL' ? (other ?? null) : null,
    balancedBy: found.kind === 'PROVISIONAL' ? (other ?? null) : null,
  };
}

export interface ListedShare extends KeptShare {
  category: string;
  inhabitantsSource: string | null;
  usageSource: string | null;
}

const SHARE = sql`s.body_id as "bodyId", s.name, s.category, s.inhabitants, s.inhabitants_source as "inhabitantsSource", trim_scale(s.area_km2)::text as area,
  trim_scale(s.usage)::text as usage, s.usage_source as "usageSource", s.share_cents as share, s.provisional_cents as provisional, s.balance_cents as balance`;

/** The shares of an allocation, by name; of who reaches only some bodies, theirs. @throws NotAllowed */
export async function listShares(
  call: Call,
  allocationId: string,
  filter: { words?: string; bodyId?: string },
  page: { size: number; offset: number },
): Promise<Listed<ListedShare>> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const { rows } = await sql<ListedShare & { count: number }>`
    select ${SHARE}, count(*) over () as count from fees.cost_allocation_shares s
    where s.centre_id = ${call.centreId} and s.allocation_id = ${allocationId}
      ${filter.bodyId ? sql`and s.body_id = ${filter.bodyId}` : sql``} ${only ? sql`and s.body_id = any(${only}::uuid[])` : sql``}
      ${filter.words ? sql`and platform.searchable(s.name) like all (platform.word_patterns(${filter.words}))` : sql``}
    order by s.name collate "it-x-icu", s.body_id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows: rows.map(({ count: _, ...row }) => row), total: rows[0]?.count ?? 0 };
}

/** What the bodies of an allocation weigh together; figures that weigh nothing may be missing of some. */
export async function allocationTotals(call: Call, allocationId: string): Promise<AllocationTotals> {
  const { rows } = await sql<AllocationTotals>`
    select count(*) as bodies, coalesce(sum(inhabitants), 0)::bigint as inhabitants, trim_scale(coalesce(sum(area_km2), 0))::text as area,
      trim_scale(coalesce(sum(usage), 0))::text as usage
    from fees.cost_allocation_shares where centre_id = ${call.centreId} and allocation_id = ${allocationId}`.execute(
    call.db,
  );
  return rows[0]!;
}

export interface KeptAllocation {
  terms: AllocationTerms & { conventionTitle: string; usageLabel: string | null };
  digest: string;
  shares: readonly ListedShare[];
}

/** An allocation with all its shares, for a command, which has asked its own permission. @throws NotFound */
export async function readKeptAllocation(call: Call, id: string, db: Db = call.db): Promise<KeptAllocation> {
  const found = await sql<KeptAllocation['terms'] & { digest: string }>`
    select ${TERMS}, c.convention_title as "conventionTitle", c.usage_label as "usageLabel", c.digest
    from fees.cost_allocations c where c.centre_id = ${call.centreId} and c.id = ${id}`.execute(db);
  if (!found.rows[0]) throw new NotFound('cost allocation', id);
  const { digest, ...terms } = found.rows[0];
  const { rows } = await sql<ListedShare>`
    select ${SHARE} from fees.cost_allocation_shares s where s.centre_id = ${call.centreId} and s.allocation_id = ${id}
    order by s.name collate "it-x-icu", s.body_id`.execute(db);
  return { terms, digest, shares: rows };
}

/** Is what is kept still that from which the digest was made? */
export async function allocationDigestHolds(call: Call, id: string): Promise<boolean> {
  const { terms, shares, digest } = await readKeptAllocation(call, id);
  return digestOfAllocation(terms, shares) === digest;
}

export interface OwnShare {
  allocationId: string;
  bodyId: string;
  name: string;
  year: number;
  number: number;
  title: string;
  kind: AllocationKind;
  state: AllocationState;
  share: number;
  balance: number | null;
}

/** The shares of the bodies that the actor reaches, of allocations that were approved, the latest first. @throws NotAllowed */
export async function listOwnShares(
  call: Call,
  page: { size: number; offset: number },
): Promise<readonly OwnShare[]> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const { rows } = await sql<OwnShare>`
    select s.allocation_id as "allocationId", s.body_id as "bodyId", s.name, k.year, k.number, k.title, k.kind, k.state, s.share_cents as share, s.balance_cents as balance
    from fees.cost_allocation_shares s join fees.cost_allocation_card k on k.centre_id = s.centre_id and k.allocation_id = s.allocation_id
    where s.centre_id = ${call.centreId} and k.was_approved ${only ? sql`and s.body_id = any(${only}::uuid[])` : sql``}
    order by k.year desc, k.number desc, s.name, s.body_id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return rows;
}
