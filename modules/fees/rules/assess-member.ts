/** The fee of one member for a year: the tariff on the inputs of the reference date, then the share of the year. */
import { formatItalianDate, type IsoDate } from '#platform/calendar';
import { type Cents, centsToText, type DecimalText, decimal, roundToCents } from '#platform/money';
import { assessFee, type BodyCategory, type FeeInputs, type Tariff } from '#tariffs';
import { type ProRataMethod, proRata } from './pro-rata.ts';
import type { FeeTraceLine } from './stored-trace.ts';

/** A figure as it was read: of which day it is the run that says, who gives it and when it was recorded are here. */
export interface ReadFigure {
  value: number;
  source: string;
  recordedAt: string;
}

/** An other quantity as it was read: decimal text, so that no amount depends on a float. */
export interface ReadMeasure {
  value: DecimalText;
  source: string;
  recordedAt: string;
}

/** What was read of a member, frozen with its assessment. Absent is "not known", never zero. */
export interface MemberInputs {
  category: BodyCategory;
  effectiveFrom: IsoDate;
  region?: string;
  bodyClass?: string;
  /** The act that gives the class, and when it was recorded; absent in runs that had the class from the convention. */
  classGiven?: { act: string; recordedAt: string };
  population?: ReadFigure;
  enterprises?: ReadFigure;
  /** The other quantities of the tariff, by name. */
  others?: Record<string, ReadMeasure>;
  wholeAssociation?: boolean;
  referenceFees?: Record<number, Cents | null>;
}

export interface RunTerms {
  year: number;
  tariff: Tariff;
  proRata: ProRataMethod;
}

export type MemberFee =
  | { ok: true; yearly: Cents; amount: Cents; trace: FeeTraceLine[] }
  | { ok: false; missing: string[] };

/**
 * The fee of a member, rounded once: also the share of the year is taken of the exact fee. [D common, D1, D3]
 * 8,000 inhabitants and 600 enterprises from 10 September → 1,740.00 × 4 / 12 = 580.00.
 * A missing input gives no fee: `missing` names it, "uncovered" when no rule of the tariff speaks of the body.
 */
export function assessMember(terms: RunTerms, inputs: MemberInputs): MemberFee {
  const result = assessFee(terms.tariff, feeInputs(inputs));
  if (!result.ok)
    return {
      ok: false,
      missing: result.uncovered || result.missing.length === 0 ? ['uncovered'] : result.missing,
    };
  const share = proRata(result.amount, 'MEMBERSHIP_FEE', terms.proRata, inputs.effectiveFrom, terms.year);
  if (share.parts === share.of)
    return { ok: true, yearly: result.amount, amount: share.amount, trace: result.trace };
  const rounding = result.trace.at(-1)!;
  const exact = decimal(rounding.operands[0]!.value);
  const due = exact.times(share.parts).div(share.of);
  const amount = roundToCents(due);
  const unit = share.unit === 'MONTHS' ? 'mesi' : 'giorni';
  const trace: FeeTraceLine[] = [
    ...result.trace.slice(0, -1),
    {
      step: 'PRO_RATA',
      label: `Quota per ${share.parts} ${unit} su ${share.of}, dal ${formatItalianDate(inputs.effectiveFrom)}`,
      operands: [
        { value: exact.toFixed(), unit: 'EURO' },
        { value: String(share.parts), unit: 'COUNT' },
        { value: String(share.of), unit: 'COUNT' },
      ],
      result: due.toFixed(),
    },
    { ...rounding, operands: [{ value: due.toFixed(), unit: 'EURO' }], result: centsToText(amount) },
  ];
  return { ok: true, yearly: result.amount, amount, trace };
}

function feeInputs(inputs: MemberInputs): FeeInputs {
  return {
    category: inputs.category,
    ...(inputs.region === undefined ? {} : { region: inputs.region }),
    ...(inputs.bodyClass === undefined ? {} : { bodyClass: inputs.bodyClass }),
    ...(inputs.population === undefined ? {} : { inhabitants: inputs.population.value }),
    ...(inputs.enterprises === undefined ? {} : { enterprises: inputs.enterprises.value }),
    ...(inputs.others === undefined
      ? {}
      : {
          others: Object.fromEntries(Object.entries(inputs.others).map(([name, read]) => [name, read.value])),
        }),
    ...(inputs.wholeAssociation === undefined ? {} : { wholeAssociation: inputs.wholeAssociation }),
    ...(inputs.referenceFees === undefined ? {} : { referenceFees: inputs.referenceFees }),
  };
}
