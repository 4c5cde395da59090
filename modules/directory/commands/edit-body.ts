import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { type BodyData, bodyWithCode, lockBody, updateBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';

/** Data that may be corrected at any time; name, category and ISTAT code have a date: see `rename-body.ts`. */
export type ContactData = Omit<BodyData, 'name' | 'category' | 'istat_code'>;

/**
 * Corrects the contacts and the codes of a body.
 * @throws NotAllowed; NotFound; RuleBroken `directory.code-taken`.
 */
export async function editBody(call: Call, bodyId: string, data: ContactData): Promise<void> {
  demand(call, mayEditBodies);
  await perform(
    call,
    'directory.edit-body',
    async (tx) => {
      await takeRegister(tx);
      const body = await lockBody(tx.db, call.centreId, bodyId);
      await refuseTakenCode(
        tx.db,
        call.centreId,
        { ipaCode: data.ipa_code ?? null, istatCode: null },
        bodyId,
      );
      await updateBody(tx.db, call.centreId, bodyId, data);
      tx.record({
        action: 'directory.body-edited',
        target: 'body',
        targetId: bodyId,
        before: body,
        after: data,
        facts: { columns: Object.keys(data) },
      });
    },
    { bodyId, data },
  );
}

/** @throws RuleBroken `directory.code-taken` when another body has the code. */
export async function refuseTakenCode(
  db: Call['db'],
  centreId: string,
  codes: { ipaCode: string | null; istatCode: string | null },
  except: string | null,
): Promise<void> {
  const other = await bodyWithCode(db, centreId, codes, except);
  if (!other) return;
  const ipa = codes.ipaCode !== null && other.ipaCode?.toLowerCase() === codes.ipaCode.toLowerCase();
  throw new RuleBroken('directory.code-taken', {
    field: ipa ? 'ipa_code' : 'istat_code',
    code: ipa ? codes.ipaCode : codes.istatCode,
    name: other.name,
  });
}
