import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { timeline } from '#ui/timeline';
import { CATEGORY_LABELS, ROLE_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';
import type { BodyEvent } from '../../queries/list-body-history.ts';

export function historyView(body: ShownBody, events: readonly BodyEvent[]): Html {
  if (events.length === 0)
    return emptyState({
      title: 'Nessun cambiamento registrato',
      text: 'Qui compariranno cambi di nome e di codice, fusioni, associazioni, incarichi e deleghe.',
    });
  return timeline(
    events.map((event) => ({
      title: titleOf(body, event),
      when: formatItalianDate(event.on),
      datetime: event.on,
      ...(event.source ? { detail: event.source } : {}),
    })),
  );
}

function titleOf(body: ShownBody, event: BodyEvent): Html | string {
  const role = event.role ? (ROLE_LABELS[event.role] ?? event.role) : '';
  switch (event.kind) {
    case 'VERSION':
      return versionTitle(event);
    case 'CEASED':
      return event.other
        ? `Ultimo giorno: ${body.name} confluisce in ${event.other}`
        : `Ultimo giorno di ${body.name}`;
    case 'ABSORBED':
      return `Cessa ${event.other}, che confluisce in questo ente`;
    case 'JOINED':
      return `Entra in ${event.other}`;
    case 'LEFT':
      return `Esce da ${event.other}`;
    case 'ROLE':
      return `${role}: ${event.other}`;
    case 'ROLE_ENDED':
      return `Termina l’incarico di ${event.other} (${role})`;
    case 'DELEGATED':
      return `Delega funzioni a ${event.other}`;
  }
}

function versionTitle({ was, is }: BodyEvent): Html {
  const changes: Html[] = [];
  if (was?.name !== is?.name) changes.push(html`da «${was?.name}» a «${is?.name}»`);
  if (was?.category !== is?.category)
    changes.push(
      html`categoria da ${CATEGORY_LABELS[was?.category ?? ''] ?? ''} a ${CATEGORY_LABELS[is?.category ?? ''] ?? ''}`,
    );
  if (was?.istatCode !== is?.istatCode)
    changes.push(html`codice ISTAT da ${was?.istatCode ?? '–'} a ${is?.istatCode ?? '–'}`);
  return html`Cambia ${changes.map((change, index) => html`${index > 0 ? '; ' : ''}${change}`)}`;
}
