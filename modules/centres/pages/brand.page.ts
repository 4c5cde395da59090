import { NotFound } from '#platform/errors';
import type { Answer, Visit } from '#platform/http/visit';
import { brandStylesheet } from '#ui/brand-stylesheet';
import { findLogo } from '../queries/find-logo.ts';

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
  const found = await findLogo(visit);
  if (!found) throw new NotFound('logo');
  return { kind: 'bytes', type: found.type, body: found.bytes, cache: 'public, max-age=60' };
}
