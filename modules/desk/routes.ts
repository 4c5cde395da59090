import { mayViewMap } from '#directory';
import { mayViewFees } from '#fees';
import { mayViewMembers } from '#membership';
import { get, post, type Route } from '#platform/http/visit';
import * as acts from './pages/acts/acts.page.ts';
import * as body from './pages/body/body.page.ts';
import * as home from './pages/home/home.page.ts';
import * as job from './pages/job/job.page.ts';
import * as jobs from './pages/jobs/jobs.page.ts';
import * as map from './pages/map/map.page.ts';
import * as search from './pages/search/search.page.ts';
import { mayFollowActs, mayFollowJobs, mayStopJobs } from './permissions.ts';

export const routes: readonly Route[] = [
  get('/', 'everyone', home.show),
  get('/cerca', 'signed-in', search.show),
  get('/enti/mappa', mayViewMap, map.show),
  get('/enti/:id/adesione', mayViewMembers, body.showAdhesion),
  get('/enti/:id/quote', mayViewFees, body.showFees),
  get('/atti-da-decidere', mayFollowActs, acts.show),
  get('/lavori', mayFollowJobs, jobs.show),
  get('/lavori/:id', mayFollowJobs, job.show),
  post('/lavori/:id/interruzione', mayStopJobs, job.stop),
];
