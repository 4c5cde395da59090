import { get, post, type Route } from '#platform/http/visit';
import * as home from './pages/home/home.page.ts';
import * as job from './pages/job/job.page.ts';
import * as jobs from './pages/jobs/jobs.page.ts';
import * as search from './pages/search/search.page.ts';
import { mayFollowJobs, mayStopJobs } from './permissions.ts';

export const routes: readonly Route[] = [
  get('/', 'everyone', home.show),
  get('/cerca', 'signed-in', search.show),
  get('/lavori', mayFollowJobs, jobs.show),
  get('/lavori/:id', mayFollowJobs, job.show),
  post('/lavori/:id/interruzione', mayStopJobs, job.stop),
];
