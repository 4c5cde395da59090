/** A tariff told in plain Italian: sentences inside sentences, and the tables of its steps. */
import { formatItalianDate } from '#platform/calendar';
import { decimal, formatDecimalText, formatInteger } from '#platform/money';
import { stretchText } from './computation.ts';
import { CATEGORY_LABELS, labelOf } from './fee-inputs.ts';
import { regionName } from './region-code.ts';
import { roundingText } from './rounding.ts';
import type { Condition, Fee, PopulationReference, Stretch, Tariff } from './tariff.ts';
import { feesOf, rowsOf } from './walk-fee.ts';

export interface Sentence {
  text: string;
  parts: Sentence[];
  /** Of the sentence of a rule: where the rule stands ("fee.options.0.fee"). */
  path?: string;
}

/** "0.15" → "0,15 €", "300" → "300,00 €": never fewer than two decimals, never rounded. */
export function priceText(euros: string): string {
  const [whole, fraction = ''] = euros.split('.');
  const shown = fraction.length < 2 ? fraction.padEnd(2, '0') : fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${formatDecimalText(`${whole}.${shown}`)} €`;
}

/** "0.05" → "5%", "0.125" → "12,5%". */
export const percentText = (fraction: string): string =>
  `${formatDecimalText(decimal(fraction).times(100).toFixed())}%`;

/** The whole tariff in sentences; a rounding other than to the cent is the last of them. */
export function explainTariff(tariff: Tariff): Sentence {
  const told = explain(tariff.fee, tariff, 'fee');
  return tariff.rounding
    ? { ...told, parts: [...told.parts, leaf(`${roundingText(tariff.rounding)} dell’importo finale`)] }
    : told;
}

function explain(fee: Fee, tariff: Tariff, path: string): Sentence {
  const inner = (one: Fee, step: string) => [explain(one, tariff, `${path}.${step}`)];
  const name = (variable: string) => labelOf(tariff, variable).toLowerCase();
  const told = (text: string, parts: Sentence[] = []): Sentence => ({
    text: fee.label ? `${fee.label}: ${lowerFirst(text)}` : text,
    parts,
    path,
  });
  switch (fee.kind) {
    case 'FLAT':
      return told(
        Number(fee.amount) === 0 ? 'Non è dovuto nulla' : `Quota fissa di ${priceText(fee.amount)}`,
      );
    case 'RATE':
      return told(
        fee.every === undefined
          ? `${priceText(fee.rate)} per ${oneOf(tariff, fee.per)}`
          : `${priceText(fee.rate)} ${everyText(fee.every)} (${name(fee.per)})`,
      );
    case 'SLABS':
      return told(
        `Per scaglioni di ${name(fee.per)}: ogni unità paga la tariffa dello scaglione in cui cade`,
        fee.slabs.map((slab) => leaf(`${stretchText(slab)}: ${slabText(slab, fee.every)}`)),
      );
    case 'BANDS':
      return told(
        `Per fasce di ${name(fee.by)}: vale per intero la fascia in cui cade l’ente`,
        fee.bands.map((band, i) => ({ text: stretchText(band), parts: inner(band.fee, `bands.${i}.fee`) })),
      );
    case 'DISCOUNT_BY_BAND':
      return told(`Con uno sconto unico su tutto l’importo, secondo la fascia di ${name(fee.by)}`, [
        ...inner(fee.of, 'of'),
        ...fee.bands.map((band) => leaf(`${stretchText(band)}: ${discountText(band.discount)}`)),
      ]);
    case 'DISCOUNT':
      return told(`Con una riduzione del ${percentText(fee.discount)}`, inner(fee.of, 'of'));
    case 'SUM':
      return told(
        'Somma di',
        fee.parts.flatMap((part, i) => inner(part, `parts.${i}`)),
      );
    case 'WITHIN':
      return told('Entro un minimo o un massimo', [
        ...inner(fee.of, 'of'),
        ...(fee.atLeast ? [{ text: 'Mai meno di', parts: inner(fee.atLeast, 'atLeast') }] : []),
        ...(fee.atMost ? [{ text: 'Mai più di', parts: inner(fee.atMost, 'atMost') }] : []),
      ]);
    case 'SAFEGUARD':
      return told(safeguardText(fee), inner(fee.of, 'of'));
    case 'AS_CATEGORY':
      return told(
        `${percentText(fee.share)} di quanto pagherebbe, con gli stessi dati, un ente della categoria «${CATEGORY_LABELS[fee.category]}»`,
      );
    case 'CHOICE':
      return told(
        'Vale la prima regola che si applica',
        fee.options.map((option, i) => ({
          text: option.when ? `${option.label} (${conditionText(option.when, tariff)})` : option.label,
          parts: inner(option.fee, `options.${i}.fee`),
        })),
      );
  }
}

const leaf = (text: string): Sentence => ({ text, parts: [] });
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const discountText = (discount: string): string =>
  Number(discount) === 0 ? 'nessuno sconto' : `sconto del ${percentText(discount)}`;

/** 1000 → "ogni 1.000 o frazione" */
const everyText = (every: number): string => `ogni ${formatInteger(every)} o frazione`;

function slabText({ rate, discount }: { rate: string; discount?: string }, every?: number): string {
  const price = `${priceText(rate)} ${every === undefined ? 'ciascuno' : everyText(every)}`;
  return discount === undefined || Number(discount) === 0 ? price : `${price}, ${discountText(discount)}`;
}

function oneOf(tariff: Tariff, variable: string): string {
  if (variable === 'inhabitants') return 'ogni abitante';
  if (variable === 'enterprises') return 'ogni impresa attiva';
  const known = tariff.variables.find(({ name }) => name === variable);
  return known?.one ? `ogni ${known.one}` : `ogni unità di «${labelOf(tariff, variable)}»`;
}

function safeguardText(fee: { year: number; maxIncrease?: string; maxDecrease?: string }): string {
  const limits = [
    fee.maxIncrease === undefined
      ? ''
      : Number(fee.maxIncrease) === 0
        ? 'non può superarla'
        : `non può superarla di oltre il ${percentText(fee.maxIncrease)}`,
    fee.maxDecrease === undefined
      ? ''
      : `non può esserne inferiore di oltre il ${percentText(fee.maxDecrease)}`,
  ].filter(Boolean);
  return `Salvaguardia rispetto alla quota del ${fee.year}: la nuova quota ${limits.join(' e ')}`;
}

export function conditionText(when: Condition, tariff: Tariff): string {
  const texts = [
    when.categories ? `categoria: ${when.categories.map((c) => CATEGORY_LABELS[c]).join(', ')}` : '',
    when.regions ? `regione: ${when.regions.map(regionName).join(', ')}` : '',
    when.classes ? `classe ${when.classes.join(', ')}` : '',
    ...(when.ranges ?? []).map((r) => `${labelOf(tariff, r.of).toLowerCase()} ${stretchText(r)}`),
    when.wholeAssociation === undefined
      ? ''
      : when.wholeAssociation
        ? 'tutti i comuni dell’associazione aderiscono'
        : 'non tutti i comuni dell’associazione aderiscono',
  ].filter(Boolean);
  return texts.length > 0 ? texts.join('; ') : 'in ogni caso';
}

/** When population and enterprises are read. */
export function referenceText(reference: PopulationReference): string {
  if (reference.kind === 'FIXED_FOR_TERM')
    return `al ${formatItalianDate(reference.date)}, per tutta la durata della convenzione`;
  return reference.kind === 'PREVIOUS_YEAR_END'
    ? 'al 31 dicembre dell’anno precedente'
    : 'al 31 dicembre del penultimo anno precedente';
}

export interface StepTable {
  title: string;
  rows: { stretch: string; price: string; discount: string; net: string }[];
}

/** The slabs and discount bands of a tariff as tables: stretch, full price, discount, price to pay. */
export function stepTables(tariff: Tariff): StepTable[] {
  return [...feesOf(tariff)].flatMap(({ fee }): StepTable[] => {
    const found = rowsOf(fee);
    if (!found) return [];
    const variable = labelOf(tariff, found.variable);
    if (fee.kind === 'SLABS')
      return [
        {
          title: `Scaglioni di ${variable.toLowerCase()}${fee.every ? ` (prezzi ${everyText(fee.every)})` : ''}`,
          rows: fee.slabs.map(slabRow),
        },
      ];
    if (fee.kind === 'DISCOUNT_BY_BAND')
      return [{ title: `Fasce di ${variable.toLowerCase()}`, rows: fee.bands.map(bandRow) }];
    return fee.kind === 'BANDS' && fee.bands.every((band) => band.fee.kind === 'FLAT')
      ? [
          {
            title: `Fasce di ${variable.toLowerCase()}`,
            rows: fee.bands.map((band) => {
              const price = band.fee.kind === 'FLAT' ? priceText(band.fee.amount) : '';
              return { stretch: stretchText(band), price, discount: '', net: price };
            }),
          },
        ]
      : [];
  });
}

function slabRow(slab: Stretch & { rate: string; discount?: string }) {
  const discount = slab.discount ?? '0';
  const net = decimal(slab.rate).times(decimal(1).minus(discount)).toFixed();
  return {
    stretch: stretchText(slab),
    price: priceText(slab.rate),
    discount: Number(discount) === 0 ? 'nessuno' : percentText(discount),
    net: priceText(net),
  };
}

function bandRow(band: Stretch & { discount: string }) {
  return {
    stretch: stretchText(band),
    price: '',
    discount: Number(band.discount) === 0 ? 'nessuno' : percentText(band.discount),
    net: percentText(decimal(1).minus(band.discount).toFixed()),
  };
}

/** "3.000 abitanti con 240 imprese" */
export const bodyText = (inhabitants: number, enterprises: number): string =>
  `${formatInteger(inhabitants)} abitanti e ${formatInteger(enterprises)} imprese`;
