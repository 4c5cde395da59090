/**
 * Classes of comuni by inhabitants. They look alike and are not: each has its source and its own boundaries, and
 * none is ever used in the place of another. [D12, trap 5]
 */

export type Cluster = 'S' | 'M' | 'L';

/**
 * Cluster of the plan of ANCI Lombardia [S2]: S below 5,000, M from 5,000 to 15,000 both ends in, L above.
 * 4,999 → S · 5,000 → M (and "piccolo comune" all the same) · 15,000 → M · 15,001 → L
 */
export function clusterOf(inhabitants: number): Cluster {
  if (inhabitants < 5000) return 'S';
  return inhabitants <= 15_000 ? 'M' : 'L';
}

/** "Piccolo comune" by law: up to 5,000 inhabitants. [L. 158/2017, art. 1] 5,000 → true */
export function isSmallComune(inhabitants: number): boolean {
  return inhabitants <= 5000;
}

/** First number of inhabitants of each demographic class of the TUEL. [TUEL 156 c.1] */
const TUEL_CLASSES = [0, 500, 1000, 2000, 3000, 5000, 10_000, 20_000, 60_000, 100_000, 250_000, 500_000];

/** A class from a number of inhabitants to another, both in; `upTo` null: and over. */
export interface PopulationClass {
  from: number;
  upTo: number | null;
}

/** Demographic class of the TUEL: 4,999 → 3,000–4,999 · 5,000 → 5,000–9,999 · 500,000 → 500,000 and over. */
export function tuelClassOf(inhabitants: number): PopulationClass {
  const index = TUEL_CLASSES.findLastIndex((first) => inhabitants >= first);
  const next = TUEL_CLASSES[index + 1];
  return { from: TUEL_CLASSES[index] ?? 0, upTo: next === undefined ? null : next - 1 };
}

/** Service band of Brescia, for what is included by size: 1 up to 3,000, 2 to 5,000, 3 to 10,000, 4 above. [X-BS21] */
export function bresciaServiceBandOf(inhabitants: number): 1 | 2 | 3 | 4 {
  if (inhabitants <= 3000) return 1;
  if (inhabitants <= 5000) return 2;
  return inhabitants <= 10_000 ? 3 : 4;
}
