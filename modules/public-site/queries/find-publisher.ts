import { romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** Who publishes the centre's data (IPA code of the managing body, when recorded), and the day of the last change. */
export async function findPublisher(call: Call): Promise<{ ipaCode: string | null; modified: string }> {
  const { rows } = await sql<{ ipaCode: string | null; at: Date | null }>`
    select c.managing_ipa_code as "ipaCode", (select max(e.at) from platform.audit_events e where e.centre_id = c.centre_id) as at
    from centres.publisher_card c where c.centre_id = ${call.centreId}`.execute(call.db);
  const { ipaCode = null, at = null } = rows[0] ?? {};
  return { ipaCode, modified: at ? romeDate(at) : call.today };
}
