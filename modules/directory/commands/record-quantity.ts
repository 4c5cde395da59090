import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { quantityName } from '../rules/quantity-name.ts';
import { lockBody } from '../store/public-bodies.ts';
import { insertQuantity } from '../store/quantity-figures.ts';
import { takeRegister } from '../store/register-heads.ts';

export interface Quantity {
  /** As the tariffs name it: "workstations". */
  name: string;
  /** The day it refers to, YYYY-MM-DD; never in the future. */
  on: string;
  /** Decimal text, not negative, at most six decimals. */
  value: string;
  source: string;
}

/**
 * Adds an other quantity of a body. A correction is another value for the same day: the latest recorded counts from
 * then on, and what was computed with the earlier one stays as it was. [trap 6]
 * @throws NotAllowed; NotFound; InvalidInput.
 */
export async function recordQuantity(call: Call, bodyId: string, quantity: Quantity): Promise<void> {
  demand(call, mayEditBodies);
  if (quantity.on > call.today)
    throw new InvalidInput({ on: 'La data di riferimento non può essere nel futuro.' });
  if (quantityName(quantity.name) !== quantity.name)
    throw new InvalidInput({ item: 'La voce non è utilizzabile: cominciare con una lettera.' });
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(quantity.value))
    throw new InvalidInput({ value: 'Scrivere un numero non negativo, con al massimo sei decimali.' });
  await perform(
    call,
    'directory.record-quantity',
    async (tx) => {
      await takeRegister(tx);
      await lockBody(tx.db, call.centreId, bodyId);
      await insertQuantity(tx, { bodyId, ...quantity });
      tx.record({
        action: 'directory.quantity-recorded',
        target: 'body',
        targetId: bodyId,
        facts: { ...quantity },
      });
    },
    { bodyId, quantity },
  );
}
