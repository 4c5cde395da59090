/** Is a tariff whole? What must be mended before anybody may approve it, and what must be known when approving it. */
import { amountOfFee, assessFee } from './assess-fee.ts';
import {
  type Companions,
  findNotches,
  kindsOfBody,
  type Notch,
  thresholdsOf,
  usualCompanions,
} from './find-notches.ts';
import type { Fee, Stretch, Tariff } from './tariff.ts';
import { conditionsOf, feesOf, rowsOf } from './walk-fee.ts';

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
}

/**
 * Refuses gaps, overlaps and undefined boundaries, and lists every notch and cliff. [D1, traps 2 and 3; E "no gap/overlap"]
 * `companions` says how many enterprises (or else) go with a threshold; by default 8 every 100 inhabitants.
 */
export function validateTariff(tariff: Tariff, companions?: Companions): TariffValidation {
  const problems = [...feesOf(tariff)].flatMap(({ path, fee }) => problemsOfFee(fee, path, tariff));
  problems.push(...problemsOfConditions(tariff), ...problemsOfVariables(tariff));
  if (problems.length > 0) return { problems, notches: [] };
  const uncovered = bodiesWithoutAmount(tariff);
  return { problems: uncovered, notches: uncovered.length > 0 ? [] : findNotches(tariff, companions) };
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

function problemsOfChoice(options: readonly { when?: unknown }[], path: string): TariffProblem[] {
  const open = options.findIndex(
    ({ when }) => when === undefined || Object.keys(when as object).length === 0,
  );
  if (open === -1) return [problem('tariffs.no-rule-for-the-others', path)];
  if (open < options.length - 1)
    return [problem('tariffs.rule-never-reached', `${path}.options.${open + 1}`)];
  return [];
}

function isKnown(variable: string, tariff: Tariff): boolean {
  if (variable === 'inhabitants' || variable === 'enterprises') return true;
  return tariff.variables.some(({ name }) => name === variable);
}

function problemsOfConditions(tariff: Tariff): TariffProblem[] {
  return conditionsOf(tariff)
    .flatMap(({ ranges = [] }) => ranges)
    .flatMap(({ of, from, upTo }) => {
      if (!isKnown(of, tariff)) return [problem('tariffs.unknown-variable', 'fee', { variable: of })];
      if (upTo !== null && upTo < from)
        return [problem('tariffs.range-upside-down', 'fee', { of, from, upTo })];
      return [];
    });
}

function problemsOfVariables(tariff: Tariff): TariffProblem[] {
  const names = ['inhabitants', 'enterprises', ...tariff.variables.map(({ name }) => name)];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => problem('tariffs.variable-declared-twice', 'variables', { name }));
}

/** Every kind of body at every threshold must have an amount: here tariffs that turn in a circle come to light. */
function bodiesWithoutAmount(tariff: Tariff): TariffProblem[] {
  const companions = usualCompanions(tariff);
  const points = [...thresholdsOf(tariff), { variable: 'inhabitants', value: 3000 }];
  for (const kind of kindsOfBody(tariff)) {
    for (const point of points) {
      const body = {
        ...companions(point),
        ...(point.variable === 'inhabitants' ? { inhabitants: point.value } : {}),
        ...kind,
      };
      if (amountOfFee(tariff, body) !== null) continue;
      const result = assessFee(tariff, body);
      const circle = [...feesOf(tariff)].some(({ fee }) => fee.kind === 'AS_CATEGORY');
      return [
        problem(circle ? 'tariffs.refers-to-itself' : 'tariffs.body-without-amount', 'fee', { body, result }),
      ];
    }
  }
  return [];
}
