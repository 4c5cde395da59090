import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { type BodyData, insertBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';
import { refuseTakenCode } from './edit-body.ts';

/**
 * Registers a body by hand.
 * @param since the day since which it is what it is, or null when that is before the register.
 * @throws NotAllowed; RuleBroken `directory.code-needed`, `directory.code-taken`, `directory.not-a-comune`.
 */
export async function registerBody(
  call: Call,
  data: BodyData & { name: string; category: string },
  since: string | null,
): Promise<{ bodyId: string }> {
  demand(call, mayEditBodies);
  if (!data.ipa_code && !data.istat_code && !data.tax_code)
    throw new RuleBroken('directory.code-needed', { field: 'ipa_code' });
  if (data.istat_code && data.category !== 'COMUNE')
    throw new RuleBroken('directory.istat-code-of-comuni', { field: 'istat_code' });
  return perform(
    call,
    'directory.register-body',
    async (tx) => {
      await takeRegister(tx);
      const codes = { ipaCode: data.ipa_code ?? null, istatCode: data.istat_code ?? null };
      await refuseTakenCode(tx.db, call.centreId, codes, null);
      const bodyId = await insertBody(tx.db, call.centreId, data, {
        source: `Registrato da ${call.actor.name}`,
        at: call.now,
        versionFrom: since,
      });
      tx.record({
        action: 'directory.body-registered',
        target: 'body',
        targetId: bodyId,
        after: data,
        facts: { name: data.name, category: data.category, ...codes },
      });
      return { bodyId };
    },
    { data, since },
  );
}
