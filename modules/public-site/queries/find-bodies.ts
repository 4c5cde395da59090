import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { isId } from '#platform/ids';

export interface FoundBody {
  bodyId: string;
  name: string;
  category: string;
  ipaCode: string | null;
  province: string | null;
  /** It is or was a member, so that it has a page of its own. */
  everMember: boolean;
}

/** Bodies in being whose name or code has the words, members first. Open to everybody. */
export async function findBodies(call: Call, words: string, most = 20): Promise<readonly FoundBody[]> {
  if (words.trim() === '') return [];
  const { rows } = await sql<FoundBody>`
    select b.body_id as "bodyId", b.name, b.category, b.ipa_code as "ipaCode", b.province,
      exists (select from membership.membership_term m where m.centre_id = b.centre_id and m.body_id = b.body_id and m.valid_from <= ${call.today}) as "everMember"
    from directory.body_card b
    where b.centre_id = ${call.centreId} and b.ceased_on is null
      and b.search_text like all (platform.word_patterns(${words.trim()}))
    order by "everMember" desc, b.name collate "it-x-icu", b.body_id limit ${most}`.execute(call.db);
  return rows;
}

export interface BodyFigures {
  bodyId: string;
  name: string;
  category: string;
  ipaCode: string | null;
  region: string | null;
  inhabitants: number | null;
  enterprises: number | null;
}

/** A body in being, by IPA code or identifier, with its figures of exactly the day; null when there is none. */
export async function findBodyWithFigures(call: Call, code: string, on: string): Promise<BodyFigures | null> {
  const { rows } = await sql<BodyFigures>`
    select b.body_id as "bodyId", b.name, b.category, b.ipa_code as "ipaCode", b.region,
      (select p.inhabitants from directory.population_on_day p where p.centre_id = b.centre_id and p.body_id = b.body_id and p.ref_date = ${on}) as inhabitants,
      (select e.enterprises from directory.enterprises_on_day e where e.centre_id = b.centre_id and e.body_id = b.body_id and e.ref_date = ${on}) as enterprises
    from directory.body_card b
    where b.centre_id = ${call.centreId} and b.ceased_on is null
      and ${isId(code) ? sql`b.body_id = ${code}::uuid` : sql`lower(b.ipa_code) = lower(${code})`}`.execute(
    call.db,
  );
  return rows[0] ?? null;
}
