import { type FeeInputs, quantityOf } from './fee-inputs.ts';
import type { Condition, Stretch } from './tariff.ts';

/** Does the condition hold? UNKNOWN when an input that decides is missing; `missing` then says which ones. */
export type Verdict = { holds: true | false; missing: [] } | { holds: 'UNKNOWN'; missing: string[] };

/** Is the value in the stretch, both ends in? What is measured and not counted (3000.5) belongs to the next one. */
export function isIn(value: number, { from, upTo }: Stretch): boolean {
  return value > from - 1 && (upTo === null || value <= upTo);
}

/**
 * All the conditions given must hold. One that is false decides alone: an Unione is refused by
 * "comuni fino a 40.000 abitanti" without anybody knowing its inhabitants.
 */
export function judge(condition: Condition | undefined, inputs: FeeInputs): Verdict {
  if (condition === undefined) return { holds: true, missing: [] };
  const missing: string[] = [];
  const oneOf = (
    allowed: readonly string[] | undefined,
    value: string | undefined,
    name: string,
  ): boolean => {
    if (allowed === undefined) return true;
    if (value === undefined) missing.push(name);
    return value === undefined || allowed.includes(value);
  };
  const fits =
    oneOf(condition.categories, inputs.category, 'category') &&
    oneOf(condition.regions, inputs.region, 'region') &&
    oneOf(condition.classes, inputs.bodyClass, 'bodyClass') &&
    rangesHold(condition, inputs, missing) &&
    wholeAssociationHolds(condition, inputs, missing);
  if (!fits) return { holds: false, missing: [] };
  return missing.length > 0 ? { holds: 'UNKNOWN', missing } : { holds: true, missing: [] };
}

function rangesHold(condition: Condition, inputs: FeeInputs, missing: string[]): boolean {
  for (const range of condition.ranges ?? []) {
    const value = quantityOf(inputs, range.of);
    if (value === null) missing.push(range.of);
    else if (!isIn(Number(value), range)) return false;
  }
  return true;
}

function wholeAssociationHolds(condition: Condition, inputs: FeeInputs, missing: string[]): boolean {
  if (condition.wholeAssociation === undefined) return true;
  if (inputs.wholeAssociation === undefined) missing.push('wholeAssociation');
  return inputs.wholeAssociation === undefined || inputs.wholeAssociation === condition.wholeAssociation;
}
