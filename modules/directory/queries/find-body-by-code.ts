import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { InvalidInput } from '#platform/errors';
import { demand } from '#platform/permission';
import { untilCentreChanges } from '#platform/until-centre-changes';
import { mayViewBodies } from '../permissions.ts';

export interface FoundBody {
  id: string;
  name: string;
  category: string;
}

/** The body in being that has an IPA or an ISTAT code, or null. @throws NotAllowed */
export async function findBodyByCode(call: Call, code: string): Promise<FoundBody | null> {
  demand(call, mayViewBodies);
  const { rows } = await sql<FoundBody>`
    select id, name, category from directory.public_bodies
    where centre_id = ${call.centreId} and ceased_on is null and (lower(ipa_code) = lower(${code}) or istat_code = ${code}) limit 2`.execute(
    call.db,
  );
  return rows[0] ?? null;
}

/** The body that a field of a form names by code. @throws InvalidInput on the field when there is none. */
export async function bodyNamedBy(call: Call, field: string, code: string): Promise<FoundBody> {
  const found = await findBodyByCode(call, code.trim());
  if (!found)
    throw new InvalidInput({
      [field]: `Nessun ente in essere ha il codice «${code.trim().slice(0, 40)}»: cercarlo nell’elenco degli enti e copiarne il codice IPA o ISTAT.`,
    });
  return found;
}

/** The associations of comuni of the centre, for a choice; the five hundred first by name. @throws NotAllowed */
export async function associationChoices(call: Call): Promise<readonly { value: string; label: string }[]> {
  demand(call, mayViewBodies);
  return associations(call);
}

const associations = untilCentreChanges(async ({ db, centreId }) => {
  const { rows } = await sql<{ value: string; label: string }>`
    select id as value, name as label from directory.public_bodies
    where centre_id = ${centreId} and ceased_on is null and category in ('UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO')
    order by name collate "it-x-icu", id limit 500`.execute(db);
  return rows;
});
