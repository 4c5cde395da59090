import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { submitButton } from '#ui/button';
import { details } from '#ui/details';
import { checkboxes, fieldId, fieldset, hidden, numberField, radios, select, textField } from '#ui/field';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import { REGION_NAMES } from '../../rules/region-code.ts';
import { BODY_CATEGORIES, type Tariff } from '../../rules/tariff.ts';
import { conditionsOf } from '../../rules/walk-fee.ts';
import { quantityChoices } from './rule-fields.view.ts';
import { rowCount } from './rule-form.ts';

/** To whom an option applies: all that is ticked and typed must hold; nothing at all is everybody else. */
export function conditionFields(
  problems: Problems,
  tariff: Tariff,
  inUse: readonly string[],
  action: string,
): Html {
  const { values, errors } = problems;
  return fieldset({
    legend: 'A chi si applica',
    hint: 'Devono valere tutte le condizioni indicate. L’ultima regola della scelta non ha condizioni: vale per tutti gli altri.',
    content: [
      textField({
        name: 'optionLabel',
        label: 'Nome della regola',
        hint: 'Ad esempio «Unioni di comuni»',
        value: values.optionLabel,
        error: errors.optionLabel,
        required: true,
        width: 'long',
        maxlength: 200,
      }),
      checkboxes({
        name: 'categories',
        label: 'Categorie di ente',
        hint: 'Nessuna: tutte',
        values: problems.valuesAll('categories'),
        choices: BODY_CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] })),
        inline: true,
      }),
      ranges(problems, tariff, action),
      regions(problems),
      classes(problems, tariff, inUse),
      radios({
        name: 'whole',
        label: 'Comuni dell’associazione',
        value: values.whole ?? '',
        choices: [
          { value: '', label: 'Non importa' },
          { value: 'true', label: 'Tutti i comuni dell’associazione aderiscono' },
          { value: 'false', label: 'Non tutti i comuni dell’associazione aderiscono' },
        ],
      }),
    ],
  });
}

function regions(problems: Problems): Html {
  const ticked = problems.valuesAll('regions');
  return details({
    summary: ticked.length > 0 ? `Regioni: ${ticked.length}` : 'Regioni: tutte',
    open: ticked.length > 0,
    content: checkboxes({
      name: 'regions',
      label: 'Regioni',
      hint: 'Nessuna: tutte',
      values: ticked,
      choices: REGION_NAMES.map(({ code, name }) => ({ value: code, label: name })),
      inline: true,
    }),
  });
}

/** The classes of the convention and those that the tariff names, to tick; others may be written. */
function classes(problems: Problems, tariff: Tariff, inUse: readonly string[]): Html {
  const ticked = problems.valuesAll('classes');
  const known = [
    ...new Set([...inUse, ...conditionsOf(tariff).flatMap((one) => one.classes ?? []), ...ticked]),
  ];
  const { values, errors } = problems;
  return html`${
    known.length > 0
      ? checkboxes({
          name: 'classes',
          label: 'Classi stabilite dalla convenzione',
          hint: 'Nessuna: tutte',
          values: ticked,
          choices: known.map((value) => ({ value, label: value })),
          inline: true,
        })
      : ''
  }${textField({
    name: 'otherClasses',
    label: known.length > 0 ? 'Altre classi' : 'Classi stabilite dalla convenzione',
    hint: 'Separate da una virgola; lasciare vuoto se non servono',
    value: values.otherClasses,
    error: errors.otherClasses,
    width: 'long',
  })}`;
}

function ranges(problems: Problems, tariff: Tariff, action: string): Html {
  const { values, errors } = problems;
  const count = rowCount(problems, 'range');
  const field = (name: string) => ({
    name,
    value: values[name],
    error: errors[name],
    width: 'full' as const,
  });
  const rows = Array.from({ length: count }, (_, i) => i + 1);
  return html`<div class="rule-ranges" id="${fieldId('ranges')}"><p class="form-label">Intervalli di abitanti, imprese o altri dati</p>${hidden('ranges', count)}${rows.map(
    (n) =>
      html`<div class="rule-range">${select({ ...field(`range${n}.of`), label: `Dato, intervallo ${n}`, choices: quantityChoices(tariff) })}${numberField({ ...field(`range${n}.from`), label: `Da, intervallo ${n}` })}${numberField({ ...field(`range${n}.upTo`), label: `A, intervallo ${n}` })}${submitButton(
        {
          label: 'Togli',
          kind: 'plain',
          size: 'sm',
          name: 'azione',
          value: `togli-intervallo:${n}`,
          about: `l’intervallo ${n}`,
          formAction: `${action}#${fieldId('ranges')}`,
        },
      )}</div>`,
  )}<p class="form-text">${count > 0 ? 'Gli estremi sono compresi. Senza «Da» si parte da 0, senza «A» non c’è limite.' : 'Nessuno: qualunque dimensione.'}</p>${submitButton(
    {
      label: 'Aggiungi un intervallo',
      kind: 'secondary',
      size: 'sm',
      name: 'azione',
      value: 'intervallo',
      formAction: `${action}#${fieldId(`range${count + 1}.of`)}`,
    },
  )}</div>`;
}
