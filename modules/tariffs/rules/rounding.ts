/** The last step of a fee: the one rounding, to the cent or to what the tariff says. */
import type Big from 'big.js';
import { type Cents, formatDecimalText, roundToCents } from '#platform/money';
import type { Rounding } from './tariff.ts';

/**
 * Exact euros to cents, rounded once. Without a rule to the cent, half up; with one, straight from the exact
 * amount, never by way of the cent. [D, common rule]
 *   to the euro            427.50 → 428.00 · 427.4999 → 427.00
 *   to the euro, up        427.0001 → 428.00 · 427.00 → 427.00 · 0 → 0.00
 *   to ten euros, down     439.99 → 430.00
 */
export function roundFee(euros: Big, rounding: Rounding | undefined): Cents {
  if (rounding === undefined) return roundToCents(euros);
  const rest = euros.mod(rounding.to);
  const below = euros.minus(rest);
  return roundToCents(goesUp(rest, rounding) ? below.plus(rounding.to) : below);
}

function goesUp(rest: Big, { to, direction }: Rounding): boolean {
  if (direction === 'DOWN') return false;
  return direction === 'UP' ? rest.gt(0) : rest.times(2).gte(to);
}

const DIRECTIONS = { HALF_UP: '', UP: ' per eccesso', DOWN: ' per difetto' } as const;

/** "Arrotondamento al centesimo", "Arrotondamento all’euro per eccesso", "Arrotondamento a multipli di 0,50 €". */
export function roundingText(rounding: Rounding | undefined): string {
  if (rounding === undefined) return 'Arrotondamento al centesimo';
  const step = rounding.to === '1.00' ? 'all’euro' : `a multipli di ${formatDecimalText(rounding.to)} €`;
  return `Arrotondamento ${step}${DIRECTIONS[rounding.direction]}`;
}
