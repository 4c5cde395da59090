/** A rule that becomes another kind of rule: it keeps what the new kind can hold. */
import type { DiscountBand, Fee, Slab, Stretch } from './tariff.ts';
import { childrenOf, rowsOf } from './walk-fee.ts';

/** What a new rule says until somebody writes it: nothing is owed. */
export const EMPTY_RULE: Fee = { kind: 'FLAT', amount: '0.00' };

/** The kinds that contain another rule: a rule may be wrapped in them. */
export const WRAPPINGS = [
  'CHOICE',
  'SUM',
  'WITHIN',
  'DISCOUNT',
  'DISCOUNT_BY_BAND',
  'BANDS',
  'SAFEGUARD',
] as const;
export type Wrapping = (typeof WRAPPINGS)[number];

/** The rule inside a new one that changes nothing yet: a sum of it alone, no discount, one band, one option. */
export function wrapped(fee: Fee, kind: Wrapping, year: number): Fee {
  switch (kind) {
    case 'CHOICE':
      return { kind, options: [{ label: 'Tutti gli enti', fee }] };
    case 'SUM':
      return { kind, parts: [fee] };
    case 'WITHIN':
      return { kind, of: fee };
    case 'DISCOUNT':
      return { kind, discount: '0', of: fee };
    case 'DISCOUNT_BY_BAND':
      return { kind, by: 'inhabitants', bands: [{ from: 0, upTo: null, discount: '0' }], of: fee };
    case 'BANDS':
      return { kind, by: 'inhabitants', bands: [{ from: 0, upTo: null, fee }] };
    case 'SAFEGUARD':
      return { kind, year, maxIncrease: '0.1', of: fee };
  }
}

/**
 * The same rule as another kind. From a sum of two to a choice of two; from one with rows to another with the same
 * rows; from a rule without others inside to one that contains it. `year` is the one of a new safeguard.
 */
export function asKind(fee: Fee, kind: Fee['kind'], year: number): Fee {
  if (fee.kind === kind) return fee;
  const label = fee.label === undefined ? {} : { label: fee.label };
  const { label: _, ...plain } = fee;
  const inner = childrenOf(fee).map(([, child]) => child);
  const children = inner.length > 0 ? inner : [plain as Fee];
  const rows = rowsOf(fee);
  const quantity = rows?.variable ?? (fee.kind === 'RATE' ? fee.per : 'inhabitants');
  const stretches: readonly Stretch[] = rows?.rows ?? [{ from: 0, upTo: null }];
  switch (kind) {
    case 'FLAT':
      return { ...EMPTY_RULE, ...label };
    case 'RATE':
      return { ...label, kind, per: quantity, rate: rateOf(fee), ...everyOf(fee) };
    case 'SLABS':
      return {
        ...label,
        kind,
        per: quantity,
        slabs: stretches.map((row) => slabOf(row, rateOf(fee))),
        ...everyOf(fee),
      };
    case 'AS_CATEGORY':
      return { ...label, kind, category: 'COMUNE', share: '1' };
    case 'SUM':
      return { ...label, kind, parts: children };
    case 'CHOICE':
      return {
        ...label,
        kind,
        options: children.map((child, index) => ({
          label: index === children.length - 1 ? 'Tutti gli altri enti' : `Regola ${index + 1}`,
          fee: child,
        })),
      };
    case 'BANDS':
      return {
        ...label,
        kind,
        by: quantity,
        bands: stretches.map(({ from, upTo }, index) => ({
          from,
          upTo,
          fee: inner.length > 0 ? (inner[index] ?? EMPTY_RULE) : (plain as Fee),
        })),
      };
    case 'DISCOUNT_BY_BAND':
      return { ...label, kind, by: quantity, bands: stretches.map(discountOf), of: children[0]! };
    default:
      return { ...wrapped(children[0]!, kind, year), ...label } as Fee;
  }
}

const rateOf = (fee: Fee): string =>
  fee.kind === 'RATE' ? fee.rate : fee.kind === 'SLABS' ? fee.slabs[0]!.rate : '0.00';

function slabOf(row: Stretch & { rate?: string; discount?: string }, rate: string): Slab {
  const { from, upTo, discount } = row;
  return { from, upTo, rate: row.rate ?? rate, ...(discount === undefined ? {} : { discount }) };
}

const discountOf = (row: Stretch & { discount?: string }): DiscountBand => ({
  from: row.from,
  upTo: row.upTo,
  discount: row.discount ?? '0',
});

/** How many units are counted together, of a rule that counts. */
const everyOf = (fee: Fee): { every?: number } =>
  (fee.kind === 'RATE' || fee.kind === 'SLABS') && fee.every !== undefined ? { every: fee.every } : {};
