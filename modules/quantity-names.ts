import type { KnownQuantity } from '#directory';
import type { Call } from '#platform/call';
import { listQuantities } from '#tariffs';

/** How the register calls the quantities that the tariffs count: it stands below them, so it is told. */
export const quantityNames = (call: Call): Promise<readonly KnownQuantity[]> => listQuantities(call);
