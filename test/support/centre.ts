import { openCentre } from '#centres';
import { romeDate } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/pool';

/** A call of the product itself in a centre. */
export const systemCall = (database: Database, centreId: string, clock: Clock): Call => ({
  database,
  db: database.forCentre(centreId),
  centreId,
  actor: systemActor('Prova'),
  now: clock.now(),
  today: romeDate(clock.now()),
  requestKey: null,
  ip: null,
});

/** Opens the centre of the call, until now only an identifier, under an address; answers the identifier. */
export async function newCentre(call: Call, slug: string): Promise<string> {
  await openCentre(call, {
    id: call.centreId,
    slug,
    name: `Centro ${slug}`,
    shortName: `Centro ${slug}`,
    kind: 'CST',
    model: 'FEDERATIVE',
    managingBody: 'Ente gestore di prova',
  });
  return call.centreId;
}
