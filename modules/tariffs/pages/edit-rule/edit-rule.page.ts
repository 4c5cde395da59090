import { createHash } from 'node:crypto';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import type { Problems } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { editRule } from '../../commands/edit-rule.ts';
import { tariffLinks } from '../../links.ts';
import { classesInUse } from '../../queries/find-convention.ts';
import { getTariff, type TariffDetails } from '../../queries/get-tariff.ts';
import { asKind, EMPTY_RULE } from '../../rules/convert-fee.ts';
import { editTariffRules, type RuleEdit } from '../../rules/edit-fee.ts';
import { explainTariff } from '../../rules/explain-tariff.ts';
import { ruleNumbers } from '../../rules/rule-numbers.ts';
import { feeAt, placeOf, rowPath } from '../../rules/rule-path.ts';
import type { Fee, Option, Tariff } from '../../rules/tariff.ts';
import { crumbsOf, notADraft } from '../edit-rules/edit-rules.page.ts';
import { readOption } from './condition.input.ts';
import { editRuleView } from './edit-rule.view.ts';
import { readRule } from './rule.input.ts';
import { kindOf, reshaped, ruleValues, type TypedRule } from './rule-form.ts';

/** A rule as it is opened. */
interface OpenRule {
  tariff: TariffDetails;
  path: string;
  stored: Fee;
  option: Omit<Option, 'fee'> | null;
  /** The year of a new safeguard: the one before the tariff begins. */
  year: number;
}

/** One rule of a proposal: its kind, its fields, and to whom it applies when it stands in a choice. */
export async function show(visit: Visit): Promise<Answer> {
  const open = await openRule(visit);
  if (!open)
    return redirect(tariffLinks.rules(visit.params.id!), {
      kind: 'warning',
      text: sentenceFor('tariffs.rule-not-there'),
    });
  return render(visit, open, ruleValues(open.stored, open.option));
}

/** The form sent: to save, to see what would change, or to add a row and go on writing. */
export async function submit(visit: Visit): Promise<Answer> {
  const open = (await openRule(visit)) ?? (await ruleGone(visit));
  const typed: TypedRule = { values: visit.form, valuesAll: (name) => visit.formAll(name) };
  const action = visit.form.azione ?? '';
  const chosen = otherKind(visit.form);
  const changed = reshaped(typed, chosen ? 'tipo' : action, open.stored, open.year);
  if (changed)
    return render(visit, open, changed, { errors: {}, status: 200, kindChosen: chosen && action !== 'tipo' });
  const read = readEdit(open, typed);
  if ('errors' in read) return render(visit, open, typed, { errors: read.errors, status: 422 });
  if (action === 'prova') return tried(visit, open, typed, read);
  try {
    return await saved(visit, open, read, action);
  } catch (error) {
    if (error instanceof InvalidInput)
      return render(visit, open, typed, { errors: error.fields, status: 422 });
    if (error instanceof RuleBroken) return refused(visit, open, typed, error);
    throw error;
  }
}

/** The kind was changed and its fields were never shown: they must be, before anything is read from them. */
const otherKind = ({ kind, tipoMostrato }: Readonly<Record<string, string>>): boolean =>
  tipoMostrato !== undefined && kind !== tipoMostrato;

async function openRule(visit: Visit): Promise<OpenRule | null> {
  const tariff = await getTariff(visit, visit.params.id!);
  const path = visit.query.punto ?? visit.form.punto ?? 'fee';
  const stored = feeAt(tariff.tariff, path);
  return stored && { tariff, path, stored, option: optionAt(tariff.tariff, path), year: yearBefore(tariff) };
}

/** Somebody else has deleted the rule: what was typed is shown again, with the reason why it cannot be saved. */
async function ruleGone(visit: Visit): Promise<OpenRule> {
  const tariff = await getTariff(visit, visit.params.id!);
  const path = visit.query.punto ?? visit.form.punto ?? '';
  if (placeOf(path) === null) throw new NotFound('rule', path);
  return { tariff, path, stored: EMPTY_RULE, option: null, year: yearBefore(tariff) };
}

const yearBefore = ({ validFrom }: TariffDetails): number => Number(validFrom.slice(0, 4)) - 1;

function optionAt(tariff: Tariff, path: string): Omit<Option, 'fee'> | null {
  const place = placeOf(path);
  if (!place || !('list' in place) || place.list !== 'options') return null;
  const parent = feeAt(tariff, place.parent);
  if (parent?.kind !== 'CHOICE') return null;
  const { fee: _, ...option } = parent.options[place.index]!;
  return option;
}

/** What was typed as a step of the editor, or what is wrong in it: the rule and its conditions at once. */
function readEdit(
  { stored, option, path, year }: OpenRule,
  typed: TypedRule,
): RuleEdit | { errors: Record<string, string> } {
  const rule = readRule(typed, asKind(stored, kindOf(typed, stored), year), year);
  const conditions = option && readOption(typed);
  if (!rule.ok || conditions?.ok === false)
    return {
      errors: { ...(conditions?.ok === false ? conditions.errors : {}), ...(rule.ok ? {} : rule.errors) },
    };
  return { do: 'REPLACE', path, fee: rule.fee, ...(conditions ? { option: conditions.option } : {}) };
}

async function saved(visit: Visit, open: OpenRule, edit: RuleEdit, action: string): Promise<Answer> {
  const { tariff } = open;
  const rowVersion = Number(visit.form.versione);
  const { path } = await editRule(visit, { tariffId: tariff.id, rowVersion, edit });
  const after = (await getTariff(visit, tariff.id)).tariff;
  const next = nextToWrite(visit.form, after, path, action);
  if (next) return redirect(tariffLinks.rule(tariff.id, next), 'La regola è stata salvata.');
  const number = ruleNumbers(explainTariff(after)).get(path);
  return redirect(
    tariffLinks.rules(tariff.id),
    number ? `La regola ${number} è stata salvata.` : 'La regola è stata salvata.',
  );
}

/** The rule to open after saving: that of the row asked for, or else the first one that is new and still to be written. */
function nextToWrite(
  form: Readonly<Record<string, string>>,
  tariff: Tariff,
  path: string,
  action: string,
): string | null {
  const fee = feeAt(tariff, path);
  const list =
    fee?.kind === 'SUM'
      ? 'parts'
      : fee?.kind === 'CHOICE'
        ? 'options'
        : fee?.kind === 'BANDS'
          ? 'bands'
          : null;
  if (list === null) return null;
  const asked = /^apri:(\d+)$/.exec(action)?.[1];
  const fresh = Object.keys(form).flatMap((name) => {
    const n = /^row(\d+)\.kind$/.exec(name)?.[1];
    const written = list !== 'options' && form[name] === 'FLAT';
    return n && !written ? [Number(n)] : [];
  });
  const n = asked ? Number(asked) : fresh.sort((a, b) => a - b)[0];
  const next = n === undefined ? null : rowPath(path, list, n - 1);
  return next && feeAt(tariff, next) ? next : null;
}

function tried(visit: Visit, open: OpenRule, typed: TypedRule, edit: RuleEdit): Promise<Answer> {
  const edited = editTariffRules(open.tariff.tariff, edit);
  if ('refused' in edited)
    return render(visit, open, typed, { errors: { '': sentenceFor(edited.refused) }, status: 409 });
  return render(visit, open, typed, { errors: {}, status: 200, tried: edited.tariff });
}

/**
 * Refused with what was typed. Changed by somebody else meanwhile: the form can be saved again when this very rule is
 * still what it was; when it is not, it must be opened anew, or rows would be mistaken one for another.
 */
function refused(visit: Visit, open: OpenRule, typed: TypedRule, error: RuleBroken): Promise<Answer> {
  const stale = error.code === 'tariffs.changed-meanwhile';
  const same = markOf(open) === visit.form.impronta;
  const code = stale && !same ? 'tariffs.rule-changed-meanwhile' : error.code;
  return render(visit, open, typed, {
    errors: { '': sentenceFor(code, error.facts) },
    status: 409,
    ...(stale && same ? { rowVersion: open.tariff.rowVersion } : {}),
  });
}

const markOf = ({ stored, option }: OpenRule): string =>
  createHash('sha256')
    .update(JSON.stringify([stored, option]))
    .digest('hex')
    .slice(0, 16);

interface Outcome {
  errors: Readonly<Record<string, string>>;
  status: 200 | 409 | 422;
  tried?: Tariff;
  rowVersion?: number;
  kindChosen?: boolean;
}

async function render(
  visit: Visit,
  open: OpenRule,
  typed: TypedRule,
  { errors, status, tried: trial, rowVersion, kindChosen }: Outcome = { errors: {}, status: 200 },
): Promise<Answer> {
  const { tariff, stored, path } = open;
  if (tariff.state !== 'DRAFT') return notADraft(tariff);
  const number = ruleNumbers(explainTariff(tariff.tariff)).get(path);
  const problems: Problems = { ...typed, errors, status: status === 200 ? 422 : status };
  const refusal = Object.keys(errors).length > 0;
  const classes = open.option ? await classesInUse(visit, tariff.conventionId) : [];
  return page(
    number ? `Regola ${number}` : 'Regola di tutta la tariffa',
    editRuleView({
      tariff,
      path,
      stored,
      base: asKind(stored, kindOf(typed, stored), open.year),
      option: open.option !== null,
      problems,
      rowVersion: rowVersion ?? (Number(visit.form.versione) || tariff.rowVersion),
      mark: visit.form.impronta ?? markOf(open),
      tried: trial ?? null,
      kindChosen: kindChosen ?? false,
      classes,
      hiddenFields: visit.hiddenFields(),
    }),
    {
      breadcrumb: crumbsOf(
        tariff,
        { label: 'Regole', href: tariffLinks.rules(tariff.id) },
        { label: number ? `Regola ${number}` : 'Tutta la tariffa' },
      ),
      heading: { lead: tariff.title, eyebrow: `Tariffa ${tariff.code}, versione ${tariff.version}` },
      wide: true,
      refused: refusal,
      status,
    },
  );
}
