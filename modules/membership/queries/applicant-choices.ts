import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { confinedTo } from '#platform/permission';
import { mayApply } from '../permissions.ts';

export interface ApplicantChoice {
  id: string;
  name: string;
  category: string;
  /** It is a member today. */
  member: boolean;
}

/**
 * The bodies for which the actor may open an application: those of its reach, or all of the centre's that match the
 * words, thirty at most; or the one that is named.
 */
export async function applicantChoices(call: Call, words: string, id?: string): Promise<ApplicantChoice[]> {
  const only = confinedTo(call.actor, mayApply);
  const { rows } = await sql<ApplicantChoice>`select b.body_id as id, b.name, b.category,
      exists (select from membership.memberships m where m.centre_id = b.centre_id and m.body_id = b.body_id
        and m.valid_from <= ${call.today} and m.valid_to >= ${call.today}) as member
    from directory.body_card b
    where b.centre_id = ${call.centreId} and b.ceased_on is null
      ${only ? sql`and b.body_id = any(${[...only]}::uuid[])` : sql``}
      ${id ? sql`and b.body_id = ${id}` : sql``}
      ${words ? sql`and b.search_text like all (platform.word_patterns(${words}))` : sql``}
    order by b.name collate "it-x-icu", b.body_id limit 30`.execute(call.db);
  return rows;
}

export interface AssociateChoice {
  id: string;
  name: string;
  delegated: boolean;
  member: boolean;
}

/** The comuni of an association today, with whether each has delegated it to approve conventions. */
export async function associateChoices(call: Call, associationId: string): Promise<AssociateChoice[]> {
  const { rows } = await sql<AssociateChoice>`select b.body_id as id, b.name,
      exists (select from directory.delegation d where d.centre_id = b.centre_id and d.from_body_id = b.body_id and d.to_body_id = ${associationId}
        and 'APPROVE_CONVENTION' = any(d.scopes) and d.revoked_at is null and d.valid_from <= ${call.today} and (d.valid_to is null or d.valid_to >= ${call.today})) as delegated,
      exists (select from membership.memberships m where m.centre_id = b.centre_id and m.body_id = b.body_id
        and m.valid_from <= ${call.today} and m.valid_to >= ${call.today} and m.regularise_by is null) as member
    from directory.association_member a
    join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.municipality_id
    where a.centre_id = ${call.centreId} and a.association_id = ${associationId} and a.valid_from <= ${call.today}
      and (a.valid_to is null or a.valid_to >= ${call.today}) and b.ceased_on is null
    order by b.name collate "it-x-icu"`.execute(call.db);
  return rows;
}
