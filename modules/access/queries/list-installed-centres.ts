import type { NewCentre } from '#centres';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotAllowed } from '#platform/errors';

export interface InstalledCentre {
  centreId: string;
  slug: string;
  name: string;
  kind: NewCentre['kind'];
  model: NewCentre['model'];
  managingBody: string;
  demonstration: boolean;
  createdAt: Date;
  closedAt: Date | null;
}

/** All centres of the installation. @throws NotAllowed unless the actor runs it. */
export async function listInstalledCentres(call: Call): Promise<readonly InstalledCentre[]> {
  if (!call.actor.administrator) throw new NotAllowed('administrator');
  const { rows } =
    await sql<InstalledCentre>`select centre_id as "centreId", slug, name, kind, model, managing_body as "managingBody", demonstration,
      created_at as "createdAt", closed_at as "closedAt"
    from centres.centre_card order by closed_at is not null, name collate "it-x-icu", centre_id limit 1000`.execute(
      call.db,
    );
  return rows;
}
