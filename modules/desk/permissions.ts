import { permission } from '#platform/permission';

export const mayFollowJobs = permission('desk.follow-jobs', 'Seguire i lavori in corso', 'read', {
  CM: 'centre',
  PM: 'centre',
  AO: 'centre',
  SO: 'centre',
  AU: 'centre',
});

export const mayStopJobs = permission('desk.stop-jobs', 'Interrompere i lavori in corso', 'write', {
  CM: 'centre',
  AO: 'centre',
});
