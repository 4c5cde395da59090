import { type Html, type HtmlValue, html } from '#platform/html';
import { attributes } from '#ui/attributes';

export interface TimelineEvent {
  /** What happened: "Avviso emesso". */
  title: HtmlValue;
  /** Date and time as they are shown, "21/11/2026, ore 10:32". */
  when: string;
  /** The same moment for machines, ISO 8601. */
  datetime?: string;
  /** Who did it, and for whom. */
  actor?: string;
  detail?: HtmlValue;
}

/** What happened to a thing, the latest first or as the caller orders it. */
export function timeline(events: readonly TimelineEvent[]): Html {
  return html`<ol class="timeline-list">${events.map(
    (event) =>
      html`<li class="timeline-event"><p class="timeline-when">${
        event.datetime
          ? html`<time${attributes({ datetime: event.datetime })}>${event.when}</time>`
          : event.when
      }${event.actor ? html` · ${event.actor}` : ''}</p><p class="timeline-title">${event.title}</p>${
        event.detail ? html`<div class="timeline-detail">${event.detail}</div>` : ''
      }</li>`,
  )}</ol>`;
}
