import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { fileStore } from '#platform/files/store';
import type { Letterhead } from '../rules/letterhead.ts';

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/** The centre's letterhead as it is now; its logo is put in the file store. */
export async function getLetterhead(call: Call): Promise<Letterhead> {
  const { rows } = await sql<
    Omit<Letterhead, 'logo'> & { logo: Buffer | null; logoType: string | null }
  >`select c.name, c.managing_body as "managingBody", c.primary_colour as colour, c.address, c.phone, c.email,
      c.certified_email as "certifiedEmail", c.demonstration, l.logo, l.logo_type as "logoType"
    from centres.centre_card c left join centres.centre_logo l on l.centre_id = c.centre_id
    where c.centre_id = ${call.centreId}`.execute(call.db);
  const [found] = rows;
  if (!found) throw new NotFound('centre', call.centreId);
  const { logo, logoType, ...letterhead } = found;
  const ending = ENDINGS[logoType ?? ''];
  if (!logo || !ending) return { ...letterhead, logo: null };
  const { hash } = await fileStore().put(logo);
  return { ...letterhead, logo: { hash, file: `logo.${ending}` } };
}
