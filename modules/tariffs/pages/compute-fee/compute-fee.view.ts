import { type Html, html } from '#platform/html';
import { formatAmount } from '#platform/money';
import { alert } from '#ui/alert';
import { errorSummary } from '#ui/error-summary';
import { checkbox, numberField, select, textField } from '#ui/field';
import { figureTiles } from '#ui/figure-tile';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { tariffLinks } from '../../links.ts';
import { missingText } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import type { FeeResult } from '../../rules/assess-fee.ts';
import { CATEGORY_LABELS, type FeeInputs } from '../../rules/fee-inputs.ts';
import { sentenceOf } from '../../rules/trace.ts';
import type { WantedInputs } from '../../rules/wanted-inputs.ts';

export interface ComputedFee {
  tariff: TariffDetails;
  values: Readonly<Record<string, string>>;
  wanted: WantedInputs;
  errors: Readonly<Record<string, string>>;
  inputs: FeeInputs;
  result: FeeResult | null;
}

export function computeFeeView(shown: ComputedFee): Html {
  const { result, errors } = shown;
  return html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field, message })))}${
    result ? outcome(result, shown.tariff) : ''
  }${section({ title: result ? 'Altro calcolo' : 'Dati dell’ente', content: questions(shown) })}`;
}

function outcome(result: FeeResult, { tariff }: TariffDetails): Html {
  if (!result.ok) {
    return alert({
      kind: 'warning',
      title: 'La quota non si può calcolare',
      text: `Manca: ${missingText(result.missing, tariff)}. Un dato mancante non vale zero.`,
    });
  }
  return section({
    title: 'Quota annua',
    content: html`${figureTiles([{ figure: `${formatAmount(result.amount)} €`, label: 'Quota dovuta per un anno intero' }])}<h3 class="h5">Calcolo</h3><ol class="trace">${result.trace.map(
      (line) => html`<li>${sentenceOf(line)}</li>`,
    )}</ol>`,
  });
}

function questions({ tariff, values, wanted, errors, inputs }: ComputedFee): Html {
  return form({
    method: 'get',
    action: tariffLinks.compute(tariff.id),
    fields: [
      select({
        name: 'categoria',
        label: 'Categoria',
        value: inputs.category,
        choices: Object.entries(CATEGORY_LABELS).map(([value, label]) => ({ value, label })),
      }),
      numberField({ name: 'abitanti', label: 'Abitanti', value: values.abitanti, error: errors.abitanti }),
      numberField({
        name: 'imprese',
        label: 'Imprese attive con sede nel comune',
        value: values.imprese,
        error: errors.imprese,
      }),
      ...tariff.tariff.variables.map((variable) =>
        textField({
          name: `dato-${variable.name}`,
          label: variable.label,
          inputmode: 'decimal',
          width: 'short',
          value: values[`dato-${variable.name}`],
          error: errors[`dato-${variable.name}`],
        }),
      ),
      wanted.regions
        ? numberField({
            name: 'regione',
            label: 'Codice ISTAT della regione',
            hint: 'Due cifre, ad esempio 03',
            value: values.regione,
          })
        : '',
      wanted.classes.length > 0
        ? select({
            name: 'classe',
            label: 'Classe assegnata dalla convenzione',
            value: values.classe,
            emptyLabel: 'Nessuna',
            choices: wanted.classes.map((value) => ({ value, label: value })),
          })
        : '',
      wanted.wholeAssociation
        ? checkbox({
            name: 'associazione-intera',
            label: 'Tutti i comuni della forma associativa aderiscono',
            value: 'si',
            checked: values['associazione-intera'] === 'si',
          })
        : '',
      ...wanted.referenceYears.map((year) =>
        textField({
          name: `quota-${year}`,
          label: `Quota dovuta nel ${year}, in euro`,
          hint: 'Per esempio 1.740,00',
          inputmode: 'decimal',
          width: 'short',
          value: values[`quota-${year}`],
          error: errors[`quota-${year}`],
        }),
      ),
    ],
    submitLabel: 'Calcola',
    cancelHref: tariffLinks.tariff(tariff.id),
    cancelLabel: 'Torna alla tariffa',
  });
}
