import type { Condition, Fee, Stretch, Tariff } from './tariff.ts';

/** The fees inside a fee, one step down, each with the path that leads to it. */
export function childrenOf(fee: Fee): [path: string, child: Fee][] {
  switch (fee.kind) {
    case 'BANDS':
      return fee.bands.map((band, i) => [`bands.${i}.fee`, band.fee]);
    case 'SUM':
      return fee.parts.map((part, i) => [`parts.${i}`, part]);
    case 'CHOICE':
      return fee.options.map((option, i) => [`options.${i}.fee`, option.fee]);
    case 'DISCOUNT_BY_BAND':
    case 'DISCOUNT':
    case 'SAFEGUARD':
      return [['of', fee.of]];
    case 'WITHIN': {
      const limits: [string, Fee | undefined][] = [
        ['of', fee.of],
        ['atLeast', fee.atLeast],
        ['atMost', fee.atMost],
      ];
      return limits.filter((entry): entry is [string, Fee] => entry[1] !== undefined);
    }
    default:
      return [];
  }
}

/** Every fee of a tariff, from the top down, with its path ("fee.options.0.fee"). */
export function* feesOf(tariff: Tariff): Generator<{ path: string; fee: Fee }> {
  const waiting: { path: string; fee: Fee }[] = [{ path: 'fee', fee: tariff.fee }];
  // The list grows as it is walked: shifting it would move the whole of a great tariff at each step.
  for (const next of waiting) {
    yield next;
    const { path } = next;
    for (const [step, child] of childrenOf(next.fee)) waiting.push({ path: `${path}.${step}`, fee: child });
  }
}

/** Every condition of a tariff, with the path of its option ("fee.options.0.when"). */
export function placedConditionsOf(tariff: Tariff): { path: string; when: Condition }[] {
  return [...feesOf(tariff)].flatMap(({ path, fee }) =>
    fee.kind === 'CHOICE'
      ? fee.options.flatMap(({ when }, i) => (when ? [{ path: `${path}.options.${i}.when`, when }] : []))
      : [],
  );
}

/** Every condition of a tariff. */
export const conditionsOf = (tariff: Tariff): Condition[] =>
  placedConditionsOf(tariff).map(({ when }) => when);

/** The rows of slabs or bands of a fee and the variable that they divide; null for a fee without rows. */
export function rowsOf(fee: Fee): { variable: string; name: 'slabs' | 'bands'; rows: Stretch[] } | null {
  if (fee.kind === 'SLABS') return { variable: fee.per, name: 'slabs', rows: fee.slabs };
  if (fee.kind === 'BANDS' || fee.kind === 'DISCOUNT_BY_BAND')
    return { variable: fee.by, name: 'bands', rows: fee.bands };
  return null;
}
