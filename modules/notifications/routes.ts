import { get, post, type Route } from '#platform/http/visit';
import * as listMessages from './pages/list-messages/list-messages.page.ts';
import * as showMessage from './pages/show-message/show-message.page.ts';
import { mayResendMessages, mayViewMessages } from './permissions.ts';

export const routes: readonly Route[] = [
  get('/messaggi', mayViewMessages, listMessages.show),
  get('/messaggi.csv', mayViewMessages, listMessages.csv),
  get('/messaggi/:id', mayViewMessages, showMessage.show),
  post('/messaggi/:id/rinvia', mayResendMessages, showMessage.resend),
];
