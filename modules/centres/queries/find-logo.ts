import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';

/** The logo of the centre, or null. Everybody may see it. */
export async function findLogo(call: Call): Promise<{ bytes: Buffer; type: string } | null> {
  const { rows } = await sql<{
    bytes: Buffer;
    type: string;
  }>`select logo as bytes, logo_type as type from centres.centres where id = ${call.centreId} and logo is not null`.execute(
    call.db,
  );
  return rows[0] ?? null;
}
