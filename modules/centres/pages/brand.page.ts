import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Answer, Visit } from '#platform/http/visit';
import { brandStylesheet } from '#ui/brand-stylesheet';

/** The centre's colours over Bootstrap Italia; its address changes with the colour. */
export function stylesheet(visit: Visit): Answer {
  if (!visit.centre) throw new NotFound('centre');
  return {
    kind: 'bytes',
    type: 'text/css; charset=utf-8',
    body: brandStylesheet({ primary: visit.centre.primaryColour }),
    cache: 'public, max-age=86400',
  };
}

/** The centre's logo. */
export async function logo(visit: Visit): Promise<Answer> {
  const { rows } = await sql<{
    logo: Buffer | null;
    logo_type: string | null;
  }>`select logo, logo_type from centres.centres where id = ${visit.centreId}`.execute(visit.db);
  if (!rows[0]?.logo || !rows[0].logo_type) throw new NotFound('logo');
  return { kind: 'bytes', type: rows[0].logo_type, body: rows[0].logo, cache: 'public, max-age=300' };
}
