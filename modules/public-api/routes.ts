import { get, type Route } from '#platform/http/visit';
import * as documentation from './pages/documentation/documentation.page.ts';

export const routes: readonly Route[] = [
  get('/api', 'everyone', documentation.show, { face: 'public' }),
  get('/api/v1/openapi.json', 'everyone', documentation.openApi, {
    face: 'public',
    example: { skip: 'documento JSON, non una pagina' },
  }),
];
