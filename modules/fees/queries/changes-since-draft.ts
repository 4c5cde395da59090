import type { Call } from '#platform/call';
import type { BodyToAllocate } from './bodies-to-allocate.ts';
import { bodiesToAllocate } from './bodies-to-allocate.ts';
import { type CostAllocation, type ListedShare, readKeptAllocation } from './cost-allocations.ts';

/**
 * The bodies of which members or figures are not any more those that were frozen: whoever decides on a proposal should
 * know. Only of a drafted provisional allocation; the others are what they are.
 * @throws NotAllowed; NotFound
 */
export async function changesSinceDraft(call: Call, allocation: CostAllocation): Promise<readonly string[]> {
  if (allocation.state !== 'DRAFTED' || allocation.kind !== 'PROVISIONAL') return [];
  const { conventionId, membersOn, figuresOn, comuniOnly, usageName: usage } = allocation;
  const now = await bodiesToAllocate(call, { conventionId, membersOn, figuresOn, comuniOnly, usage });
  const { shares } = await readKeptAllocation(call, allocation.id);
  const frozen = new Map(shares.map((share) => [share.bodyId, share]));
  const known = new Set(now.map(({ bodyId }) => bodyId));
  return [
    ...now
      .filter((body) => {
        const share = frozen.get(body.bodyId);
        return !share || changed(allocation, share, body);
      })
      .map(({ name }) => name),
    ...shares.filter(({ bodyId }) => !known.has(bodyId)).map(({ name }) => name),
  ];
}

/** Only figures that weigh something count. */
function changed(
  { weights, usageIsZero }: CostAllocation,
  frozen: ListedShare,
  { population, area, usage }: BodyToAllocate,
): boolean {
  return (
    ((weights.PER_CAPITA !== undefined || usageIsZero) && (population ?? null) !== frozen.inhabitants) ||
    (weights.AREA !== undefined && (area ?? null) !== frozen.area) ||
    (weights.USAGE !== undefined && (usage === undefined ? null : String(usage)) !== frozen.usage)
  );
}
