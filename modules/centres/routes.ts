import { get, post, type Route } from '#platform/http/visit';
import * as brand from './pages/brand.page.ts';
import * as editFace from './pages/edit-face/edit-face.page.ts';
import { mayEditFace } from './permissions.ts';

export const routes: readonly Route[] = [
  get('/centri/:centre/aspetto.css', 'everyone', brand.stylesheet, {
    face: 'public',
    example: { skip: 'foglio di stile, non una pagina' },
  }),
  get('/centri/:centre/logo', 'everyone', brand.logo, {
    face: 'public',
    example: { skip: 'immagine, non una pagina' },
  }),
  get('/centro/aspetto', mayEditFace, editFace.show),
  post('/centro/aspetto', mayEditFace, editFace.submit),
  post('/centro/aspetto/logo', mayEditFace, editFace.submitLogo),
];
