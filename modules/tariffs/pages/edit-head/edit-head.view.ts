import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { formatDecimalText } from '#platform/money';
import { submitButton } from '#ui/button';
import { errorSummary } from '#ui/error-summary';
import { fieldId, fieldset, hidden, select, textArea, textField } from '#ui/field';
import { form } from '#ui/form';
import { tariffLinks } from '../../links.ts';
import { ROUNDING_STEPS } from '../../rules/tariff.ts';
import { headerFields, referenceFields } from '../draft-tariff/draft-tariff.view.ts';
import { quantityCount } from './edit-head.input.ts';

export interface ShownHead {
  tariffId: string;
  rowVersion: number;
  problems: Problems;
  hiddenFields: Html;
}

export function editHeadView({ tariffId, rowVersion, problems, hiddenFields }: ShownHead): Html {
  const { values, errors } = problems;
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ ...(field ? { field } : {}), message })))}${form(
    {
      action: tariffLinks.rulesHead(tariffId),
      hiddenFields: html`${hiddenFields}${hidden('versione', rowVersion)}<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva</button>`,
      fields: [
        headerFields({ conventions: null, problems }),
        textArea({
          name: 'source',
          label: 'Fonte',
          hint: 'L’atto o il documento da cui è tratta la tariffa; «esempio» se è inventata',
          value: values.source,
          error: errors.source,
          required: true,
          rows: 2,
          maxlength: 500,
        }),
        fieldset({ legend: 'Dati di base', content: referenceFields(problems) }),
        rounding(problems),
        quantities(problems, tariffLinks.rulesHead(tariffId)),
      ],
      submitLabel: 'Salva',
      cancelHref: tariffLinks.rules(tariffId),
    },
  )}`;
}

const rounding = ({ values }: Problems): Html =>
  fieldset({
    legend: 'Arrotondamento dell’importo finale',
    content: [
      select({
        name: 'roundingTo',
        label: 'Si arrotonda',
        value: values.roundingTo,
        emptyLabel: 'al centesimo',
        choices: ROUNDING_STEPS.map((step) => ({
          value: step,
          label: step === '1.00' ? 'all’euro intero' : `a multipli di ${formatDecimalText(step)} €`,
        })),
      }),
      select({
        name: 'roundingDirection',
        label: 'Come',
        hint: 'Vale solo quando non si arrotonda al centesimo',
        value: values.roundingDirection,
        choices: [
          { value: 'HALF_UP', label: 'al più vicino (la metà per eccesso)' },
          { value: 'UP', label: 'per eccesso' },
          { value: 'DOWN', label: 'per difetto' },
        ],
      }),
    ],
  });

function quantities({ values, errors }: Problems, action: string): Html {
  const count = quantityCount(values);
  return fieldset({
    legend: 'Altri dati',
    hint: 'Numeri diversi da abitanti e imprese che le regole contano, ad esempio le postazioni di lavoro',
    content: html`<div id="${fieldId('quantities')}">${hidden('quantities', count)}${Array.from({ length: count }, (_, i) => quantity({ values, errors }, i + 1, action))}${submitButton(
      {
        label: 'Aggiungi un dato',
        kind: 'secondary',
        size: 'sm',
        name: 'azione',
        value: 'riga',
        formAction: `${action}#${fieldId(`quantity${count + 1}.label`)}`,
      },
    )}</div>`,
  });
}

function quantity({ values, errors }: Pick<Problems, 'values' | 'errors'>, n: number, action: string): Html {
  const field = (name: string) => ({
    name: `quantity${n}.${name}`,
    value: values[`quantity${n}.${name}`],
    error: errors[`quantity${n}.${name}`],
    width: 'full' as const,
  });
  const known = values[`quantity${n}.known`] ?? '';
  return html`<div class="rule-range">${hidden(`quantity${n}.known`, known)}${textField({ ...field('label'), label: `Dato ${n}: che cosa si conta` })}${textField({ ...field('one'), label: `Dato ${n}: al singolare` })}${
    known ? '' : textField({ ...field('name'), label: `Dato ${n}: nome nei file`, hint: 'Facoltativo' })
  }<div>${known ? html`<p class="form-text mb-1">Nei file: <code>${known}</code></p>` : ''}${submitButton({
    label: 'Togli',
    kind: 'plain',
    size: 'sm',
    name: 'azione',
    value: `togli:${n}`,
    about: `il dato ${n}`,
    formAction: `${action}#${fieldId('quantities')}`,
  })}</div></div>`;
}
