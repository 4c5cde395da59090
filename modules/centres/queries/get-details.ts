import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditFace } from '../permissions.ts';
import type { CentreDetails } from '../store/centres.ts';

/** What the manager may change of the present centre. @throws NotAllowed; NotFound. */
export async function getDetails(call: Call): Promise<CentreDetails> {
  demand(call, mayEditFace);
  const { rows } =
    await sql<CentreDetails>`select name, short_name as "shortName", managing_body as "managingBody",
      primary_colour as "primaryColour", email, certified_email as "certifiedEmail", phone, address, accessibility_url as "accessibilityUrl", hosts
    from centres.centres where id = ${call.centreId}`.execute(call.db);
  if (!rows[0]) throw new NotFound('centre', call.centreId);
  return rows[0];
}
