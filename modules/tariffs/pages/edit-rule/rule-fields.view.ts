import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { numberField, select, textField } from '#ui/field';
import { explainTariff } from '../../rules/explain-tariff.ts';
import { CATEGORY_LABELS, labelOf } from '../../rules/fee-inputs.ts';
import { BODY_CATEGORIES, type Fee, type Tariff } from '../../rules/tariff.ts';
import { rowsTable } from './rule-rows.view.ts';

/** What the fields of a rule need: the rule of the kind shown, what stands in the fields, the quantities there are. */
export interface RuleFields {
  base: Fee;
  problems: Pick<Problems, 'errors' | 'values'>;
  tariff: Tariff;
  /** Where the form is sent; a button may add the place to look at. */
  action: string;
}

/** The fields of the kind of rule that is shown. */
export function kindFields(shown: RuleFields): Html {
  const { base } = shown;
  switch (base.kind) {
    case 'FLAT':
      return euros(shown, 'amount', 'Importo', 'Ad esempio 300,00. Per l’esenzione scrivere 0,00');
    case 'RATE':
      return html`${quantities(shown, 'Per ogni unità di')}${euros(shown, 'rate', 'Importo per ogni unità', 'Ad esempio 0,15')}${unitsTogether(shown)}`;
    case 'SLABS':
      return html`${quantities(shown, 'Secondo il numero di')}${rowsTable(shown)}${unitsTogether(shown)}`;
    case 'BANDS':
      return html`${quantities(shown, 'Secondo il numero di')}${rowsTable(shown)}`;
    case 'DISCOUNT_BY_BAND':
      return html`${quantities(shown, 'Secondo il numero di')}${rowsTable(shown)}${inside(shown, base.of)}`;
    case 'DISCOUNT':
      return html`${percentage(shown, 'discount', 'Riduzione')}${inside(shown, base.of)}`;
    case 'SUM':
    case 'CHOICE':
      return rowsTable(shown);
    case 'WITHIN':
      return html`${limit(shown, 'least', 'Importo minimo', base.atLeast)}${limit(shown, 'most', 'Importo massimo', base.atMost)}${inside(shown, base.of)}`;
    case 'SAFEGUARD':
      return html`${numberField({ ...field(shown, 'year'), label: 'Anno di riferimento', required: true, maxlength: 4 })}${percentage(shown, 'maxIncrease', 'Aumento massimo rispetto a quell’anno', 'Lasciare vuoto se non c’è un limite; 0 se non può aumentare')}${percentage(shown, 'maxDecrease', 'Diminuzione massima rispetto a quell’anno', 'Lasciare vuoto se non c’è un limite')}${inside(shown, base.of)}`;
    case 'AS_CATEGORY':
      return html`${select({
        ...field(shown, 'category'),
        label: 'Categoria di cui si prende la quota',
        choices: BODY_CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] })),
      })}${percentage(shown, 'share', 'Parte dovuta di quella quota', 'Ad esempio 50: metà di quanto pagherebbe un ente di quella categoria')}`;
  }
}

const field = ({ problems }: RuleFields, name: string) => ({
  name,
  value: problems.values[name],
  error: problems.errors[name],
});

const euros = (shown: RuleFields, name: string, label: string, hint: string): Html =>
  numberField({ ...field(shown, name), label, hint, suffix: '€', inputmode: 'decimal', required: true });

const unitsTogether = (shown: RuleFields): Html =>
  numberField({
    ...field(shown, 'every'),
    label: 'Unità contate insieme',
    hint: 'Lasciare vuoto per contarle una per una; 1.000 significa «ogni 1.000 o frazione di 1.000»',
  });

const percentage = (
  shown: RuleFields,
  name: string,
  label: string,
  hint = 'Ad esempio 5 oppure 12,5',
): Html => numberField({ ...field(shown, name), label, hint, suffix: '%', inputmode: 'decimal' });

/** The quantities that a rule may count: inhabitants, enterprises, those that the tariff declares. */
export const quantityChoices = (tariff: Tariff) =>
  ['inhabitants', 'enterprises', ...tariff.variables.map(({ name }) => name)].map((value) => ({
    value,
    label: labelOf(tariff, value),
  }));

function quantities(shown: RuleFields, label: string): Html {
  const choices = quantityChoices(shown.tariff);
  const { quantity } = shown.problems.values;
  const unknown = quantity && !choices.some(({ value }) => value === quantity);
  return select({
    ...field(shown, 'quantity'),
    label,
    hint: 'Altri dati, come le postazioni di lavoro, si dichiarano in «Titolo, validità e dati usati»',
    choices: unknown ? [...choices, { value: quantity, label: `${quantity} (non dichiarato)` }] : choices,
  });
}

function limit(shown: RuleFields, name: string, label: string, stored: Fee | undefined): Html {
  if (stored && stored.kind !== 'FLAT')
    return html`<p class="rule-inside"><strong>${label}:</strong> ${told(stored, shown.tariff)}. Si modifica o si elimina dalla pagina delle regole.</p>`;
  return numberField({
    ...field(shown, name),
    label,
    hint: 'Lasciare vuoto se non c’è',
    suffix: '€',
    inputmode: 'decimal',
  });
}

const inside = ({ tariff }: RuleFields, fee: Fee): Html =>
  html`<p class="rule-inside"><strong>Si applica a:</strong> ${told(fee, tariff)}. Si modifica dalla pagina delle regole.</p>`;

/** A rule in one sentence, without what it contains. */
export const told = (fee: Fee, tariff: Tariff): string => explainTariff({ ...tariff, fee }).text;

/** How the rule is called in the calculation. */
export const labelField = (shown: RuleFields): Html =>
  textField({
    ...field(shown, 'label'),
    label: 'Etichetta nel calcolo',
    hint: 'Facoltativa: come si chiama la voce nel calcolo, ad esempio «Parte fissa»',
    width: 'long',
    maxlength: 200,
  });
