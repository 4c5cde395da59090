import { formatInstant } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { postButton } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { notificationLinks } from '../../links.ts';
import { CHANNEL_LABELS } from '../../messages.it.ts';
import type { MessageDetail } from '../../queries/get-message.ts';

/** `hiddenFields` is given when the message may be sent again by who looks. */
export function showMessageView(message: MessageDetail, hiddenFields: Html | null): Html {
  return html`${outcome(message)}${
    hiddenFields
      ? html`<p>${postButton({ label: 'Invia di nuovo', action: notificationLinks.resend(message.id), hiddenFields, icon: 'refresh' })}</p>`
      : ''
  }${descriptionList([
    { term: 'Destinatario', value: message.recipient },
    { term: 'Canale', value: CHANNEL_LABELS[message.channel] },
    { term: 'Messo in coda', value: `${formatInstant(message.queuedAt)}, da ${message.queuedBy}` },
    { term: 'Inviato', value: message.sentAt ? formatInstant(message.sentAt) : null },
    message.state === 'SENT' && { term: 'Risposta del server', value: message.receipt },
    message.state === 'FOLDER' && { term: 'File nella cartella', value: message.receipt },
    { term: 'Tentativi', value: message.attempts },
    message.attachments.length > 0 && {
      term: 'Allegati',
      value: html`<ul class="mb-0">${message.attachments.map((a) => html`<li>${a.name} (${formatInteger(Math.ceil(a.bytes / 1024))} KB)</li>`)}</ul>`,
    },
  ])}${section({ title: 'Testo', content: html`<div class="border rounded p-3">${message.text.split('\n').map((line) => html`${line}<br>`)}</div>` })}`;
}

function outcome(message: MessageDetail): Html | '' {
  if (message.state === 'FOLDER')
    return alert({
      kind: 'info',
      text: 'Nell’installazione non è configurato un server di posta: il messaggio è stato scritto come file nella cartella «mail» dei dati e non ha raggiunto il destinatario.',
    });
  if (message.state === 'FAILED' || message.state === 'NOT_SENT')
    return alert({
      kind: 'danger',
      title: 'Il messaggio non è partito',
      text: message.error ?? 'Motivo non indicato.',
    });
  if (message.state === 'QUEUED' && message.error)
    return alert({
      kind: 'warning',
      text: `L’ultimo tentativo non è riuscito (${message.error}): il sistema riprova da sé.`,
    });
  return '';
}
