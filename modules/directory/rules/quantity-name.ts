/** How an other quantity is named: as the tariffs write it («workstations»), whatever the file or the form says. */
import { headingKey } from './register-files/register-kind.ts';

/** A quantity that a tariff of the centre counts, with its Italian name. */
export interface KnownQuantity {
  name: string;
  label: string;
}

const NAME = /^[a-z][a-zA-Z0-9]{0,39}$/;
/** They have registers of their own. */
const KEPT_APART = new Set(['inhabitants', 'enterprises']);

/**
 * The name of a quantity out of what was written; null when none can be made of it.
 * Known to a tariff as «Postazioni» (workstations): "Postazioni", "POSTAZIONI", "workstations" → workstations.
 * Known to none: "workstations" → workstations · "Superficie in km²" → superficieInKm2 · "12 mesi" → null.
 */
export function quantityName(text: string, known: readonly KnownQuantity[] = []): string | null {
  const key = headingKey(text.normalize('NFKC'));
  const found = known.find(({ name, label }) => name === text || headingKey(label.normalize('NFKC')) === key);
  const name = found?.name ?? (NAME.test(text) ? text : inOneWord(text));
  return NAME.test(name) && !KEPT_APART.has(name) ? name : null;
}

function inOneWord(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

/** What the pages call a quantity: as a tariff does, else its own name in words. "superficieKm2" → "Superficie km2" */
export function quantityLabel(name: string, known: readonly KnownQuantity[]): string {
  const found = known.find((one) => one.name === name);
  if (found) return found.label;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
