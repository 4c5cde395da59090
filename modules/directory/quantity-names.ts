import type { Call } from '#platform/call';
import type { KnownQuantity } from './rules/quantity-name.ts';

/** Says which quantities the centre counts, with their Italian names: the room of the tariffs knows. */
export type QuantityNames = (call: Call) => Promise<readonly KnownQuantity[]>;

let asked: QuantityNames = async () => [];

/** Sets who knows the names; called once at the start, with the function of modules/quantity-names.ts. */
export function registerQuantityNames(names: QuantityNames): void {
  asked = names;
}

/** The quantities that the centre's tariffs count; none when nobody has said. */
export const knownQuantities: QuantityNames = (call) => asked(call);
