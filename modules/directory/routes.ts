import { get, type Route } from '#platform/http/visit';
import * as listBodies from './pages/list-bodies/list-bodies.page.ts';
import { mayViewBodies } from './permissions.ts';

export const routes: readonly Route[] = [get('/enti', mayViewBodies, listBodies.show)];
