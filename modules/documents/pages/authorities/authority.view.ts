import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { documentLinks } from '../../links.ts';
import type { TrustAnchor } from '../../queries/list-trust-anchors.ts';
import { day } from './authorities.view.ts';

export function authorityView(
  authority: TrustAnchor,
  mayEdit: boolean,
  problems: Problems,
  hiddenFields: Html,
): Html {
  return html`${errorSummary(Object.entries(problems.errors).map(([field, message]) => ({ field, message })))}${section(
    {
      title: 'Certificato',
      content: descriptionList([
        { term: 'Numero di serie', value: html`<code class="text-break">${authority.serial}</code>` },
        { term: 'Valido', value: `dal ${day(authority.validFrom)} al ${day(authority.validTo)}` },
        { term: 'Impronta SHA-256', value: html`<code class="text-break">${authority.fingerprint}</code>` },
        { term: 'Provenienza', value: authority.source },
        { term: 'Aggiunta', value: `${day(authority.addedAt)}, da ${authority.addedBy}` },
        authority.removedAt && {
          term: 'Non più riconosciuta',
          value: `dal ${day(authority.removedAt)}, da ${authority.removedBy}: ${authority.removalReason}`,
        },
      ]),
    },
  )}${
    mayEdit
      ? section({
          title: 'Non riconoscere più',
          content: form({
            action: documentLinks.authority(authority.id),
            hiddenFields,
            intro:
              'Da quel momento le firme con i suoi certificati non risultano più valide. Le verifiche già fatte restano come sono.',
            fields: textField({
              name: 'motivo',
              label: 'Motivo',
              required: true,
              value: problems.values.motivo,
              error: problems.errors.motivo,
              width: 'long',
            }),
            submitLabel: 'Non riconoscere più',
            danger: true,
            cancelHref: documentLinks.authorities(),
          }),
        })
      : ''
  }`;
}
