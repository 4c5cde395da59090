import { renderDocument } from '#documents';
import { formatItalianDate, romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { formatDecimalText, formatInteger } from '#platform/money';
import {
  ALLOCATION_KIND_LABELS,
  ALLOCATION_STATE_LABELS,
  DRIVER_LABELS,
  weightsInWords,
} from '../allocation-words.it.ts';
import {
  type AllocationAct,
  type CostAllocation,
  getAllocation,
  type ListedShare,
  listShares,
} from '../queries/cost-allocations.ts';
import { weightsInForce } from '../rules/cost-allocation.ts';
import { modelOfWeights } from '../rules/kept-allocation.ts';

const ALL = { size: 100_000, offset: 0 };

/**
 * An allocation as PDF. It is made at each request and not kept: what proves it is the digest printed on it.
 * @throws NotAllowed; NotFound; RuleBroken `platform.documents-unavailable`.
 */
export async function allocationDocument(
  call: Call,
  allocationId: string,
): Promise<{ name: string; bytes: Buffer }> {
  const a = await getAllocation(call, allocationId);
  const { rows } = await listShares(call, allocationId, {}, ALL);
  const told = (chosen: AllocationAct['act']) => {
    const act = a.acts.find((one) => one.act === chosen);
    if (!act) return null;
    return `${act.doneBy}, il ${formatItalianDate(romeDate(act.doneAt))}${act.reason ? `: ${act.reason}` : ''}`;
  };
  const figures = figuresOf(a);
  const fileName = `riparto-${a.year}-${a.number}`;
  const { bytes } = await renderDocument(call, {
    template: 'cost-allocation',
    title: `Riparto n. ${a.number}/${a.year}`,
    fileName,
    subject: 'cost-allocation',
    subjectId: a.id,
    data: {
      title: a.title,
      number: `${a.number}/${a.year}`,
      kind: ALLOCATION_KIND_LABELS[a.kind],
      state: ALLOCATION_STATE_LABELS[a.state].label,
      convention: a.conventionTitle,
      membersOn: a.membersOn,
      figuresOn: a.figuresOn,
      weights: weightsInWords(a.weights, a.usageLabel),
      draftedBy: a.draftedBy,
      draftedOn: romeDate(a.draftedAt),
      approval: told('APPROVED'),
      discarded: told('DISCARDED'),
      digest: a.digest,
      costCents: a.cost,
      grantsCents: a.grants,
      netCents: a.net,
      provisionalCents: a.balances?.net ?? null,
      usageIsZero: a.usageIsZero,
      figures: figures.map(({ header }) => header),
      shares: rows.map((s) => ({
        body: s.name,
        figures: figures.map(({ value }) => value(s)),
        shareCents: s.share,
        provisionalCents: s.provisional,
        balanceCents: s.balance,
      })),
    },
  });
  return { name: `${fileName}.pdf`, bytes };
}

/** The figures that weigh something, as they are written. */
function figuresOf(a: CostAllocation): { header: string; value: (share: ListedShare) => string }[] {
  const weighs = weightsInForce(modelOfWeights(a.weights), a.usageIsZero);
  const decimals = (text: string | null) => (text === null ? '–' : formatDecimalText(text));
  return [
    weighs.has('PER_CAPITA') && {
      header: DRIVER_LABELS.PER_CAPITA,
      value: (s: ListedShare) => (s.inhabitants === null ? '–' : formatInteger(s.inhabitants)),
    },
    weighs.has('AREA') && { header: DRIVER_LABELS.AREA, value: (s: ListedShare) => decimals(s.area) },
    a.weights.USAGE !== undefined && {
      header: a.usageLabel ?? DRIVER_LABELS.USAGE,
      value: (s: ListedShare) => decimals(s.usage),
    },
  ].filter((figure) => figure !== false);
}
