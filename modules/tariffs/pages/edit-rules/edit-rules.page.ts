import { RuleBroken } from '#platform/errors';
import { type Answer, type Crumb, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { editRule } from '../../commands/edit-rule.ts';
import { tariffLinks } from '../../links.ts';
import { getTariff, type TariffDetails } from '../../queries/get-tariff.ts';
import { WRAPPINGS } from '../../rules/convert-fee.ts';
import type { RuleEdit } from '../../rules/edit-fee.ts';
import { explainTariff } from '../../rules/explain-tariff.ts';
import { ruleNumbers } from '../../rules/rule-numbers.ts';
import { validateTariff } from '../../rules/validate-tariff.ts';
import { editRulesView } from './edit-rules.view.ts';

/** The rules of a proposal as a numbered tree, each with what may be done to it, and what example bodies would pay. */
export async function show(visit: Visit): Promise<Answer> {
  return render(visit, await getTariff(visit, visit.params.id!), null);
}

/** A step made with one of the buttons of a rule. */
export async function step(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  const edit = readStep(visit.form.azione ?? '', Number(tariff.validFrom.slice(0, 4)) - 1);
  if (!edit) return redirect(tariffLinks.rules(tariff.id));
  try {
    const { path } = await editRule(visit, {
      tariffId: tariff.id,
      rowVersion: Number(visit.form.versione),
      edit,
    });
    return await after(visit, tariff.id, edit, path);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return render(visit, tariff, sentenceFor(error.code, error.facts));
  }
}

/** "su fee.options.1.fee" → moved up; null when the button is none of ours. */
function readStep(action: string, year: number): RuleEdit | null {
  const [what = '', path = ''] = action.split(' ');
  const wrapping = WRAPPINGS.find((kind) => what === `racchiudi-${kind}`);
  if (wrapping) return { do: 'WRAP', path, in: wrapping, year };
  if (what === 'aggiungi') return { do: 'ADD', path };
  if (what === 'su') return { do: 'MOVE', path, by: -1 };
  if (what === 'giu') return { do: 'MOVE', path, by: 1 };
  if (what === 'togli') return { do: 'UNWRAP', path };
  return what === 'elimina' ? { do: 'REMOVE', path } : null;
}

const DONE: Readonly<Record<RuleEdit['do'], string>> = {
  ADD: 'La regola è stata aggiunta: scrivere che cosa dice.',
  WRAP: 'La regola è stata racchiusa.',
  UNWRAP: 'L’involucro è stato tolto.',
  REMOVE: 'La regola è stata eliminata.',
  MOVE: 'La regola è stata spostata.',
  REPLACE: 'La regola è stata salvata.',
  HEAD: 'I dati della tariffa sono stati salvati.',
};

/** What was added, or put around, has something to be written; the rest is looked at where it now stands. */
async function after(visit: Visit, tariffId: string, edit: RuleEdit, path: string): Promise<Answer> {
  const toWrite = edit.do === 'ADD' || (edit.do === 'WRAP' && edit.in !== 'SUM');
  if (toWrite)
    return redirect(tariffLinks.rule(tariffId, path), {
      kind: 'success',
      text: edit.do === 'ADD' ? DONE.ADD : `${DONE.WRAP} Completare i dati.`,
    });
  const { tariff } = await getTariff(visit, tariffId);
  const number = ruleNumbers(explainTariff(tariff)).get(path);
  return redirect(tariffLinks.rules(tariffId, number), DONE[edit.do]);
}

/** The way to a page of the editor. */
export const crumbsOf = (tariff: TariffDetails, ...more: Crumb[]): Crumb[] => [
  { label: 'Scrivania', href: '/' },
  { label: 'Tariffe', href: tariffLinks.tariffs() },
  { label: `${tariff.code} v.${tariff.version}`, href: tariffLinks.tariff(tariff.id) },
  ...more,
];

/** Only proposals have rules that may be changed. */
export const notADraft = (tariff: TariffDetails): Answer =>
  redirect(tariffLinks.tariff(tariff.id), {
    kind: 'warning',
    text: 'Le versioni approvate o ritirate non si modificano: copiarle in una nuova proposta.',
  });

function render(visit: Visit, tariff: TariffDetails, refusal: string | null): Answer {
  if (tariff.state !== 'DRAFT') return notADraft(tariff);
  const findings = validateTariff(tariff.tariff);
  return page(
    'Regole della tariffa',
    editRulesView({ tariff, findings, refusal, hiddenFields: visit.hiddenFields() }),
    {
      breadcrumb: crumbsOf(tariff, { label: 'Regole' }),
      heading: { lead: tariff.title, eyebrow: `Tariffa ${tariff.code}, versione ${tariff.version}` },
      wide: true,
      refused: refusal !== null,
      status: refusal === null ? 200 : 409,
    },
  );
}
