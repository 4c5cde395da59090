import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { brandProblem } from '#ui/brand-stylesheet';
import { mayEditFace } from '../permissions.ts';
import { examineLogo } from '../rules/logo.ts';
import { type CentreDetails, hostIsTaken, lockCentre, storeDetails, storeLogo } from '../store/centres.ts';

/**
 * Changes the centre's name, colour, contacts and host names.
 * @throws NotAllowed; InvalidInput for a colour on which white text is not legible; RuleBroken `centres.host-taken`.
 */
export async function changeFace(call: Call, input: CentreDetails): Promise<void> {
  demand(call, mayEditFace);
  const problem = brandProblem(input.primaryColour);
  if (problem) throw new InvalidInput({ colore: problem });
  await perform(
    call,
    'centres.change-face',
    async (tx) => {
      // Host names are unique over all centres: one change at a time.
      await sql`select pg_advisory_xact_lock(4207200)`.execute(tx.db);
      const before = await lockCentre(tx.db, call.centreId);
      if (!before) throw new NotFound('centre', call.centreId);
      if (await hostIsTaken(tx.db, call.centreId, input.hosts))
        throw new RuleBroken('centres.host-taken', { field: 'domini' });
      const after = { ...input, primaryColour: input.primaryColour.toLowerCase() };
      await storeDetails(tx.db, call.centreId, after);
      tx.record({
        action: 'centres.face-changed',
        target: 'centre',
        targetId: call.centreId,
        before,
        after,
        facts: {
          changed: Object.keys(after).filter(
            (key) =>
              JSON.stringify(after[key as keyof CentreDetails]) !==
              JSON.stringify(before[key as keyof CentreDetails]),
          ),
        },
      });
    },
    input,
  );
}

/**
 * Changes the logo, or takes it away (null).
 * @throws NotAllowed; RuleBroken `centres.logo-too-large`, `centres.logo-not-an-image`, `centres.logo-not-safe`.
 */
export async function changeLogo(call: Call, bytes: Buffer | null): Promise<void> {
  demand(call, mayEditFace);
  const examined = bytes ? examineLogo(bytes) : null;
  if (examined && 'problem' in examined) throw new RuleBroken(examined.problem, { field: 'logo' });
  await perform(
    call,
    'centres.change-logo',
    async (tx) => {
      if (!(await lockCentre(tx.db, call.centreId))) throw new NotFound('centre', call.centreId);
      await storeLogo(tx.db, call.centreId, bytes && examined ? { bytes, type: examined.type } : null);
      tx.record({
        action: bytes ? 'centres.logo-changed' : 'centres.logo-removed',
        target: 'centre',
        targetId: call.centreId,
        after: bytes?.toString('base64') ?? null,
      });
    },
    { logo: bytes?.toString('base64') ?? null },
  );
}
