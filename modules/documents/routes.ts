import { get, post, type Route } from '#platform/http/visit';
import * as listDocuments from './pages/list-documents/list-documents.page.ts';
import * as showDocument from './pages/show-document/show-document.page.ts';
import { mayRegisterDocuments, mayViewDocuments } from './permissions.ts';

/* Documents of one thing are also for whom the room of the thing lets in: the page asks it. */
export const routes: readonly Route[] = [
  get('/documenti', mayViewDocuments, listDocuments.show),
  get('/documenti/di/:subject/:subjectId', 'signed-in', listDocuments.showSubject),
  get('/documenti/:id', 'signed-in', showDocument.show),
  get('/documenti/:id/scarica', 'signed-in', showDocument.download),
  post('/documenti/:id/protocollo', mayRegisterDocuments, showDocument.register),
];
