import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { submitButton } from '#ui/button';
import { fieldId, hidden, numberField, select, textField } from '#ui/field';
import { type Column, dataTable } from '#ui/table';
import { KIND_LABELS } from '../../messages.it.ts';
import { conditionText } from '../../rules/explain-tariff.ts';
import type { Fee } from '../../rules/tariff.ts';
import { type RuleFields, told } from './rule-fields.view.ts';
import { RULE_KINDS, rowCount, rulesInRows } from './rule-form.ts';
import { typedWhole } from './typed-numbers.ts';

interface RowShown {
  n: number;
  last: boolean;
}
type RowColumn = Column<RowShown>;

const CAPTIONS: Partial<Record<Fee['kind'], string>> = {
  SLABS: 'Scaglioni',
  BANDS: 'Fasce',
  DISCOUNT_BY_BAND: 'Fasce di sconto',
  SUM: 'Voci da sommare',
  CHOICE: 'Regole, in ordine: vale la prima che si applica',
};

/** The rows of a rule: slabs, bands, parts, options; rows are added and taken away without script. */
export function rowsTable(shown: RuleFields): Html {
  const { base, action, problems } = shown;
  const count = rowCount({ values: problems.values, valuesAll: () => [] });
  const rows = Array.from({ length: count }, (_, i): RowShown => ({ n: i + 1, last: i === count - 1 }));
  return html`<div class="rule-rows" id="${fieldId('rows')}">${hidden('rows', count)}${dataTable<RowShown>({
    caption: CAPTIONS[base.kind]!,
    small: 'stack',
    rows,
    columns: [...columnsOf(shown), buttons(shown)],
  })}${submitButton({
    label: 'Aggiungi una riga',
    kind: 'secondary',
    size: 'sm',
    name: 'azione',
    value: 'riga',
    formAction: `${action}#${firstField(base.kind, count === 0 || isBounded(base.kind) ? Math.max(count, 1) : count + 1)}`,
  })}</div>`;
}

const isBounded = (kind: Fee['kind']): boolean =>
  kind === 'SLABS' || kind === 'BANDS' || kind === 'DISCOUNT_BY_BAND';

/** Where to go on writing after a row is added: of bounded rows, at the one that was the last and now wants its end. */
const firstField = (kind: Fee['kind'], n: number): string =>
  fieldId(`row${n}.${isBounded(kind) ? 'upTo' : kind === 'CHOICE' ? 'label' : 'amount'}`);

function columnsOf(shown: RuleFields): RowColumn[] {
  const bounds: RowColumn[] = [
    { header: 'Da', rowHeader: true, cell: ({ n }) => beginning(shown, n) },
    { header: 'Fino a', cell: (row) => end(shown, row) },
  ];
  switch (shown.base.kind) {
    case 'SLABS':
      return [
        ...bounds,
        { header: 'Ciascuno paga', cell: ({ n }) => euros(shown, n, 'rate', 'Ciascuno paga') },
        { header: 'Sconto', cell: ({ n }) => percent(shown, n) },
      ];
    case 'DISCOUNT_BY_BAND':
      return [...bounds, { header: 'Sconto', cell: ({ n }) => percent(shown, n) }];
    case 'BANDS':
      return [...bounds, { header: 'Si paga', cell: ({ n }) => what(shown, n) }];
    case 'CHOICE':
      return [
        { header: 'A chi si applica', rowHeader: true, cell: ({ n }) => option(shown, n) },
        { header: 'Si paga', cell: ({ n }) => what(shown, n) },
      ];
    default:
      return [
        { header: 'Voce', rowHeader: true, cell: ({ n }) => String(n) },
        { header: 'Si paga', cell: ({ n }) => what(shown, n) },
      ];
  }
}

/** A field of a row, named by its column and row for who does not see the table. */
function at({ problems: { values, errors } }: RuleFields, n: number, field: string, label: string) {
  const name = `row${n}.${field}`;
  return {
    name,
    value: values[name],
    error: errors[name],
    label: `${label}, riga ${n}`,
    width: 'full' as const,
  };
}

const euros = (shown: RuleFields, n: number, field: string, label: string): Html =>
  numberField({ ...at(shown, n, field, label), suffix: '€', inputmode: 'decimal' });
const percent = (shown: RuleFields, n: number): Html =>
  numberField({ ...at(shown, n, 'discount', 'Sconto'), suffix: '%', inputmode: 'decimal' });

/** A row begins where the one before ends: it is not typed. */
function beginning({ problems }: RuleFields, n: number): string {
  if (n === 1) return '0';
  const before = typedWhole(problems.values[`row${n - 1}.upTo`] ?? '');
  return before === null ? 'segue la riga precedente' : formatInteger(before + 1);
}

const end = (shown: RuleFields, { n, last }: RowShown): Html =>
  last ? html`e oltre` : numberField(at(shown, n, 'upTo', 'Fino a'));

function option(shown: RuleFields, n: number): Html {
  const { base, problems, tariff } = shown;
  const was = problems.values[`row${n}.was`];
  const stored = was && base.kind === 'CHOICE' ? base.options[Number(was)] : undefined;
  const condition = stored
    ? stored.when
      ? conditionText(stored.when, tariff)
      : 'tutti gli altri, senza condizioni'
    : 'le condizioni si scrivono nella pagina della regola, dopo il salvataggio';
  return html`${textField(at(shown, n, 'label', 'A chi si applica'))}<p class="form-text">${condition}</p>`;
}

/** What is paid in a row: an amount, typed here; or a rule, which has its own page; or a new one, of a kind to choose. */
function what(shown: RuleFields, n: number): Html {
  const was = shown.problems.values[`row${n}.was`];
  const stored = was ? rulesInRows(shown.base)[Number(was)] : undefined;
  const kept = hidden(`row${n}.was`, stored ? was! : '');
  const amount = euros(shown, n, 'amount', 'Importo');
  const open = submitButton({
    label: 'Salva e apri la regola',
    kind: 'plain',
    size: 'sm',
    name: 'azione',
    value: `apri:${n}`,
    about: `della riga ${n}`,
  });
  if (stored && stored.kind !== 'FLAT')
    return html`${kept}<p class="mb-1">${told(stored, shown.tariff)}</p>${open}`;
  if (stored)
    return html`${kept}${stored.label ? html`<p class="mb-1">${stored.label}</p>` : ''}${amount}${open}`;
  return html`${kept}${select({
    ...at(shown, n, 'kind', 'Tipo di regola'),
    choices: RULE_KINDS.map((value) => ({ value, label: KIND_LABELS[value]! })),
  })}${amount}<p class="form-text">L’importo serve solo per la regola «${KIND_LABELS.FLAT}»</p>`;
}

const buttons = ({ base, action }: RuleFields): RowColumn => ({
  header: 'Righe',
  headerHidden: true,
  cell: ({ n }) => {
    const button = (label: string, value: string, about: string) =>
      submitButton({
        label,
        kind: 'plain',
        size: 'sm',
        name: 'azione',
        value: `${value}:${n}`,
        about,
        formAction: `${action}#${value === 'sopra' ? firstField(base.kind, n) : fieldId('rows')}`,
      });
    return html`<div class="button-row rule-row-buttons">${button('Inserisci sopra', 'sopra', `la riga ${n}`)}${button('Togli', 'togli', `la riga ${n}`)}</div>`;
  },
});
