import { formatInstant, formatItalianDate, romeDate } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { labelFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { postButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { checkboxes, select, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { accessLinks } from '../../links.ts';
import type { OwnToken } from '../../queries/own-account.ts';
import { problemSummary } from '../problem-summary.ts';

/** How long a token may live, in days. */
export const LIFETIMES: Readonly<Record<string, string>> = {
  '30': '30 giorni',
  '90': '90 giorni',
  '180': '180 giorni',
  '365': 'Un anno',
};

interface Shown {
  hiddenFields: Html;
  tokens: readonly OwnToken[];
  scopes: readonly string[];
  /** A token just created: shown this once. */
  created: string | null;
  now: Date;
}

/** `fees:read` → «Quote e versamenti: consultazione». */
export function scopeLabel(scope: string): string {
  const [room = '', kind] = scope.split(':');
  return `${labelFor(`room.${room}`, room)}: ${kind === 'write' ? 'modifica' : 'consultazione'}`;
}

export function profileTokensView(shown: Shown, problems: Problems): Html {
  const { errors, values } = problems;
  return html`${problemSummary(problems)}${shown.created ? createdAlert(shown.created) : ''}${tokensTable(shown)}${section(
    {
      title: 'Nuovo codice',
      content:
        shown.scopes.length === 0
          ? html`<p>I propri profili non consentono l’uso delle interfacce in questo centro.</p>`
          : form({
              action: accessLinks.profileTokens(),
              hiddenFields: shown.hiddenFields,
              fields: html`${textField({
                name: 'etichetta',
                label: 'Applicazione',
                hint: 'A che cosa serve il codice, ad esempio «Gestionale della ragioneria».',
                required: true,
                width: 'long',
                maxlength: 80,
                value: values.etichetta,
                error: errors.etichetta,
              })}${checkboxes({
                name: 'ambiti',
                label: 'Ambiti',
                hint: 'Scegliere solo quelli che servono.',
                required: true,
                values: problems.valuesAll('ambiti'),
                choices: shown.scopes.map((scope) => ({ value: scope, label: scopeLabel(scope) })),
                error: errors.ambiti,
              })}${select({
                name: 'durata',
                label: 'Durata',
                required: true,
                value: values.durata,
                choices: Object.entries(LIFETIMES).map(([value, label]) => ({ value, label })),
                error: errors.durata,
              })}`,
              submitLabel: 'Crea il codice',
            }),
    },
  )}`;
}

const createdAlert = (token: string): Html =>
  alert({
    kind: 'success',
    live: true,
    title: 'Codice creato',
    text: html`<p>Copiarlo ora e conservarlo come una password: non sarà più mostrato.</p><p><code>${token}</code></p>`,
  });

function tokensTable(shown: Shown): Html {
  return dataTable<OwnToken>({
    caption: 'Codici creati',
    small: 'stack',
    rows: shown.tokens,
    empty: emptyState({
      title: 'Nessun codice creato',
      text: 'Crearne uno quando un programma deve leggere o scrivere dati per proprio conto.',
      icon: 'key',
    }),
    columns: [
      { header: 'Applicazione', rowHeader: true, cell: (t) => t.label },
      { header: 'Ambiti', cell: (t) => t.scopes.map(scopeLabel).join('; ') },
      { header: 'Creato', nowrap: true, cell: (t) => formatInstant(t.createdAt) },
      { header: 'Scade', nowrap: true, cell: (t) => formatItalianDate(romeDate(t.expiresAt)) },
      {
        header: 'Ultimo uso',
        nowrap: true,
        cell: (t) => (t.lastUsedOn ? formatItalianDate(t.lastUsedOn) : 'mai'),
      },
      {
        header: 'Stato',
        cell: (t) =>
          t.revokedAt
            ? statusTag('neutral', 'Revocato')
            : t.expiresAt <= shown.now
              ? statusTag('neutral', 'Scaduto')
              : postButton({
                  label: 'Revoca',
                  about: t.label,
                  action: accessLinks.revokeToken(t.id),
                  hiddenFields: shown.hiddenFields,
                  kind: 'secondary',
                  size: 'sm',
                }),
      },
    ],
  });
}
