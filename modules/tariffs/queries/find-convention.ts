import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';

export interface ConventionTerm {
  id: string;
  title: string;
  from: string;
  to: string;
  feeModel: string;
  params: Record<string, unknown>;
}

const COLUMNS = sql`convention_id as id, title, valid_from as "from", valid_to as "to", fee_model as "feeModel", params`;

/** The conventions of the centre, the latest first. */
export async function listConventions(call: Call): Promise<readonly ConventionTerm[]> {
  const { rows } = await sql<ConventionTerm>`select ${COLUMNS} from membership.convention_card
    where centre_id = ${call.centreId} order by valid_from desc, convention_id limit 200`.execute(call.db);
  return rows;
}

/** A convention with its term, or null. */
export async function findConvention(
  call: Call,
  conventionId: string,
  db: Db = call.db,
): Promise<ConventionTerm | null> {
  const { rows } = await sql<ConventionTerm>`select ${COLUMNS} from membership.convention_card
    where centre_id = ${call.centreId} and convention_id = ${conventionId}`.execute(db);
  return rows[0] ?? null;
}

/** The classes that a convention gives to its bodies, now or in other years, each once. */
export async function classesInUse(call: Call, conventionId: string): Promise<string[]> {
  const { rows } = await sql<{ class: string }>`select class from membership.class_given
    where centre_id = ${call.centreId} and convention_id = ${conventionId}
    group by class order by class collate "it-x-icu" limit 200`.execute(call.db);
  return rows.map((row) => row.class);
}
