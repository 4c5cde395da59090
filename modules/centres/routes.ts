import { get, type Route } from '#platform/http/visit';
import * as brand from './pages/brand.page.ts';

export const routes: readonly Route[] = [
  get('/centri/:centre/aspetto.css', 'everyone', brand.stylesheet, {
    face: 'public',
    example: { skip: 'foglio di stile, non una pagina' },
  }),
  get('/centri/:centre/logo', 'everyone', brand.logo, {
    face: 'public',
    example: { skip: 'immagine, non una pagina' },
  }),
];
