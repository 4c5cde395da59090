import { escapeText, type Html, unsafeHtml } from '#platform/html';

export type StatusKind = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** The state of a thing, in words; the colour only helps. */
export function statusTag(kind: StatusKind, text: string): Html {
  // Safe: the text is escaped and the kind is one of five words.
  return unsafeHtml(`<span class="badge status-tag status-${kind}">${escapeText(text)}</span>`);
}
