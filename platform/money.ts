/**
 * Money. One convention for the whole building:
 * - an amount that is finished (rounded) is `Cents`: a safe integer number of euro cents;
 * - an amount still being computed is a `Big` of euros, exact, and is rounded once, half up, by `roundToCents`.
 * Binary floats never carry money: `decimal()` takes strings and integers and nothing else.
 */
import Big from 'big.js';

/** Euro cents, a safe integer; negative for a credit. */
export type Cents = number;

/** An exact decimal number, as text: "0.15", "-3", "1740.00". What data files and traces hold. */
export type DecimalText = string;

const DECIMAL = /^-?\d{1,15}(\.\d{1,12})?$/;

/** Is the text a plain decimal of ours: digits, a point, no exponent, no sign but minus? */
export function isDecimalText(text: string): text is DecimalText {
  return DECIMAL.test(text);
}

/** The exact decimal of a text or of an integer. Throws TypeError on a float: 0.1 has already lost its value. */
export function decimal(value: DecimalText | number | Big): Big {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new TypeError(`money is never a binary float: ${value}`);
  }
  return new Big(value);
}

/**
 * Euros to cents, HALF_UP (half away from zero), the only rounding an amount meets.
 * 452.565 → 45257 · 452.5649 → 45256 · −0.005 → −1
 */
export function roundToCents(euros: Big): Cents {
  const cents = Number(euros.times(100).round(0, Big.roundHalfUp).toFixed());
  if (!Number.isSafeInteger(cents)) throw new RangeError(`amount out of range: ${euros.toFixed()}`);
  return cents === 0 ? 0 : cents; // never −0
}

/** Cents to exact euros. */
export function eurosOf(cents: Cents): Big {
  return decimal(cents).div(100);
}

/** Cents as a decimal text of euros, for data and traces: 174000 → "1740.00". */
export function centsToText(cents: Cents): DecimalText {
  const absolute = Math.abs(cents);
  const fraction = absolute % 100;
  return `${cents < 0 ? '-' : ''}${(absolute - fraction) / 100}.${fraction < 10 ? '0' : ''}${fraction}`;
}

/** Sum of cents. Throws RangeError when it leaves the safe integers. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  if (!Number.isSafeInteger(total)) throw new RangeError('sum of amounts out of range');
  return total;
}

/**
 * amount × numerator / denominator, exact, rounded once half away from zero. All integers.
 * 174000 × 4 / 12 → 58000 · 174000 × 113 / 365 → 53868
 */
export function shareOfCents(amount: Cents, numerator: number, denominator: number): Cents {
  const product = BigInt(amount) * BigInt(numerator);
  const parts = BigInt(denominator);
  if (parts <= 0n) throw new RangeError('a share needs a positive denominator');
  const half = product < 0n ? -parts : parts;
  return Number((product * 2n + half) / (parts * 2n));
}

/**
 * Splits an amount by weights with the largest remainder, so that the parts always add up to the amount.
 * Equal remainders: who comes first gets the cent. [rule book D13, trap 23]
 * Weights are non-negative decimals (texts, integers or Big); their sum must be above zero, else RangeError.
 * 10000 by six equal weights → 1667 1667 1667 1667 1666 1666
 */
export function splitCents(amount: Cents, weights: readonly (DecimalText | number | Big)[]): Cents[] {
  const whole = integerWeights(weights);
  const total = whole.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) throw new RangeError('nothing to split by: the weights add up to zero');
  const sign = amount < 0 ? -1 : 1;
  const cents = BigInt(Math.abs(amount));
  const parts = whole.map((weight) => (cents * weight) / total);
  const remainders = whole.map((weight, index) => ({ index, rest: (cents * weight) % total }));
  let left = Number(cents - parts.reduce((sum, part) => sum + part, 0n));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of remainders) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1;
  }
  return parts.map((part) => (part === 0n ? 0 : sign * Number(part)));
}

/** The weights as integers in the same proportion: the largest number of decimals decides the scale. */
function integerWeights(weights: readonly (DecimalText | number | Big)[]): bigint[] {
  const exact = weights.map((weight) => decimal(weight).toFixed());
  const places = Math.max(0, ...exact.map((text) => (text.split('.')[1] ?? '').length));
  return exact.map((text) => {
    if (text.startsWith('-')) throw new RangeError('a weight cannot be negative');
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  });
}

const PLAIN_AMOUNT = /^(?:0|[1-9]\d{0,11})(?:,\d{1,2})?$/;
const GROUPED_AMOUNT = /^[1-9]\d{0,2}(?:(?:\.\d{3}){1,3},\d{1,2}|(?:\.\d{3}){2,3})$/;

/**
 * An amount as an Italian writes it, to cents; null when it is not one or could be read in two ways.
 * "1.740,00" "1740,00" "1740" "1740,5" "€ 12,00" "12,00 €" "-3,50" are amounts.
 * "1.740" alone is refused: somebody means 1740, somebody else 1,74; so are "1,740.00", "1.74", "1e3", "١٢".
 */
export function parseItalianAmount(text: string): Cents | null {
  if (text.length > 40) return null;
  const bare = text.trim().replace(/^€\s?|\s?€$/, '');
  const negative = /^[-−]/.test(bare);
  const digits = negative ? bare.slice(1) : bare;
  if (!PLAIN_AMOUNT.test(digits) && !GROUPED_AMOUNT.test(digits)) return null;
  const [whole = '0', fraction = ''] = digits.replaceAll('.', '').split(',');
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return negative && cents !== 0 ? -cents : cents;
}

/** Cents as an Italian reads them, without the currency: 174000 → "1.740,00", −3286 → "−32,86". */
export function formatAmount(cents: Cents): string {
  const absolute = Math.abs(cents);
  const fraction = absolute % 100;
  const whole = groupThousands((absolute - fraction) / 100);
  return `${cents < 0 ? '−' : ''}${whole},${fraction < 10 ? '0' : ''}${fraction}`;
}

/** Cents as an Italian reads them: 174000 → "1.740,00 €". Written by hand: Intl takes fifty times longer. */
export function formatEuro(cents: Cents): string {
  return `${formatAmount(cents)} €`;
}

/** A whole number with Italian thousands: 40001 → "40.001", 3000 → "3.000". */
export function formatInteger(value: number): string {
  return `${value < 0 ? '−' : ''}${groupThousands(Math.abs(value))}`;
}

function groupThousands(value: number): string {
  if (value < 1000) return String(value);
  let text = String(value);
  let grouped = '';
  while (text.length > 3) {
    grouped = `.${text.slice(-3)}${grouped}`;
    text = text.slice(0, -3);
  }
  return text + grouped;
}

/** A decimal text as an Italian reads it, with no rounding: "2729.9875" → "2.729,9875", "0.15" → "0,15". */
export function formatDecimalText(text: DecimalText): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction] = (negative ? text.slice(1) : text).split('.');
  return `${negative ? '−' : ''}${groupThousands(Number(whole))}${fraction ? `,${fraction}` : ''}`;
}
