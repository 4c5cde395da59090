import type { Endpoint } from '#platform/http/endpoint';
import type { Route } from '#platform/http/visit';
import type { Job, Listener, TimedTask } from '#platform/jobs/job';
import type { Messages } from '#platform/messages';
import { routes as accessRoutes } from './access/routes.ts';
import { routes as centresRoutes } from './centres/routes.ts';
import { messages as deskMessages } from './desk/messages.it.ts';
import { routes as deskRoutes } from './desk/routes.ts';
import { routes as directoryRoutes } from './directory/routes.ts';
import { messages as documentsMessages } from './documents/messages.it.ts';
import { routes as documentsRoutes } from './documents/routes.ts';
import { moveByTimeTask } from './membership/jobs/move-by-time.ts';
import { messages as membershipMessages } from './membership/messages.it.ts';
import { routes as membershipRoutes } from './membership/routes.ts';
import { messages as publicSiteMessages } from './public-site/messages.it.ts';
import { routes as publicSiteRoutes } from './public-site/routes.ts';

/** What a room brings to the building. */
export interface Furniture {
  routes?: readonly Route[];
  endpoints?: readonly Endpoint[];
  jobs?: readonly Job[];
  listeners?: readonly Listener[];
  timed?: readonly TimedTask[];
  messages?: Messages;
}

export interface Room extends Furniture {
  name: string;
  /** Italian name, as the matrix of permissions calls it. */
  label: string;
  floor: 1 | 2 | 3;
  /** Rooms of the same floor whose door it may use; those of lower floors are always open, upper ones never. */
  neighbours: readonly string[];
}

/** The rooms of the building, floor by floor. */
export const rooms: readonly Room[] = [
  { name: 'centres', label: 'Centri', floor: 1, neighbours: [], routes: centresRoutes },
  {
    name: 'access',
    label: 'Accessi e profili',
    floor: 1,
    neighbours: ['centres', 'directory', 'notifications'],
    routes: accessRoutes,
  },
  {
    name: 'directory',
    label: 'Anagrafe di enti e persone',
    floor: 1,
    neighbours: ['centres', 'access', 'documents'],
    routes: directoryRoutes,
  },
  {
    name: 'documents',
    label: 'Atti e documenti',
    floor: 1,
    neighbours: ['centres'],
    routes: documentsRoutes,
    messages: documentsMessages,
  },
  {
    name: 'public-site',
    label: 'Sito pubblico',
    floor: 3,
    neighbours: [],
    routes: publicSiteRoutes,
    messages: publicSiteMessages,
  },
  {
    name: 'membership',
    label: 'Convenzioni e adesioni',
    floor: 2,
    neighbours: [],
    routes: membershipRoutes,
    messages: membershipMessages,
    timed: [moveByTimeTask],
  },
  { name: 'desk', label: 'Scrivania', floor: 3, neighbours: [], routes: deskRoutes, messages: deskMessages },
];

const gather = <K extends keyof Furniture>(piece: K): NonNullable<Furniture[K]>[] =>
  rooms.flatMap((room) => (room[piece] ? [room[piece] as NonNullable<Furniture[K]>] : []));

export const allRoutes = (): readonly Route[] => gather('routes').flat();
export const allEndpoints = (): readonly Endpoint[] => gather('endpoints').flat();
export const allJobs = (): readonly Job[] => gather('jobs').flat();
export const allListeners = (): readonly Listener[] => gather('listeners').flat();
export const allTimedTasks = (): readonly TimedTask[] => gather('timed').flat();
export const allMessages = (): readonly Messages[] => gather('messages');
