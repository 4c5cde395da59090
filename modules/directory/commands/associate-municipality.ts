import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import {
  crossingMembership,
  endMembership,
  insertMembership,
  lockMembership,
} from '../store/association-memberships.ts';
import { lockBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';

/** Forms of association of comuni. */
export const ASSOCIATIONS = ['UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO'] as const;

export interface NewAssociate {
  associationId: string;
  municipalityId: string;
  from: string;
  to: string | null;
  source: string;
}

/**
 * Records that a comune is in an association since a day.
 * @throws NotAllowed; NotFound; RuleBroken `directory.not-an-association`, `directory.not-a-comune`,
 * `directory.end-before-beginning`, `directory.already-associated`.
 */
export async function associateMunicipality(call: Call, associate: NewAssociate): Promise<{ id: string }> {
  demand(call, mayEditBodies);
  const { associationId, municipalityId, from, to } = associate;
  if (to && to < from) throw new RuleBroken('directory.end-before-beginning', { field: 'to' });
  return perform(
    call,
    'directory.associate-municipality',
    async (tx) => {
      await takeRegister(tx);
      const association = await lockBody(tx.db, call.centreId, associationId);
      const municipality = await lockBody(tx.db, call.centreId, municipalityId);
      if (!ASSOCIATIONS.includes(association.category as never))
        throw new RuleBroken('directory.not-an-association', { field: 'associationId' });
      if (municipality.category !== 'COMUNE')
        throw new RuleBroken('directory.not-a-comune', { field: 'municipalityId' });
      const other = await crossingMembership(tx.db, call.centreId, associationId, municipalityId, from, to);
      if (other)
        throw new RuleBroken('directory.already-associated', {
          field: 'from',
          from: formatItalianDate(other.validFrom),
        });
      const id = await insertMembership(tx.db, call.centreId, {
        associationId,
        municipalityId,
        validFrom: from,
        validTo: to,
        source: associate.source,
        recordedAt: call.now,
      });
      tx.record({
        action: 'directory.municipality-associated',
        target: 'body',
        targetId: municipalityId,
        reason: associate.source,
        facts: { associationId, association: association.name, from, to },
      });
      await tx.announce('directory.association-joined', { associationId, municipalityId, on: from });
      if (to) await tx.announce('directory.association-left', { associationId, municipalityId, on: to });
      return { id };
    },
    associate,
  );
}

/**
 * Ends the membership of a comune in an association; `on` is its last day. The other rooms hear of it: an adhesion
 * held through the association is to be regularised. [C2]
 * @throws NotAllowed; NotFound; RuleBroken `directory.membership-already-ended`, `directory.end-before-beginning`.
 */
export async function endAssociation(
  call: Call,
  membershipId: string,
  end: { on: string; source: string },
): Promise<{ municipalityId: string; associationId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.end-association',
    async (tx) => {
      await takeRegister(tx);
      const row = isId(membershipId) ? await lockMembership(tx.db, call.centreId, membershipId) : null;
      if (!row) throw new NotFound('association-membership', membershipId);
      if (row.validTo) throw new RuleBroken('directory.membership-already-ended');
      if (end.on < row.validFrom) throw new RuleBroken('directory.end-before-beginning', { field: 'on' });
      await endMembership(tx.db, call.centreId, membershipId, end.on);
      const { associationId, municipalityId } = row;
      tx.record({
        action: 'directory.association-left',
        target: 'body',
        targetId: municipalityId,
        reason: end.source,
        facts: { associationId, on: end.on },
      });
      await tx.announce('directory.association-left', { associationId, municipalityId, on: end.on });
      return { municipalityId, associationId };
    },
    { membershipId, end },
  );
}
