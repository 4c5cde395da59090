import type { Endpoint } from '#platform/http/endpoint';
import type { Route } from '#platform/http/visit';
import type { Job, Listener, TimedTask } from '#platform/jobs/job';
import type { Messages } from '#platform/messages';
import { endpoints as accessEndpoints } from './access/api/me.ts';
import { forgetAttempts } from './access/jobs/forget-old-attempts.ts';
import { sendReset } from './access/jobs/send-reset.ts';
import { messages as accessMessages } from './access/messages.it.ts';
import { routes as accessRoutes } from './access/routes.ts';
import { endpoints as centresEndpoints } from './centres/api/face.ts';
import { messages as centresMessages } from './centres/messages.it.ts';
import { routes as centresRoutes } from './centres/routes.ts';
import { endpoints as deskEndpoints } from './desk/api/acts.ts';
import { jobEndpoints } from './desk/api/jobs.ts';
import { mapEndpoints } from './desk/api/map.ts';
import { messages as deskMessages } from './desk/messages.it.ts';
import { routes as deskRoutes } from './desk/routes.ts';
import { associationEndpoints } from './directory/api/associations-and-delegations.ts';
import { bodyEndpoints } from './directory/api/bodies.ts';
import { editBodyEndpoints } from './directory/api/edit-bodies.ts';
import { historyEndpoints } from './directory/api/history.ts';
import { importRowEndpoints } from './directory/api/import-rows.ts';
import { importEndpoints } from './directory/api/imports.ts';
import { peopleEndpoints } from './directory/api/people.ts';
import { proposalEndpoints } from './directory/api/proposals.ts';
import { applyJob, planJob } from './directory/jobs/import-jobs.ts';
import { messages as directoryMessages } from './directory/messages.it.ts';
import { routes as directoryRoutes } from './directory/routes.ts';
import { endpoints as documentsEndpoints } from './documents/api/documents.ts';
import { messages as documentsMessages } from './documents/messages.it.ts';
import { routes as documentsRoutes } from './documents/routes.ts';
import { endpoints as feesEndpoints } from './fees/api/fees.ts';
import { assessMembersJob } from './fees/jobs/assess-members.ts';
import { issueNoticesJob } from './fees/jobs/issue-notices.ts';
import { noticeDocumentsJob } from './fees/jobs/notice-documents.ts';
import { prepareRemindersDaily } from './fees/jobs/prepare-reminders.ts';
import { messages as feesMessages } from './fees/messages.it.ts';
import { routes as feesRoutes } from './fees/routes.ts';
import { endpoints as membershipEndpoints } from './membership/api/endpoints.ts';
import { moveByTimeTask } from './membership/jobs/move-by-time.ts';
import { listeners as membershipListeners } from './membership/listeners/directory-changes.ts';
import { messages as membershipMessages } from './membership/messages.it.ts';
import { routes as membershipRoutes } from './membership/routes.ts';
import { endpoints as notificationsEndpoints } from './notifications/api/messages.ts';
import { deliverMessage } from './notifications/jobs/deliver-message.ts';
import { messages as notificationsMessages } from './notifications/messages.it.ts';
import { routes as notificationsRoutes } from './notifications/routes.ts';
import { routes as publicApiRoutes } from './public-api/routes.ts';
import { endpoints as publicSiteEndpoints } from './public-site/api/reports.ts';
import { messages as publicSiteMessages } from './public-site/messages.it.ts';
import { routes as publicSiteRoutes } from './public-site/routes.ts';
import { decisionEndpoints } from './tariffs/api/decisions.ts';
import { endpoints as tariffsEndpoints } from './tariffs/api/tariffs.ts';
import { messages as tariffsMessages } from './tariffs/messages.it.ts';
import { routes as tariffsRoutes } from './tariffs/routes.ts';

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
  /** Rooms of the same floor that use its door, and whose windows alone it may read in return. [decision 22] */
  windows?: readonly string[];
}

/** The rooms of the building, floor by floor. */
export const rooms: readonly Room[] = [
  {
    name: 'centres',
    label: 'Centri',
    floor: 1,
    neighbours: [],
    routes: centresRoutes,
    endpoints: centresEndpoints,
    messages: centresMessages,
  },
  {
    name: 'notifications',
    label: 'Avvisi',
    floor: 1,
    neighbours: ['centres'],
    routes: notificationsRoutes,
    endpoints: notificationsEndpoints,
    jobs: [deliverMessage],
    messages: notificationsMessages,
  },
  {
    name: 'access',
    label: 'Accessi e profili',
    floor: 1,
    neighbours: ['centres', 'directory', 'notifications'],
    routes: accessRoutes,
    endpoints: accessEndpoints,
    jobs: [sendReset],
    timed: [forgetAttempts],
    messages: accessMessages,
  },
  {
    name: 'directory',
    label: 'Anagrafe di enti e persone',
    floor: 1,
    neighbours: ['centres', 'access', 'documents'],
    routes: directoryRoutes,
    messages: directoryMessages,
    jobs: [planJob, applyJob],
    endpoints: [
      ...bodyEndpoints,
      ...historyEndpoints,
      ...editBodyEndpoints,
      ...peopleEndpoints,
      ...associationEndpoints,
      ...proposalEndpoints,
      ...importEndpoints,
      ...importRowEndpoints,
    ],
  },
  {
    name: 'documents',
    label: 'Atti e documenti',
    floor: 1,
    neighbours: ['centres'],
    routes: documentsRoutes,
    endpoints: documentsEndpoints,
    messages: documentsMessages,
  },
  {
    name: 'tariffs',
    label: 'Tariffe',
    floor: 2,
    neighbours: ['membership'],
    windows: ['fees'],
    routes: tariffsRoutes,
    endpoints: [...tariffsEndpoints, ...decisionEndpoints],
    messages: tariffsMessages,
  },
  {
    name: 'fees',
    label: 'Quote e versamenti',
    floor: 2,
    neighbours: ['membership', 'tariffs'],
    routes: feesRoutes,
    endpoints: feesEndpoints,
    jobs: [assessMembersJob, issueNoticesJob, noticeDocumentsJob],
    timed: [prepareRemindersDaily],
    messages: feesMessages,
  },
  {
    name: 'public-site',
    label: 'Sito pubblico',
    floor: 3,
    neighbours: [],
    routes: publicSiteRoutes,
    endpoints: publicSiteEndpoints,
    messages: publicSiteMessages,
  },
  {
    name: 'membership',
    label: 'Convenzioni e adesioni',
    floor: 2,
    neighbours: [],
    routes: membershipRoutes,
    endpoints: membershipEndpoints,
    messages: membershipMessages,
    timed: [moveByTimeTask],
    listeners: membershipListeners,
  },
  { name: 'public-api', label: 'Interfacce', floor: 3, neighbours: [], routes: publicApiRoutes },
  {
    name: 'desk',
    label: 'Scrivania',
    floor: 3,
    neighbours: [],
    routes: deskRoutes,
    endpoints: [...deskEndpoints, ...jobEndpoints, ...mapEndpoints],
    messages: deskMessages,
  },
];

const gather = <K extends keyof Furniture>(piece: K): NonNullable<Furniture[K]>[] =>
  rooms.flatMap((room) => (room[piece] ? [room[piece] as NonNullable<Furniture[K]>] : []));

export const allRoutes = (): readonly Route[] => gather('routes').flat();
export const allEndpoints = (): readonly Endpoint[] => gather('endpoints').flat();
export const allJobs = (): readonly Job[] => gather('jobs').flat();
export const allListeners = (): readonly Listener[] => gather('listeners').flat();
export const allTimedTasks = (): readonly TimedTask[] => gather('timed').flat();
/** Every room's sentences, and the rooms' own names as `room.<name>`. */
export const allMessages = (): readonly Messages[] => [
  Object.fromEntries(rooms.map((room) => [`room.${room.name}`, room.label])),
  ...gather('messages'),
];
