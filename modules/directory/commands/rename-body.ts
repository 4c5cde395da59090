import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { beginVersion, lockBody, updateBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';
import { refuseTakenCode } from './edit-body.ts';

export interface NewVersion {
  name: string;
  category: string;
  istatCode: string | null;
  /** The first day of the new name, category or code, YYYY-MM-DD. */
  from: string;
  /** The act: "L.R. 12/2026". */
  source: string;
}

/**
 * Gives a body another name, category or ISTAT code from a day on; what it was stays in its history.
 * @throws NotAllowed; NotFound; RuleBroken `directory.body-ceased`, `directory.nothing-changed`,
 * `directory.change-before-last`, `directory.code-taken`, `directory.istat-code-of-comuni`.
 */
export async function renameBody(call: Call, bodyId: string, version: NewVersion): Promise<void> {
  demand(call, mayEditBodies);
  if (version.istatCode && version.category !== 'COMUNE')
    throw new RuleBroken('directory.istat-code-of-comuni', { field: 'istat_code' });
  await perform(
    call,
    'directory.rename-body',
    async (tx) => {
      await takeRegister(tx);
      const body = await lockBody(tx.db, call.centreId, bodyId);
      if (body.ceasedOn) throw new RuleBroken('directory.body-ceased');
      const same =
        body.name === version.name &&
        body.category === version.category &&
        body.istatCode === version.istatCode;
      if (same) throw new RuleBroken('directory.nothing-changed');
      if (body.versionFrom && version.from <= body.versionFrom)
        throw new RuleBroken('directory.change-before-last', {
          field: 'from',
          since: formatItalianDate(body.versionFrom),
        });
      await refuseTakenCode(tx.db, call.centreId, { ipaCode: null, istatCode: version.istatCode }, bodyId);
      await beginVersion(tx.db, call.centreId, body, version.from, version.source, call.now);
      await updateBody(tx.db, call.centreId, bodyId, {
        name: version.name,
        category: version.category,
        istat_code: version.istatCode,
      });
      tx.record({
        action: 'directory.body-renamed',
        target: 'body',
        targetId: bodyId,
        reason: version.source,
        facts: {
          from: version.from,
          was: { name: body.name, category: body.category, istatCode: body.istatCode },
          is: { name: version.name, category: version.category, istatCode: version.istatCode },
        },
      });
      await tx.announce('directory.body-renamed', { bodyId, on: version.from });
    },
    { bodyId, version },
  );
}
