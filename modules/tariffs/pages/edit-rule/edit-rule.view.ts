import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { submitButton } from '#ui/button';
import { errorSummary } from '#ui/error-summary';
import { fieldId, fieldset, hidden, select } from '#ui/field';
import { form } from '#ui/form';
import { tariffLinks } from '../../links.ts';
import { KIND_HINTS, KIND_LABELS } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import type { Fee, Tariff } from '../../rules/tariff.ts';
import { childrenOf } from '../../rules/walk-fee.ts';
import { effectView } from '../edit-rules/effect.view.ts';
import { conditionFields } from './condition.view.ts';
import { kindFields, labelField, told } from './rule-fields.view.ts';
import { RULE_KINDS } from './rule-form.ts';

export interface ShownRule {
  tariff: TariffDetails;
  path: string;
  /** The rule as it is stored, and as the kind that is shown. */
  stored: Fee;
  base: Fee;
  /** The rule stands in an option of a choice: its conditions are here too. */
  option: boolean;
  /** The classes that the convention gives to its bodies. */
  classes: readonly string[];
  problems: Problems;
  /** The version that the form was opened on, and the mark of the rule at that time. */
  rowVersion: number;
  mark: string;
  /** The tariff with what was typed, when it is tried. */
  tried: Tariff | null;
  /** The form was sent with a kind other than the one whose fields it had. */
  kindChosen: boolean;
  hiddenFields: Html;
}

export function editRuleView(shown: ShownRule): Html {
  const { tariff, problems, base, stored } = shown;
  const action = tariffLinks.rule(tariff.id, shown.path);
  const fields = { base, problems, tariff: tariff.tariff, action };
  const chosen = shown.kindChosen
    ? alert({
        kind: 'info',
        live: true,
        text: 'È stato scelto un altro tipo di regola: completare i suoi campi e salvare. Nulla è stato ancora salvato.',
      })
    : '';
  return html`${summary(problems)}${chosen}<div class="rule-columns"><div>${form({
    action,
    hiddenFields: html`${shown.hiddenFields}${hidden('punto', shown.path)}${hidden('versione', shown.rowVersion)}${hidden('impronta', shown.mark)}${hidden('tipoMostrato', base.kind)}${firstButton()}`,
    intro: html`Adesso: <strong>${told(stored, tariff.tariff)}</strong>`,
    fields: [
      shown.option ? conditionFields(problems, tariff.tariff, shown.classes, action) : '',
      fieldset({
        legend: shown.option ? 'Che cosa si paga' : 'La regola',
        content: [kindChoice(shown, action), lost(stored, base), kindFields(fields), labelField(fields)],
      }),
    ],
    submitLabel: 'Salva la regola',
    otherButtons: submitButton({
      label: 'Prova senza salvare',
      kind: 'secondary',
      name: 'azione',
      value: 'prova',
      formAction: `${action}#effetto`,
    }),
    cancelHref: tariffLinks.rules(tariff.id),
  })}</div>${effectView(tariff.tariff, shown.tried)}</div>`;
}

/** The same sentence may stand in many rows: the list at the top says in which. */
const summary = ({ errors }: Problems) =>
  errorSummary(
    Object.entries(errors).map(([field, message]) => ({
      ...(field ? { field } : {}),
      message: `${rowOf(field)}${message}`,
    })),
  );

function rowOf(field: string): string {
  const [, what, n] = /^(row|range)(\d+)\./.exec(field) ?? [];
  return what === undefined ? '' : `${what === 'row' ? 'Riga' : 'Intervallo'} ${n}: `;
}

/** The Enter key presses the first button of a form: it must save, and not add a row. Nobody sees it or meets it. */
const firstButton = (): Html =>
  html`<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva la regola</button>`;

function kindChoice({ base }: ShownRule, action: string): Html {
  return html`<div class="rule-kind">${select({
    name: 'kind',
    label: 'Tipo di regola',
    hint: KIND_HINTS[base.kind],
    value: base.kind,
    choices: RULE_KINDS.map((value) => ({ value, label: KIND_LABELS[value]! })),
  })}${submitButton({
    label: 'Mostra i campi del tipo scelto',
    kind: 'secondary',
    size: 'sm',
    name: 'azione',
    value: 'tipo',
    formAction: `${action}#${fieldId('kind')}`,
  })}</div>`;
}

/** A kind that contains no others loses what the rule contains: said before it is saved. */
function lost(stored: Fee, base: Fee): Html | '' {
  if (stored.kind === base.kind) return '';
  const before = childrenOf(stored).length;
  const kept = before === 0 ? 0 : Math.min(before, childrenOf(base).length);
  const fewer = before - kept;
  return fewer === 0
    ? ''
    : alert({
        kind: 'warning',
        text:
          fewer === 1
            ? 'Salvando con questo tipo, una delle regole contenute sarà eliminata.'
            : `Salvando con questo tipo, ${fewer} delle regole contenute saranno eliminate.`,
      });
}
