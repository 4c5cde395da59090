import { explainTariff } from './explain-tariff.ts';
import { ruleName, ruleNumbers } from './rule-numbers.ts';
import type { Tariff } from './tariff.ts';
import { feesOf, rowsOf } from './walk-fee.ts';

/** Which rules count a quantity, in their rows or in the conditions of their options: ["la regola 1.2"]. */
export function rulesUsing(tariff: Tariff, name: string): string[] {
  const numbers = ruleNumbers(explainTariff(tariff));
  const paths = [...feesOf(tariff)].flatMap(({ path, fee }) => {
    if (fee.kind === 'CHOICE')
      return fee.options.flatMap(({ when }, index) =>
        when?.ranges?.some(({ of }) => of === name) ? [`${path}.options.${index}.fee`] : [],
      );
    const counted = fee.kind === 'RATE' ? fee.per : rowsOf(fee)?.variable;
    return counted === name ? [path] : [];
  });
  return [...new Set(paths)].map((path) => ruleName(numbers.get(path)));
}

/**
 * A name for a new quantity out of its label, which no other has: "Postazioni di lavoro" → "postazioniDiLavoro",
 * "Km²" → "km", "42" → "dato42"
 */
export function quantityName(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase(),
    );
  const plain = words.join('').slice(0, 36) || 'dato';
  const name = /^[a-z]/.test(plain) ? plain : `dato${plain}`;
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
