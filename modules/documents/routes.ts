import { get, post, type Route } from '#platform/http/visit';
import * as authorities from './pages/authorities/authorities.page.ts';
import * as checkSignature from './pages/check-signature/check-signature.page.ts';
import * as listDocuments from './pages/list-documents/list-documents.page.ts';
import * as showDocument from './pages/show-document/show-document.page.ts';
import {
  mayCheckSignatures,
  mayRecogniseAuthorities,
  mayRegisterDocuments,
  mayViewAuthorities,
  mayViewDocuments,
} from './permissions.ts';

/* Documents of one thing are also for whom the room of the thing lets in: the page asks it. */
export const routes: readonly Route[] = [
  get('/documenti', mayViewDocuments, listDocuments.show),
  get('/documenti/di/:subject/:subjectId', 'signed-in', listDocuments.showSubject, {
    example: { skip: 'ci portano le pagine dei singoli atti: provata nella stanza' },
  }),
  get('/documenti/verifica-firma', mayCheckSignatures, checkSignature.show),
  post('/documenti/verifica-firma', mayCheckSignatures, checkSignature.submit),
  get('/documenti/autorita', mayViewAuthorities, authorities.show),
  post('/documenti/autorita', mayRecogniseAuthorities, authorities.recognise),
  post('/documenti/autorita/revoca', mayRecogniseAuthorities, authorities.setPolicy),
  get('/documenti/autorita/:id', mayViewAuthorities, authorities.showOne, {
    example: { skip: 'la dimostrazione non riconosce autorità: la pagina è provata con le sue' },
  }),
  post('/documenti/autorita/:id', mayRecogniseAuthorities, authorities.disown),
  get('/documenti/:id', 'signed-in', showDocument.show),
  get('/documenti/:id/scarica', 'signed-in', showDocument.download),
  post('/documenti/:id/protocollo', mayRegisterDocuments, showDocument.register),
];
