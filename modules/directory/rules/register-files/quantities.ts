import { quantityName } from '../quantity-name.ts';
import { BODY_REFERENCE_COLUMNS, describeBody, readBodyReference } from './body-reference.ts';
import type { Cleaned } from './cell-cleaners.ts';
import { say } from './messages.it.ts';
import { quantity } from './number-and-date-cleaners.ts';
import { REFERENCE_DAY_COLUMNS, readReferenceDay } from './reference-day.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

/** An other quantity of a body at a date. One of the two codes is always there. */
export interface QuantityEntry {
  istatCode: string | null;
  ipaCode: string | null;
  /** As the file writes it: which quantity it is depends on the tariffs of the centre. */
  item: string;
  /** Decimal text, at most six decimals. */
  value: string;
  /** ISO date. */
  referenceDate: string;
  /** Of the row; null is that of the whole file. */
  source: string | null;
}

/** Any other quantity that a tariff counts: one row for each body, item and day. */
export const quantities: RegisterKind<QuantityEntry> = {
  kind: 'quantities',
  label: 'Altri dati numerici',
  columns: [
    ...BODY_REFERENCE_COLUMNS,
    column('item', 'voce', ['voce', 'dato', 'grandezza', 'indicatore', 'nome_dato', 'descrizione_voce'], {
      required: true,
    }),
    column('value', 'valore', ['valore', 'quantità', 'numero', 'misura'], { required: true }),
    ...REFERENCE_DAY_COLUMNS,
    column('source', 'fonte', ['fonte', 'provenienza', 'origine']),
  ],
  atLeastOneOf: [['istatCode', 'ipaCode']],
  keyOf: (entry) =>
    `${entry.istatCode ?? entry.ipaCode?.toLowerCase()} ${quantityName(entry.item)} ${entry.referenceDate}`,
  describeKey: (entry) => `Il dato «${entry.item}» ${describeBody(entry)} al ${entry.referenceDate}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const body = readBodyReference(row);
    const item = row.required('item', itemName);
    const value = row.required('value', quantity);
    const referenceDate = readReferenceDay(row, 'value', context) ?? '';
    return row.finish({
      ...body,
      item,
      value,
      referenceDate,
      source: row.name('source')?.slice(0, 200) ?? null,
    });
  },
};

const itemName = (text: string): Cleaned<string> =>
  quantityName(text) === null ? { wrong: say.item } : { value: text };
