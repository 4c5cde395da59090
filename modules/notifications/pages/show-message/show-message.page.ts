import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { resendMessage } from '../../commands/resend-message.ts';
import { notificationLinks } from '../../links.ts';
import { mayResendMessages } from '../../permissions.ts';
import { getMessage } from '../../queries/get-message.ts';
import { messageState } from '../list-messages/list-messages.view.ts';
import { showMessageView } from './show-message.view.ts';

/** One message and what became of it. */
export async function show(visit: Visit): Promise<Answer> {
  const message = await getMessage(visit, visit.params.id!);
  const resendable = message.canBeResent && may(visit.actor, mayResendMessages);
  return page(message.subject, showMessageView(message, resendable ? visit.hiddenFields() : null), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Messaggi inviati', href: notificationLinks.messages() },
      { label: message.subject },
    ],
    heading: { eyebrow: 'Messaggio', status: messageState(message.state) },
  });
}

export async function resend(visit: Visit): Promise<Answer> {
  const id = visit.params.id!;
  await resendMessage(visit, id);
  return redirect(notificationLinks.message(id), 'Il messaggio è di nuovo in coda per l’invio.');
}
