import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';
import { checkbox, dateField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { tariffLinks } from '../../links.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import type { Period } from '../../rules/term-coverage.ts';
import type { TariffValidation } from '../../rules/validate-tariff.ts';
import { findingsView } from '../show-tariff/findings.view.ts';

export function approveTariffView(shown: {
  tariff: TariffDetails;
  findings: TariffValidation;
  gaps: readonly Period[];
  problems: Problems;
  hiddenFields: Html;
}): Html {
  const { tariff, findings, gaps, problems } = shown;
  const { values, errors } = problems;
  const warnings = findings.notches.length > 0 || findings.bounded || gaps.length > 0;
  return html`${errorSummary(
    Object.entries(errors).map(([field, message]) => ({ ...(field ? { field } : {}), message })),
  )}${section({ title: 'Controlli', content: findingsView(findings, gaps, tariff.tariff) })}${section({
    title: 'Decisione',
    content: form({
      action: tariffLinks.approve(tariff.id),
      hiddenFields: shown.hiddenFields,
      intro:
        'La tariffa è approvata con la decisione dell’organo degli enti aderenti. Dopo l’approvazione non si modifica; la versione in vigore senza termine cessa il giorno precedente.',
      fields: [
        textField({
          name: 'decisionNumber',
          label: 'Numero della decisione',
          required: true,
          width: 'short',
          value: values.decisionNumber,
          error: errors.decisionNumber,
        }),
        textField({
          name: 'board',
          label: 'Organo',
          required: true,
          width: 'long',
          value: values.board,
          error: errors.board,
        }),
        dateField({
          name: 'decidedOn',
          label: 'Data della decisione',
          required: true,
          value: values.decidedOn,
          error: errors.decidedOn,
        }),
        warnings
          ? checkbox({
              name: 'warningsAccepted',
              label: 'Dichiaro di avere esaminato le segnalazioni dei controlli',
              required: true,
              checked: values.warningsAccepted === 'true',
              error: errors.warningsAccepted,
            })
          : '',
      ],
      submitLabel: 'Approva la tariffa',
      cancelHref: tariffLinks.tariff(tariff.id),
    }),
  })}`;
}
