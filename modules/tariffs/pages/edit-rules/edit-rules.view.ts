import { type Html, type HtmlValue, html } from '#platform/html';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink, submitButton } from '#ui/button';
import { errorSummary } from '#ui/error-summary';
import { hidden } from '#ui/field';
import { ruleAnchor, tariffLinks } from '../../links.ts';
import { KIND_LABELS } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import { WRAPPINGS } from '../../rules/convert-fee.ts';
import { explainTariff, referenceText, type Sentence } from '../../rules/explain-tariff.ts';
import { labelOf } from '../../rules/fee-inputs.ts';
import { numbered, ruleName, ruleNumbers } from '../../rules/rule-numbers.ts';
import { placeOf, ruleOfProblem } from '../../rules/rule-path.ts';
import type { Fee } from '../../rules/tariff.ts';
import type { TariffProblem, TariffValidation } from '../../rules/validate-tariff.ts';
import { feesOf } from '../../rules/walk-fee.ts';
import { effectView } from './effect.view.ts';

export interface ShownRules {
  tariff: TariffDetails;
  findings: TariffValidation;
  /** Why the last step was refused. */
  refusal: string | null;
  hiddenFields: Html;
}

/** What the tree needs to draw each rule. */
interface Tree {
  tariff: TariffDetails;
  numbers: ReadonlyMap<string, string>;
  fees: ReadonlyMap<string, Fee>;
  problems: ReadonlyMap<string, TariffProblem[]>;
}

export function editRulesView(shown: ShownRules): Html {
  const { tariff, findings, refusal } = shown;
  const whole = explainTariff(tariff.tariff);
  const fees = new Map([...feesOf(tariff.tariff)].map(({ path, fee }) => [path, fee]));
  const tree: Tree = {
    tariff,
    numbers: ruleNumbers(whole),
    fees,
    problems: Map.groupBy(findings.problems, ({ path }) => ruleOfProblem(path, new Set(fees.keys()))),
  };
  return html`${refusal ? errorSummary([{ message: refusal }]) : ''}${buttonGroup([
    buttonLink({ label: 'Torna alla tariffa', href: tariffLinks.tariff(tariff.id) }),
    buttonLink({
      label: 'Titolo, validità e dati usati',
      kind: 'secondary',
      href: tariffLinks.rulesHead(tariff.id),
    }),
    buttonLink({ label: 'Modifica in JSON', kind: 'plain', href: tariffLinks.editJson(tariff.id) }),
  ])}${formulaNotice(tariff)}${standing(tree, findings)}<div class="rule-columns"><div><h2 class="h3">Regole</h2><p>${headText(tariff)}</p><form method="post" action="${tariffLinks.rules(tariff.id)}" aria-label="Regole della tariffa">${shown.hiddenFields}${hidden('versione', tariff.rowVersion)}<ol class="rule-tree">${ruleItem(whole, tree)}</ol></form></div>${effectView(tariff.tariff, null)}</div>`;
}

/** The form of the standard formula cannot show what is changed here. */
const formulaNotice = ({ parameters }: TariffDetails): Html | '' =>
  parameters === null
    ? ''
    : alert({
        kind: 'info',
        text: 'La proposta segue la formula standard. Dopo la prima modifica fatta da qui, il modulo della formula non sarà più disponibile per questa proposta.',
      });

const headText = ({ tariff }: TariffDetails): string =>
  `Abitanti e imprese si leggono ${referenceText(tariff.populationReference)}.${
    tariff.variables.length > 0
      ? ` Altri dati usati: ${tariff.variables.map(({ name }) => labelOf(tariff, name).toLowerCase()).join(', ')}.`
      : ''
  }`;

/** What the checks found, in one place: each problem leads to its rule. */
function standing(tree: Tree, { problems, notches, bounded }: TariffValidation): Html {
  if (problems.length > 0)
    return alert({
      kind: 'warning',
      title: `Da correggere prima dell’approvazione: ${problems.length}`,
      text: html`<ul class="mb-0">${[...tree.problems].flatMap(([path, all]) => all.map((problem) => html`<li>${problemLink(path, tree)}: ${sentenceFor(problem.code, problem.facts)}</li>`))}</ul>`,
    });
  return alert({
    kind: bounded || notches.length > 0 ? 'info' : 'success',
    text: bounded
      ? html`Le regole sono complete, ma i casi sono troppi per provarli tutti: vedere <a href="${tariffLinks.tariff(tree.tariff.id)}#controlli">i controlli</a>.`
      : notches.length > 0
        ? html`Le regole sono complete. Punti in cui un ente più grande paga di meno: <a href="${tariffLinks.tariff(tree.tariff.id)}#controlli">${notches.length}, con gli importi</a>.`
        : 'Le regole sono complete, e in nessun punto un ente più grande paga di meno.',
  });
}

function problemLink(path: string, { numbers, tariff }: Tree): Html {
  const number = numbers.get(path);
  if (number === undefined) return html`<a href="${tariffLinks.rulesHead(tariff.id)}">Dati usati</a>`;
  return html`<a href="#${ruleAnchor(number)}">${number === '' ? 'Tutta la tariffa' : `Regola ${number}`}</a>`;
}

/** A rule, or what leads to one (an option, a band, a limit), with the rules inside it. */
function ruleItem(sentence: Sentence, tree: Tree): Html {
  const only = numbered(sentence);
  // What stands alone under an option or a band shares its number and its item.
  if (sentence.path === undefined && only.length === 1)
    return ruleLine(only[0]!, tree, html`<p class="rule-context">${sentence.text}</p>`);
  return ruleLine(sentence, tree, '');
}

function ruleLine(sentence: Sentence, tree: Tree, context: HtmlValue): Html {
  const path = sentence.path ?? '';
  const number = tree.numbers.get(path) ?? '';
  const inside = numbered(sentence);
  const rows = sentence.parts.filter((part) => !inside.includes(part));
  return html`<li class="rule" id="${ruleAnchor(number)}"><div class="rule-line"><span class="rule-number">${number}</span><div>${context}<p class="rule-text">${sentence.text}</p>${
    rows.length > 0
      ? html`<ul class="rule-rows-read">${rows.map((row) => html`<li>${row.text}</li>`)}</ul>`
      : ''
  }${problemsHere(tree.problems.get(path) ?? [])}${actions(path, number, tree)}</div></div>${
    inside.length > 0 ? html`<ol>${inside.map((part) => ruleItem(part, tree))}</ol>` : ''
  }</li>`;
}

const problemsHere = (problems: readonly TariffProblem[]): Html | '' =>
  problems.length === 0
    ? ''
    : html`<ul class="rule-problems">${problems.map((p) => html`<li><span class="visually-hidden">Da correggere: </span>${sentenceFor(p.code, p.facts)}</li>`)}</ul>`;

function actions(path: string, number: string, tree: Tree): Html {
  const fee = tree.fees.get(path)!;
  const about = number === '' ? 'tutta la tariffa' : `regola ${number}`;
  const step = (label: string, value: string): Html =>
    submitButton({ label, kind: 'secondary', size: 'sm', name: 'azione', value: `${value} ${path}`, about });
  const place = placeOf(path);
  const movable = place && 'list' in place && place.list !== 'bands';
  const last = movable ? rowsIn(tree.fees.get(place.parent)!) - 1 : 0;
  return html`<div class="rule-actions">${buttonLink({ label: 'Modifica', kind: 'secondary', size: 'sm', href: tariffLinks.rule(tree.tariff.id, path), about })}${
    fee.kind === 'SUM' || fee.kind === 'CHOICE'
      ? step(fee.kind === 'SUM' ? 'Aggiungi una voce' : 'Aggiungi una regola', 'aggiungi')
      : ''
  }<details class="rule-more"><summary>Altro<span class="visually-hidden"> per ${ruleName(number)}</span></summary><div class="button-row">${movable && place.index > 0 ? step('Sposta su', 'su') : ''}${
    movable && place.index < last ? step('Sposta giù', 'giu') : ''
  }${onlyOneInside(fee) ? step('Togli l’involucro', 'togli') : ''}${buttonLink({
    label: 'Elimina',
    kind: 'secondary',
    size: 'sm',
    href: tariffLinks.removeRule(tree.tariff.id, path),
    about,
  })}</div><p class="form-text">Racchiudi in:</p><div class="button-row">${WRAPPINGS.map((kind) => step(KIND_LABELS[kind]!, `racchiudi-${kind}`))}</div></details></div>`;
}

const rowsIn = (fee: Fee): number =>
  fee.kind === 'SUM' ? fee.parts.length : fee.kind === 'CHOICE' ? fee.options.length : 0;

function onlyOneInside(fee: Fee): boolean {
  if (fee.kind === 'SUM' || fee.kind === 'CHOICE') return rowsIn(fee) === 1;
  if (fee.kind === 'BANDS') return fee.bands.length === 1;
  if (fee.kind === 'WITHIN') return !fee.atLeast && !fee.atMost;
  return 'of' in fee;
}
