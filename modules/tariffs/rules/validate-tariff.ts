/** Is a tariff whole? What must be mended before anybody may approve it, and what must be known when approving it. */
import { assessFee, circleOf } from './assess-fee.ts';
import { contradictsItself, covers } from './covers.ts';
import { isOpen } from './edit-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { type Companions, type Notch, tryTariff } from './find-notches.ts';
import { REGION_NAMES } from './region-code.ts';
import type { Condition, Fee, FeeOf, Option, Stretch, Tariff } from './tariff.ts';
import { feesOf, placedConditionsOf, rowsOf } from './walk-fee.ts';

/** Codes of what is wrong; the Italian is in messages.it.ts. `path` is where: "fee.options.0.fee.bands". */
export type TariffProblemCode =
  | 'tariffs.rows-do-not-start-at-zero'
  | 'tariffs.rows-leave-a-gap'
  | 'tariffs.rows-overlap'
  | 'tariffs.row-upside-down'
  | 'tariffs.last-row-has-an-end'
  | 'tariffs.boundary-undefined'
  | 'tariffs.no-rule-for-the-others'
  | 'tariffs.rule-never-reached'
  | 'tariffs.condition-never-true'
  | 'tariffs.unknown-region'
  | 'tariffs.limits-crossed'
  | 'tariffs.amount-too-large'
  | 'tariffs.too-many-steps'
  | 'tariffs.unknown-variable'
  | 'tariffs.variable-declared-twice'
  | 'tariffs.range-upside-down'
  | 'tariffs.limit-missing'
  | 'tariffs.refers-to-itself'
  | 'tariffs.body-without-amount';
export interface TariffProblem {
  code: TariffProblemCode;
  path: string;
  facts: Record<string, unknown>;
}

/** A tariff with problems cannot be approved; notches are shown and approved knowingly. */
export interface TariffValidation {
  problems: TariffProblem[];
  notches: Notch[];
  /** The tariff has more cases than can be tried: there may be other notches. */
  bounded: boolean;
}

/**
 * Refuses gaps, overlaps and undefined boundaries, and lists every notch and cliff. [D1, traps 2 and 3; E "no gap/overlap"]
 * `companions` says how many enterprises (or else) go with a threshold; by default a threshold is tried with eight
 * enterprises every 100 inhabitants, with none and with many.
 */
export function validateTariff(tariff: Tariff, companions?: Companions): TariffValidation {
  const problems = [...feesOf(tariff)].flatMap(({ path, fee }) => problemsOfFee(fee, path, tariff));
  problems.push(...problemsOfConditions(tariff), ...problemsOfVariables(tariff));
  if (problems.length > 0) return { problems, notches: [], bounded: false };
  const { notches, withoutAmount, bounded } = tryTariff(tariff, companions);
  return withoutAmount
    ? { problems: [problemOfBody(withoutAmount, tariff)], notches: [], bounded }
    : { problems: [], notches, bounded };
}

function problem(code: TariffProblemCode, path: string, facts: Record<string, unknown> = {}): TariffProblem {
  return { code, path, facts };
}

function problemsOfFee(fee: Fee, path: string, tariff: Tariff): TariffProblem[] {
  const rows = rowsOf(fee);
  const found = rows ? problemsOfRows(rows.rows, `${path}.${rows.name}`) : [];
  const variable = rows?.variable ?? (fee.kind === 'RATE' ? fee.per : null);
  if (variable !== null && !isKnown(variable, tariff))
    found.push(problem('tariffs.unknown-variable', path, { variable }));
  if (fee.kind === 'WITHIN' && !fee.atLeast && !fee.atMost)
    found.push(problem('tariffs.limit-missing', path));
  if (fee.kind === 'SAFEGUARD' && !fee.maxIncrease && !fee.maxDecrease)
    found.push(problem('tariffs.limit-missing', path));
  if (fee.kind === 'WITHIN' && limitsCross(fee)) found.push(problem('tariffs.limits-crossed', path));
  if (fee.kind === 'CHOICE') found.push(...problemsOfChoice(fee.options, path));
  return found;
}

/**
 * Rows run from 0 to no end and each begins where the one before has ended: 0–3,000, 3,001–5,000, 5,001–.
 *   0–3,000, 3,002–…  leaves 3,001 out      0–3,000, 3,000–…  has 3,000 twice
 *   0–3,000 alone     says nothing of 3,001  0–, 5,001–…       has an end missing in the middle
 */
function problemsOfRows(rows: readonly Stretch[], path: string): TariffProblem[] {
  const found: TariffProblem[] = [];
  rows.forEach(({ from, upTo }, index) => {
    const at = `${path}.${index}`;
    const before = rows[index - 1];
    if (upTo !== null && upTo < from) found.push(problem('tariffs.row-upside-down', at, { from, upTo }));
    if (before === undefined && from !== 0)
      found.push(problem('tariffs.rows-do-not-start-at-zero', at, { from }));
    if (before !== undefined) found.push(...problemsOfSeam(before, from, at));
  });
  const last = rows.at(-1);
  if (last && last.upTo !== null)
    found.push(problem('tariffs.last-row-has-an-end', path, { upTo: last.upTo }));
  return found;
}

function problemsOfSeam(before: Stretch, from: number, at: string): TariffProblem[] {
  if (before.upTo === null) return [problem('tariffs.boundary-undefined', at, { from })];
  if (from > before.upTo + 1)
    return [problem('tariffs.rows-leave-a-gap', at, { from: before.upTo + 1, upTo: from - 1 })];
  if (from <= before.upTo) return [problem('tariffs.rows-overlap', at, { from, upTo: before.upTo })];
  return [];
}

const limitsCross = ({ atLeast, atMost }: FeeOf<'WITHIN'>): boolean =>
  atLeast?.kind === 'FLAT' && atMost?.kind === 'FLAT' && Number(atLeast.amount) > Number(atMost.amount);

/** The last option is for all the others, and no option stands after one that takes all its bodies. */
function problemsOfChoice(options: readonly Option[], path: string): TariffProblem[] {
  const found: TariffProblem[] = [];
  if (!options.some(isOpen)) found.push(problem('tariffs.no-rule-for-the-others', path));
  options.forEach(({ label, when }, index) => {
    const before = options.slice(0, index).find((earlier) => covers(earlier.when, when));
    if (before)
      found.push(
        problem('tariffs.rule-never-reached', `${path}.options.${index}`, {
          rule: label,
          before: before.label,
        }),
      );
  });
  return found;
}

function isKnown(variable: string, tariff: Tariff): boolean {
  if (variable === 'inhabitants' || variable === 'enterprises') return true;
  return tariff.variables.some(({ name }) => name === variable);
}

const problemsOfConditions = (tariff: Tariff): TariffProblem[] =>
  placedConditionsOf(tariff).flatMap(({ path, when }) => problemsOfCondition(when, path, tariff));

function problemsOfCondition(when: Condition, path: string, tariff: Tariff): TariffProblem[] {
  const found = (when.ranges ?? []).flatMap(({ of, from, upTo }, index) => {
    const at = `${path}.ranges.${index}`;
    if (!isKnown(of, tariff)) return [problem('tariffs.unknown-variable', at, { variable: of })];
    if (upTo !== null && upTo < from) return [problem('tariffs.range-upside-down', at, { of, from, upTo })];
    return [];
  });
  if (found.length === 0 && contradictsItself(when))
    found.push(problem('tariffs.condition-never-true', `${path}.ranges`));
  (when.regions ?? []).forEach((region, index) => {
    if (!REGION_NAMES.some(({ code }) => code === region))
      found.push(problem('tariffs.unknown-region', `${path}.regions.${index}`, { region }));
  });
  return found;
}

function problemsOfVariables(tariff: Tariff): TariffProblem[] {
  const names = ['inhabitants', 'enterprises', ...tariff.variables.map(({ name }) => name)];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => problem('tariffs.variable-declared-twice', 'variables', { name }));
}

/** Why a body has no amount though all of it is known: here tariffs that turn in a circle come to light. */
function problemOfBody(body: FeeInputs, tariff: Tariff): TariffProblem {
  const circle = circleOf(tariff, body);
  const at = [...feesOf(tariff)].find(({ fee }) => fee === circle);
  if (at) return problem('tariffs.refers-to-itself', at.path, { body });
  const result = assessFee(tariff, body);
  const missing = result.ok ? [] : result.missing;
  if (missing.includes('smallerAmount')) return problem('tariffs.amount-too-large', 'fee', { body });
  if (missing.includes('fewerSteps')) return problem('tariffs.too-many-steps', 'fee', { body });
  return problem('tariffs.body-without-amount', 'fee', { body, result });
}
