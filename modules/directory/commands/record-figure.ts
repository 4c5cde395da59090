import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { insertFigure } from '../store/figures.ts';
import { lockBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';

export interface Figure {
  kind: 'population' | 'enterprises';
  /** The day it refers to, YYYY-MM-DD; never in the future. */
  on: string;
  value: number;
  source: string;
  provisional: boolean;
}

/**
 * Adds a figure of a body. A correction is another figure for the same day: the latest recorded counts from then on,
 * and what was computed with the earlier one stays as it was. [trap 6]
 * @throws NotAllowed; NotFound; InvalidInput.
 */
export async function recordFigure(call: Call, bodyId: string, figure: Figure): Promise<void> {
  demand(call, mayEditBodies);
  if (figure.on > call.today)
    throw new InvalidInput({ on: 'La data di riferimento non può essere nel futuro.' });
  await perform(
    call,
    'directory.record-figure',
    async (tx) => {
      await takeRegister(tx);
      await lockBody(tx.db, call.centreId, bodyId);
      const recorded = { at: call.now, by: call.actor.name };
      await insertFigure(tx.db, call.centreId, figure.kind, { bodyId, ...figure }, recorded);
      tx.record({
        action: 'directory.figure-recorded',
        target: 'body',
        targetId: bodyId,
        facts: { ...figure },
      });
    },
    { bodyId, figure },
  );
}
