/** To whom an option applies, out of its fields. */

import { REGION_NAMES } from '../../rules/region-code.ts';
import { BODY_CATEGORIES, type Condition, type Option } from '../../rules/tariff.ts';
import type { Errors } from './rule.input.ts';
import { rowCount, type TypedRule } from './rule-form.ts';
import { typedWhole } from './typed-numbers.ts';

/** What is ticked and typed; nothing at all is an option for everybody. */
export function readOption(
  typed: TypedRule,
): { ok: true; option: Omit<Option, 'fee'> } | { ok: false; errors: Errors } {
  const errors: Errors = {};
  const label = (typed.values.optionLabel ?? '').trim();
  if (label === '')
    errors.optionLabel = 'Indicare a chi si applica la regola, ad esempio «Unioni di comuni».';
  if (label.length > 200) errors.optionLabel = 'Il nome è troppo lungo: al massimo 200 caratteri.';
  const when = readCondition(typed, errors);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, option: { label, ...(Object.keys(when).length > 0 ? { when } : {}) } };
}

function readCondition(typed: TypedRule, errors: Errors): Condition {
  const categories = BODY_CATEGORIES.filter((one) => typed.valuesAll('categories').includes(one));
  const known = new Set(REGION_NAMES.map(({ code }) => code));
  const regions = typed.valuesAll('regions').filter((code) => known.has(code));
  const classes = readClasses(typed, errors);
  const ranges = readRanges(typed, errors);
  const { whole } = typed.values;
  return {
    ...(categories.length > 0 ? { categories } : {}),
    ...(regions.length > 0 ? { regions } : {}),
    ...(classes.length > 0 ? { classes } : {}),
    ...(ranges.length > 0 ? { ranges } : {}),
    ...(whole === 'true' || whole === 'false' ? { wholeAssociation: whole === 'true' } : {}),
  };
}

/** The classes ticked and those written, one a line or with commas: "A, B". */
function readClasses(typed: TypedRule, errors: Errors): string[] {
  const written = (typed.values.otherClasses ?? '').split(/[,;\n]/).map((one) => one.trim());
  const classes = [...new Set([...typed.valuesAll('classes'), ...written])].filter(Boolean);
  if (classes.some((one) => one.length > 60))
    errors.otherClasses = 'Il nome di una classe è troppo lungo: al massimo 60 caratteri.';
  if (classes.length > 60) errors.otherClasses = 'Le classi sono troppe: al massimo 60.';
  return classes;
}

function readRanges(typed: TypedRule, errors: Errors): NonNullable<Condition['ranges']> {
  const { values } = typed;
  return Array.from({ length: rowCount(typed, 'range') }, (_, i) => `range${i + 1}`).flatMap((at) => {
    const [lower, upper] = [(values[`${at}.from`] ?? '').trim(), (values[`${at}.upTo`] ?? '').trim()];
    if (lower === '' && upper === '') return [];
    const from = lower === '' ? 0 : typedWhole(lower);
    const upTo = upper === '' ? null : typedWhole(upper);
    if (from === null) errors[`${at}.from`] = 'Scrivere un numero intero, ad esempio 3.001.';
    if (upper !== '' && upTo === null) errors[`${at}.upTo`] = 'Scrivere un numero intero, ad esempio 5.000.';
    if (from !== null && upTo !== null && upTo < from)
      errors[`${at}.upTo`] = 'L’intervallo finisce prima di cominciare: correggere uno dei due limiti.';
    return [{ of: values[`${at}.of`] || 'inhabitants', from: from ?? 0, upTo }];
  });
}
