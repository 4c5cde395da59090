import { openAccount, type Role } from '#access';
import { openCentre } from '#centres';
import { romeDate } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import { systemClock } from '#platform/clock';
import type { Database } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { openSession } from '../modules/access/store/sessions.ts';

/** Its name over plain http. */
const SESSION_COOKIE = 'broletto-sessione';

/** A centre of the benchmark, opened as the terminal opens one. */
export async function aCentre(database: Database, slug: string): Promise<Call> {
  const call = callFor(database, newId());
  await openCentre(call, {
    id: call.centreId,
    slug,
    name: `Centro Servizi Territoriale ${slug}`,
    shortName: `CST ${slug}`,
    kind: 'CST',
    model: 'FEDERATIVE',
    managingBody: 'Provincia di misura',
    email: 'cst@provincia.example',
    certifiedEmail: 'cst@pec.provincia.example',
    phone: '030 000000',
    address: 'Piazza della Misura 1, 25100 Brescia',
  });
  return call;
}

export function callFor(database: Database, centreId: string): Call {
  const now = systemClock.now();
  return {
    database,
    db: database.forCentre(centreId),
    centreId,
    actor: systemActor('Misura'),
    now,
    today: romeDate(now),
    requestKey: null,
    ip: null,
  };
}

/** The same call by a person with a role at the desk. */
export const as = (call: Call, role: Role): Call => ({
  ...call,
  actor: {
    accountId: newId(),
    name: `Persona ${role}`,
    email: null,
    grants: [{ role, bodyId: null, delegations: [] }],
    scopes: null,
    administrator: false,
  },
});

/** Somebody of the desk with an open session; answers the cookie that the browser sends. */
export async function signedIn(call: Call, role: Role = 'CM'): Promise<string> {
  const { accountId } = await openAccount(call, {
    email: `${role.toLowerCase()}-${newId()}@misura.example`,
    name: 'Giulia Bresciani',
    password: 'parola-di-misura-lunga',
    role,
    bodyId: null,
  });
  const { token } = await openSession(call.database.installation, {
    accountId,
    centreId: call.centreId,
    browser: 'misura',
    now: call.now,
  });
  return `${SESSION_COOKIE}=${token}`;
}

/** What a browser sends after its first page: the session, and the cookies that the page gave. */
export async function withPageCookies(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return [cookie, ...answer.headers.getSetCookie().map((one) => one.split(';')[0]!)].join('; ');
}
