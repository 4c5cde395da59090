import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { installation } from '#platform/installation';
import { demand } from '#platform/permission';
import { mayViewAuthorities } from '../permissions.ts';
import { certificatesIn, readCertificate } from '../rules/signed-file/certificate.ts';

export interface TrustAnchor {
  id: string;
  name: string;
  serial: string;
  validFrom: Date;
  validTo: Date;
  fingerprint: string;
  source: string;
  addedBy: string;
  addedAt: Date;
  removedBy: string | null;
  removedAt: Date | null;
  removalReason: string | null;
}

const COLUMNS = sql`id, name, serial, valid_from as "validFrom", valid_to as "validTo", fingerprint, source, added_by as "addedBy",
  added_at as "addedAt", removed_by as "removedBy", removed_at as "removedAt", removal_reason as "removalReason"`;

/** The authorities that the centre recognises or did recognise, by name, a page at a time. */
export async function listTrustAnchors(
  call: Call,
  filter: { words?: string; removed?: boolean },
  page: { size: number; offset: number },
): Promise<{ rows: TrustAnchor[]; total: number }> {
  demand(call, mayViewAuthorities);
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const { rows } = await sql<TrustAnchor & { total: number }>`
    select ${COLUMNS}, count(*) over () as total from documents.trust_anchors
    where centre_id = ${call.centreId} and (removed_at is not null) = ${filter.removed === true}
      ${words ? sql`and name ilike ${`%${words}%`}` : sql``}
    order by name, id limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: Number(rows[0]?.total ?? 0) };
}

/** @throws NotFound */
export async function getTrustAnchor(call: Call, id: string): Promise<TrustAnchor> {
  demand(call, mayViewAuthorities);
  const { rows } = isId(id)
    ? await sql<TrustAnchor>`select ${COLUMNS} from documents.trust_anchors
        where centre_id = ${call.centreId} and id = ${id}`.execute(call.db)
    : { rows: [] };
  if (!rows[0]) throw new NotFound('trust-anchor', id);
  return rows[0];
}

/** The certificates, in DER, of the authorities that count for the centre today: its own and the installation's. */
export async function trustedCertificates(call: Call): Promise<Buffer[]> {
  const { rows } = await sql<{ certificate: Buffer }>`
    select certificate from documents.trust_anchors
    where centre_id = ${call.centreId} and removed_at is null`.execute(call.db);
  return [...rows.map((row) => row.certificate), ...(await installationCertificates())];
}

/** The authorities in the folder of the installation (TRUST_ANCHORS), by name. */
export async function installationAuthorities(): Promise<{ name: string; validTo: Date }[]> {
  const read = (await installationCertificates()).map((der) => readCertificate(der));
  return read
    .flatMap((found) => (found ? [{ name: found.subject, validTo: found.to }] : []))
    .sort((a, b) => a.name.localeCompare(b.name, 'it'));
}

async function installationCertificates(): Promise<Buffer[]> {
  const folder = installation().trustAnchors;
  if (!folder) return [];
  const names = (await readdir(folder)).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return files.flatMap((bytes) => certificatesIn(bytes));
}
