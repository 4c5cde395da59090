import { type Db, sql } from '#platform/database/pool';

/** What a centre's manager may change of its face. */
export interface CentreDetails {
  name: string;
  shortName: string;
  managingBody: string;
  primaryColour: string;
  email: string;
  certifiedEmail: string;
  phone: string;
  address: string;
  accessibilityUrl: string | null;
  hosts: readonly string[];
}

/** The centre, locked until the transaction ends. */
export async function lockCentre(db: Db, centreId: string): Promise<CentreDetails | null> {
  const { rows } =
    await sql<CentreDetails>`select name, short_name as "shortName", managing_body as "managingBody",
      primary_colour as "primaryColour", email, certified_email as "certifiedEmail", phone, address, accessibility_url as "accessibilityUrl", hosts
    from centres.centres where id = ${centreId} and closed_at is null for update`.execute(db);
  return rows[0] ?? null;
}

export async function storeDetails(db: Db, centreId: string, d: CentreDetails): Promise<void> {
  await sql`update centres.centres set name = ${d.name}, short_name = ${d.shortName}, managing_body = ${d.managingBody}, primary_colour = ${d.primaryColour},
      email = ${d.email}, certified_email = ${d.certifiedEmail}, phone = ${d.phone}, address = ${d.address}, accessibility_url = ${d.accessibilityUrl}, hosts = ${[...d.hosts]}
    where id = ${centreId}`.execute(db);
}

/** Stores the logo, or takes it away (null). */
export async function storeLogo(
  db: Db,
  centreId: string,
  logo: { bytes: Buffer; type: string } | null,
): Promise<void> {
  await sql`update centres.centres set logo = ${logo?.bytes ?? null}, logo_type = ${logo?.type ?? null} where id = ${centreId}`.execute(
    db,
  );
}

/** Whether a host name belongs to another centre in being. */
export async function hostIsTaken(db: Db, centreId: string, hosts: readonly string[]): Promise<boolean> {
  const { rows } =
    await sql`select 1 from centres.centres where id <> ${centreId} and closed_at is null and hosts && ${[...hosts]}::text[] limit 1`.execute(
      db,
    );
  return rows.length > 0;
}
