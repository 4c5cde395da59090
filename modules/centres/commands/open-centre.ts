import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { NotAllowed, RuleBroken } from '#platform/errors';

export interface NewCentre {
  id: string;
  slug: string;
  name: string;
  shortName: string;
  kind: 'CST' | 'CIT';
  model:
    | 'PUBLIC_PROVINCE'
    | 'IN_HOUSE'
    | 'PPP'
    | 'FEDERATIVE'
    | 'LEAD_BODY'
    | 'REGIONAL_POLE'
    | 'UNION_BOARD';
  managingBody: string;
  hosts?: readonly string[];
  primaryColour?: string;
  email?: string;
  certifiedEmail?: string;
  phone?: string;
  address?: string;
  demonstration?: boolean;
}

/**
 * Opens a centre in the installation. The call must already be made for the new centre's identifier.
 * @throws NotAllowed unless an administrator of the installation (or the terminal) does it; RuleBroken `centres.slug-taken`.
 */
export async function openCentre(call: Call, centre: NewCentre): Promise<{ centreId: string }> {
  if (!call.actor.administrator) throw new NotAllowed('centres.open-centre');
  return perform(call, 'centres.open-centre', (tx) => recordCentre(tx, centre), centre);
}

/** The same within a transaction of the caller, who has checked who may. */
export async function recordCentre(tx: Transaction, centre: NewCentre): Promise<{ centreId: string }> {
  const { rows } =
    await sql`insert into centres.centres (id, slug, name, short_name, kind, model, managing_body, hosts, primary_colour, email, certified_email, phone, address, demonstration, created_at)
      values (${centre.id}, ${centre.slug}, ${centre.name}, ${centre.shortName}, ${centre.kind}, ${centre.model}, ${centre.managingBody}, ${centre.hosts ?? []},
        ${centre.primaryColour ?? '#0066cc'}, ${centre.email ?? ''}, ${centre.certifiedEmail ?? ''}, ${centre.phone ?? ''}, ${centre.address ?? ''}, ${centre.demonstration ?? false}, ${tx.call.now})
      on conflict (slug) do nothing returning id`.execute(tx.db);
  if (rows.length === 0) throw new RuleBroken('centres.slug-taken', { field: 'slug' });
  tx.record({
    action: 'centres.centre-opened',
    target: 'centre',
    targetId: centre.id,
    facts: { name: centre.name, model: centre.model },
  });
  return { centreId: centre.id };
}
