import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { LogoType } from '../rules/logo.ts';

/** The logo of the centre, or null. Everybody may see it. */
export async function findLogo(call: Call): Promise<{ bytes: Buffer; type: LogoType } | null> {
  const { rows } = await sql<{
    bytes: Buffer;
    type: LogoType;
  }>`select logo as bytes, logo_type as type from centres.centres where id = ${call.centreId} and logo is not null`.execute(
    call.db,
  );
  return rows[0] ?? null;
}
