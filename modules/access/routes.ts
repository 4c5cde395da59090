import { get, post, type Route } from '#platform/http/visit';
import * as signIn from './pages/sign-in/sign-in.page.ts';

export const routes: readonly Route[] = [
  get('/accedi', 'everyone', signIn.show, { face: 'public' }),
  post('/accedi', 'everyone', signIn.submit, { face: 'public' }),
  post('/esci', 'signed-in', signIn.signOut),
];
