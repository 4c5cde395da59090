import { type Db, sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId, newId } from '#platform/ids';

/** A body as a command sees it, locked. */
export interface LockedBody {
  id: string;
  name: string;
  category: string;
  ipaCode: string | null;
  istatCode: string | null;
  versionFrom: string | null;
  ceasedOn: string | null;
  source: string;
}

/** The columns of a body that are written by hand, as they are. */
export type BodyData = Partial<
  Record<
    | 'name'
    | 'other_name'
    | 'category'
    | 'ipa_code'
    | 'istat_code'
    | 'cadastral_code'
    | 'tax_code'
    | 'vat_number'
    | 'province'
    | 'province_code'
    | 'region'
    | 'address'
    | 'postal_code'
    | 'town'
    | 'digital_domicile'
    | 'email'
    | 'website'
    | 'sdi_code',
    string | null
  >
>;

/**
 * The body, locked until the transaction ends.
 * @throws NotFound
 */
export async function lockBody(db: Db, centreId: string, id: string | null | undefined): Promise<LockedBody> {
  if (!isId(id)) throw new NotFound('body', id ?? undefined);
  const { rows } = await sql<LockedBody>`
    select id, name, category, ipa_code as "ipaCode", istat_code as "istatCode", version_from as "versionFrom", ceased_on as "ceasedOn", source
    from directory.public_bodies where centre_id = ${centreId} and id = ${id} for update`.execute(db);
  if (!rows[0]) throw new NotFound('body', id);
  return rows[0];
}

/** Another body in being that has one of the codes already, or null. */
export async function bodyWithCode(
  db: Db,
  centreId: string,
  codes: { ipaCode: string | null; istatCode: string | null },
  except: string | null,
): Promise<{ name: string; ipaCode: string | null; istatCode: string | null } | null> {
  const { rows } = await sql<{ name: string; ipaCode: string | null; istatCode: string | null }>`
    select name, ipa_code as "ipaCode", istat_code as "istatCode" from directory.public_bodies
    where centre_id = ${centreId} and (${except}::uuid is null or id <> ${except}::uuid)
      and (lower(ipa_code) = lower(${codes.ipaCode}::text) or (istat_code = ${codes.istatCode}::text and ceased_on is null))
    limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function insertBody(
  db: Db,
  centreId: string,
  data: BodyData & { name: string; category: string },
  recorded: { source: string; at: Date; versionFrom: string | null },
): Promise<string> {
  const id = newId();
  const columns = Object.keys(data);
  await sql`insert into directory.public_bodies (centre_id, id, ${sql.join(columns.map((c) => sql.ref(c)))}, version_from, source, recorded_at)
    values (${centreId}, ${id}, ${sql.join(Object.values(data))}, ${recorded.versionFrom}, ${recorded.source}, ${recorded.at})`.execute(
    db,
  );
  return id;
}

export async function updateBody(db: Db, centreId: string, id: string, data: BodyData): Promise<void> {
  const set = Object.entries(data).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  if (set.length === 0) return;
  await sql`update directory.public_bodies set ${sql.join(set)} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}

/** Closes what a body was the day before, and opens what it is from a day. */
export async function beginVersion(
  db: Db,
  centreId: string,
  body: LockedBody,
  from: string,
  source: string,
  at: Date,
): Promise<void> {
  await sql`insert into directory.body_versions (centre_id, id, body_id, name, category, istat_code, valid_from, valid_to, source, recorded_at)
    values (${centreId}, ${newId()}, ${body.id}, ${body.name}, ${body.category}, ${body.istatCode}, ${body.versionFrom}, ${from}::date - 1, ${body.source}, ${at})`.execute(
    db,
  );
  await sql`update directory.public_bodies set version_from = ${from}, source = ${source} where centre_id = ${centreId} and id = ${body.id}`.execute(
    db,
  );
}

/** Says that a body has ceased, and into which one it went. */
export async function ceaseBody(
  db: Db,
  centreId: string,
  id: string,
  ceased: { on: string; intoId: string | null },
): Promise<void> {
  await sql`update directory.public_bodies set ceased_on = ${ceased.on}, merged_into_id = ${ceased.intoId} where centre_id = ${centreId} and id = ${id}`.execute(
    db,
  );
}
