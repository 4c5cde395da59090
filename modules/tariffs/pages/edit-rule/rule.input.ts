/** A rule out of its form: the rule, or a sentence for each field that is wrong. */
import { newOption } from '../../rules/edit-fee.ts';
import {
  BODY_CATEGORIES,
  type BodyCategory,
  type Fee,
  type FeeOf,
  type Option,
  type Stretch,
} from '../../rules/tariff.ts';
import { hasRows, newRule, rowCount, rulesInRows, type TypedRule } from './rule-form.ts';
import { typedPercent, typedPrice, typedWhole } from './typed-numbers.ts';

export type Errors = Record<string, string>;

const PRICE = 'Scrivere un importo in euro con la virgola, ad esempio 0,15 oppure 1.740,00.';
const PERCENT = 'Scrivere una percentuale fra 0 e 100, ad esempio 5 oppure 12,5.';
const WIDE_PERCENT = 'Scrivere una percentuale fra 0 e 1.000, ad esempio 50 oppure 12,5.';

/** What is read from the fields; each reader notes what is wrong and gives something in its place. */
interface Reading {
  typed: TypedRule;
  errors: Errors;
  /** The rule as stored, already of the kind that the form shows: what its rows contain is kept. */
  base: Fee;
  year: number;
}

/**
 * Reads the form of a rule of the kind of `base`. Rules inside others stay as they are stored, unless they are fixed
 * amounts, which are typed in the row itself.
 */
export function readRule(
  typed: TypedRule,
  base: Fee,
  year: number,
): { ok: true; fee: Fee } | { ok: false; errors: Errors } {
  const reading: Reading = { typed, errors: {}, base, year };
  const text = (typed.values.label ?? '').trim();
  if (text.length > 200) reading.errors.label = 'L’etichetta è troppo lunga: al massimo 200 caratteri.';
  if (hasRows(base.kind) && rowCount(typed) === 0) reading.errors.rows = 'Scrivere almeno una riga.';
  const fee = { ...(text === '' ? {} : { label: text }), ...readKind(reading) } as Fee;
  return Object.keys(reading.errors).length > 0 ? { ok: false, errors: reading.errors } : { ok: true, fee };
}

function readKind(reading: Reading): Fee {
  const { base } = reading;
  const { values } = reading.typed;
  switch (base.kind) {
    case 'FLAT':
      return { kind: base.kind, amount: price(reading, 'amount') };
    case 'RATE':
      return { kind: base.kind, per: quantity(reading), rate: price(reading, 'rate'), ...every(reading) };
    case 'SLABS':
      return { kind: base.kind, per: quantity(reading), slabs: readSlabs(reading), ...every(reading) };
    case 'BANDS':
      return {
        kind: base.kind,
        by: quantity(reading),
        bands: stretches(reading).map((row, i) => ({ ...row, fee: inner(reading, i + 1) })),
      };
    case 'DISCOUNT_BY_BAND':
      return {
        kind: base.kind,
        by: quantity(reading),
        bands: stretches(reading).map((row, i) => ({
          ...row,
          discount: percent(reading, `row${i + 1}.discount`),
        })),
        of: base.of,
      };
    case 'DISCOUNT':
      return { kind: base.kind, discount: percent(reading, 'discount'), of: base.of };
    case 'SUM':
      return { kind: base.kind, parts: numbers(reading).map((n) => inner(reading, n)) };
    case 'WITHIN':
      return readLimits(reading, base);
    case 'SAFEGUARD':
      return readSafeguard(reading, base);
    case 'AS_CATEGORY':
      return {
        kind: base.kind,
        category: category(values.category),
        share: percent(reading, 'share', 1000, WIDE_PERCENT),
      };
    case 'CHOICE':
      return { kind: base.kind, options: readOptions(reading, base) };
  }
}

const numbers = ({ typed }: Reading): number[] => Array.from({ length: rowCount(typed) }, (_, i) => i + 1);
const quantity = ({ typed }: Reading): string => (typed.values.quantity ?? '').trim() || 'inhabitants';
const category = (text: string | undefined): BodyCategory =>
  BODY_CATEGORIES.find((one) => one === text) ?? 'COMUNE';

/** "Ogni 1.000 o frazione": left empty, or written as one, units are counted one by one. */
function every({ typed, errors }: Reading): { every?: number } {
  const text = (typed.values.every ?? '').trim();
  if (text === '' || text === '1') return {};
  const units = typedWhole(text);
  if (units === null || units < 2) {
    errors.every = 'Scrivere quante unità si contano insieme, ad esempio 1.000, oppure lasciare vuoto.';
    return {};
  }
  return { every: units };
}

function price({ typed, errors }: Reading, name: string, empty = 'Indicare l’importo.'): string {
  const text = typed.values[name] ?? '';
  const read = typedPrice(text);
  if (read === null) errors[name] = text.trim() === '' ? empty : PRICE;
  return read ?? '0';
}

function percent({ typed, errors }: Reading, name: string, most = 100, message = PERCENT): string {
  const read = typedPercent(typed.values[name] ?? '', most);
  if (read === null) errors[name] = message;
  return read ?? '0';
}

/**
 * The rows as stretches: only "fino a" is typed, each row begins where the one before has ended and the last one has
 * no end, so that gaps and overlaps cannot be written. "3.000", "5.000", last → 0–3,000, 3,001–5,000, 5,001–
 */
function stretches(reading: Reading): Stretch[] {
  const { typed, errors } = reading;
  let from = 0;
  const rows = numbers(reading);
  return rows.map((n) => {
    const start = from;
    if (n === rows.length) return { from: start, upTo: null };
    const name = `row${n}.upTo`;
    const upTo = typedWhole(typed.values[name] ?? '');
    if (upTo === null)
      errors[name] =
        'Indicare fino a quanto arriva la riga, con un numero intero: solo l’ultima è senza limite.';
    else if (upTo < start)
      errors[name] =
        'Le righe vanno in ordine crescente: questo limite non supera quello della riga precedente.';
    from = (upTo ?? start) + 1;
    return { from: start, upTo: upTo ?? start };
  });
}

const readSlabs = (reading: Reading): FeeOf<'SLABS'>['slabs'] =>
  stretches(reading).map((row, i) => {
    const at = `row${i + 1}`;
    const rate = price(reading, `${at}.rate`, 'Indicare la tariffa di ogni unità.');
    if ((reading.typed.values[`${at}.discount`] ?? '').trim() === '') return { ...row, rate };
    return { ...row, rate, discount: percent(reading, `${at}.discount`) };
  });

/** The rule in a row: the stored one, with the amount that was typed when it is a fixed one; or a new one. */
function inner(reading: Reading, n: number): Fee {
  const { values } = reading.typed;
  const was = values[`row${n}.was`];
  const stored = was ? rulesInRows(reading.base)[Number(was)] : undefined;
  if (stored && stored.kind !== 'FLAT') return stored;
  if (stored) return { ...stored, amount: price(reading, `row${n}.amount`) };
  const fresh = newRule(values[`row${n}.kind`] ?? 'FLAT', reading.year);
  return fresh.kind === 'FLAT' ? { ...fresh, amount: price(reading, `row${n}.amount`) } : fresh;
}

function readOptions(reading: Reading, base: FeeOf<'CHOICE'>): Option[] {
  const { values } = reading.typed;
  return numbers(reading).map((n) => {
    const name = `row${n}.label`;
    const label = (values[name] ?? '').trim();
    if (label === '')
      reading.errors[name] = 'Indicare a chi si applica la regola, ad esempio «Unioni di comuni».';
    if (label.length > 200) reading.errors[name] = 'Il nome è troppo lungo: al massimo 200 caratteri.';
    const was = values[`row${n}.was`];
    const when = was ? base.options[Number(was)]?.when : newOption(base).when;
    return { label, ...(when ? { when } : {}), fee: inner(reading, n) };
  });
}

function readLimits(reading: Reading, base: FeeOf<'WITHIN'>): Fee {
  const limit = (name: 'least' | 'most', stored: Fee | undefined): Fee | undefined => {
    if (stored && stored.kind !== 'FLAT') return stored;
    if ((reading.typed.values[name] ?? '').trim() === '') return undefined;
    return { ...(stored ?? { kind: 'FLAT' }), amount: price(reading, name) } as Fee;
  };
  const atLeast = limit('least', base.atLeast);
  const atMost = limit('most', base.atMost);
  if (!atLeast && !atMost && !reading.errors.least)
    reading.errors.least = 'Indicare il minimo, il massimo o entrambi.';
  if (atLeast?.kind === 'FLAT' && atMost?.kind === 'FLAT' && Number(atLeast.amount) > Number(atMost.amount))
    reading.errors.most = 'Il massimo è inferiore al minimo: correggere uno dei due.';
  return { kind: 'WITHIN', ...(atLeast ? { atLeast } : {}), ...(atMost ? { atMost } : {}), of: base.of };
}

function readSafeguard(reading: Reading, base: FeeOf<'SAFEGUARD'>): Fee {
  const { values } = reading.typed;
  const year = Number((values.year ?? '').trim());
  if (!Number.isInteger(year) || year < 1990 || year > 2199)
    reading.errors.year = 'Indicare un anno di quattro cifre, ad esempio 2025.';
  const typed = (name: string) => (values[name] ?? '').trim() !== '';
  const limits = {
    ...(typed('maxIncrease') ? { maxIncrease: percent(reading, 'maxIncrease', 1000, WIDE_PERCENT) } : {}),
    ...(typed('maxDecrease') ? { maxDecrease: percent(reading, 'maxDecrease') } : {}),
  };
  if (!typed('maxIncrease') && !typed('maxDecrease'))
    reading.errors.maxIncrease = 'Indicare l’aumento massimo, la diminuzione massima o entrambi.';
  return { kind: 'SAFEGUARD', year, ...limits, of: base.of };
}
