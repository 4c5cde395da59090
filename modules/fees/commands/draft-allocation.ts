import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import type { Cents } from '#platform/money';
import { demand } from '#platform/permission';
import { listQuantities } from '#tariffs';
import { mayDraftAllocations } from '../permissions.ts';
import { type AskedBodies, readBodiesToAllocate } from '../queries/bodies-to-allocate.ts';
import { readKeptAllocation } from '../queries/cost-allocations.ts';
import { refusalOfFinalAccount } from '../rules/allocation-lifecycle.ts';
import { allocateCost, withNames } from '../rules/cost-allocation.ts';
import { asAllocated, keptWeights, modelOfWeights, type Weights } from '../rules/kept-allocation.ts';
import { isRefusal } from '../rules/refusal.ts';
import { holdAllocation, insertAllocation, type ShareToKeep } from '../store/cost-allocations.ts';

export interface AllocationToDraft extends AskedBodies {
  title: string;
  /** The year of the cost. */
  year: number;
  cost: Cents;
  grants: Cents;
  weights: Weights;
}

interface Drafted {
  allocationId: string;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;
const LONGEST_TITLE = 200;

/**
 * Drafts the allocation of a cost on the budget: members and figures are read anew and frozen with the shares. A second
 * person approves it. [D13, P1]
 * @throws NotAllowed; InvalidInput for a title, a year, a convention, a cost or a quantity that will not do; RuleBroken
 * `fees.allocation-figure-missing` with the names of the bodies, and the other refusals of the rule.
 */
export async function draftAllocation(call: Call, input: AllocationToDraft): Promise<Drafted> {
  demand(call, mayDraftAllocations);
  const title = input.title.trim();
  const weights = keptWeights(input.weights);
  const usage = weights.USAGE === undefined ? null : input.usage;
  refuseTerms({
    ...problemsOfTitle(title),
    ...problemsOfYear(input.year),
    ...(input.cost > 0 ? {} : { costo: 'Il costo da ripartire deve essere maggiore di zero.' }),
    ...problemsOfGrants(input.grants),
    ...(weights.USAGE !== undefined && !usage ? { uso: 'Scegliere il dato che misura l’uso.' } : {}),
  });
  return perform(
    call,
    'fees.draft-allocation',
    async (tx) => {
      const conventionTitle = await titleOfConvention(call, input.conventionId, tx.db);
      const bodies = await readBodiesToAllocate(call, { ...input, usage }, tx.db);
      const made = allocateCost(input.cost, input.grants, modelOfWeights(weights), bodies);
      if (isRefusal(made)) throw refused(withNames(made, bodies));
      const shares = bodies.map(
        (body, n): ShareToKeep => ({
          bodyId: body.bodyId,
          name: body.name,
          category: body.category,
          inhabitants: body.population ?? null,
          inhabitantsSource: body.populationSource ?? null,
          area: body.area ?? null,
          usage: body.usage === undefined ? null : String(body.usage),
          usageSource: body.usageSource ?? null,
          share: made.shares[n]!.amount,
          provisional: null,
          balance: null,
        }),
      );
      return keep(
        tx,
        {
          year: input.year,
          title,
          kind: 'PROVISIONAL',
          balancesId: null,
          conventionId: input.conventionId,
          conventionTitle,
          membersOn: input.membersOn,
          figuresOn: input.figuresOn,
          frozenOn: call.today,
          comuniOnly: input.comuniOnly,
          usageName: usage,
          usageLabel: await labelOf(call, usage),
          cost: input.cost,
          grants: input.grants,
          net: made.net,
          weights,
          usageIsZero: made.warnings.includes('USAGE_IS_ZERO'),
        },
        shares,
      );
    },
    input,
  );
}

/**
 * Drafts the final account of an approved allocation (conguaglio): the same bodies, weights and frozen figures, the cost
 * and the grants as they turned out; each body's balance is its share less what it was asked. A second person approves it.
 * Without a title of its own it has that of what it balances.
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `fees.allocation-not-to-balance`, `fees.allocation-balanced`, and
 * the refusals of the rule.
 */
export async function draftFinalAccount(
  call: Call,
  input: { allocationId: string; title?: string | null; cost: Cents; grants: Cents },
): Promise<Drafted> {
  demand(call, mayDraftAllocations);
  const title = input.title?.trim();
  refuseTerms({
    ...(title === undefined ? {} : problemsOfTitle(title)),
    ...(input.cost >= 0 ? {} : { costo: 'Il costo a consuntivo non può essere negativo.' }),
    ...problemsOfGrants(input.grants),
  });
  return perform(
    call,
    'fees.draft-final-account',
    async (tx) => {
      const held = await holdAllocation(tx, input.allocationId);
      const refusal = refusalOfFinalAccount(held);
      if (refusal) throw refused(refusal);
      const { terms, shares } = await readKeptAllocation(call, held.id, tx.db);
      const made = allocateCost(
        input.cost,
        input.grants,
        modelOfWeights(terms.weights),
        shares.map(asAllocated),
      );
      if (isRefusal(made)) throw refused(withNames(made, shares));
      const { cost, grants } = input;
      return keep(
        tx,
        {
          ...terms,
          title: title ?? terms.title,
          kind: 'FINAL',
          balancesId: held.id,
          cost,
          grants,
          net: made.net,
        },
        shares.map((share, n) => {
          const amount = made.shares[n]!.amount;
          return { ...share, share: amount, provisional: share.share, balance: amount - share.share };
        }),
      );
    },
    input,
  );
}

async function keep(
  tx: Transaction,
  terms: Parameters<typeof insertAllocation>[1],
  shares: readonly ShareToKeep[],
): Promise<Drafted> {
  const { id, number, digest } = await insertAllocation(tx, terms, shares);
  tx.record({
    action: terms.kind === 'FINAL' ? 'fees.final-account-drafted' : 'fees.allocation-drafted',
    target: 'cost-allocation',
    targetId: id,
    facts: {
      year: terms.year,
      number,
      title: terms.title,
      digest,
      costCents: terms.cost,
      grantsCents: terms.grants,
      netCents: terms.net,
      bodies: shares.length,
      ...(terms.balancesId ? { balances: terms.balancesId } : {}),
    },
  });
  return { allocationId: id };
}

/** The refusal of a rule, with the field of the form to which it belongs. */
function refused({ refused: code, facts }: { refused: string; facts: Record<string, unknown> }): RuleBroken {
  const field = FIELDS[code];
  return new RuleBroken(code, field ? { ...facts, field } : facts);
}

const FIELDS: Readonly<Record<string, string>> = {
  'fees.allocation-grants-exceed-cost': 'contributi',
  'fees.allocation-amount-out-of-range': 'costo',
};

const problemsOfTitle = (title: string): Record<string, string> => {
  if (title === '') return { titolo: 'Scrivere di quale costo si tratta.' };
  return title.length > LONGEST_TITLE ? { titolo: `Al massimo ${LONGEST_TITLE} caratteri.` } : {};
};

const problemsOfYear = (year: number): Record<string, string> =>
  Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR
    ? {}
    : { anno: `Indicare un anno fra ${FIRST_YEAR} e ${LAST_YEAR}.` };

const problemsOfGrants = (grants: Cents): Record<string, string> =>
  grants >= 0 ? {} : { contributi: 'I contributi non possono essere negativi.' };

function refuseTerms(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
}

async function titleOfConvention(call: Call, conventionId: string, db: Db): Promise<string> {
  const { rows } = await sql<{ title: string }>`
    select title from membership.convention_card where centre_id = ${call.centreId} and convention_id = ${conventionId}`.execute(
    db,
  );
  if (!rows[0]) throw new InvalidInput({ convenzione: 'Scegliere una convenzione del centro.' });
  return rows[0].title;
}

/** The Italian name of a quantity, as the tariffs call it; its own name where none does. */
async function labelOf(call: Call, name: string | null): Promise<string | null> {
  if (!name) return null;
  return (await listQuantities(call)).find((one) => one.name === name)?.label ?? name;
}
