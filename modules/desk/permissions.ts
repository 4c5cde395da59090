import { permission } from '#platform/permission';

export const mayFollowJobs = permission('desk.follow-jobs', 'Seguire i lavori in corso', 'read', {
  CM: 'centre',
  PM: 'centre',
  AO: 'centre',
  SO: 'centre',
  AU: 'centre',
});

/** What each sees in the list follows from the permissions of the acts themselves. */
export const mayFollowActs = permission(
  'desk.follow-acts',
  'Seguire gli atti in attesa di decisione',
  'read',
  { CM: 'centre', PM: 'centre', AO: 'centre', CH: 'centre', AU: 'centre' },
);

export const mayStopJobs = permission('desk.stop-jobs', 'Interrompere i lavori in corso', 'write', {
  CM: 'centre',
  AO: 'centre',
});
