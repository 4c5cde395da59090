import { type Html, html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { alert } from '#ui/alert';
import { confirmPanel } from '#ui/confirm';
import { hidden } from '#ui/field';
import { tariffLinks } from '../../links.ts';
import { getTariff } from '../../queries/get-tariff.ts';
import { editTariffRules } from '../../rules/edit-fee.ts';
import { explainTariff, type Sentence } from '../../rules/explain-tariff.ts';
import { ruleName, ruleNumbers } from '../../rules/rule-numbers.ts';
import type { Tariff } from '../../rules/tariff.ts';
import { crumbsOf, notADraft } from '../edit-rules/edit-rules.page.ts';
import { effectView } from '../edit-rules/effect.view.ts';

/** Before a rule is deleted: what goes with it, and what example bodies would pay without it. */
export async function show(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  if (tariff.state !== 'DRAFT') return notADraft(tariff);
  const path = visit.query.punto ?? 'fee';
  const whole = explainTariff(tariff.tariff);
  const edited = editTariffRules(tariff.tariff, { do: 'REMOVE', path });
  if ('refused' in edited && edited.refused === 'tariffs.rule-not-there')
    return redirect(tariffLinks.rules(tariff.id), { kind: 'warning', text: sentenceFor(edited.refused) });
  const name = ruleName(ruleNumbers(whole).get(path));
  const content =
    'refused' in edited
      ? html`${alert({ kind: 'warning', text: sentenceFor(edited.refused) })}<p><a href="${tariffLinks.rules(tariff.id)}">Torna alle regole</a></p>`
      : panel(visit, name, toldAt(whole, path), tariff.tariff, edited.tariff, tariff.rowVersion, path);
  return page('Eliminazione di una regola', content, {
    breadcrumb: crumbsOf(
      tariff,
      { label: 'Regole', href: tariffLinks.rules(tariff.id) },
      { label: 'Eliminazione' },
    ),
    heading: { lead: tariff.title },
    wide: true,
  });
}

function panel(
  visit: Visit,
  name: string,
  told: Sentence | undefined,
  stored: Tariff,
  without: Tariff,
  rowVersion: number,
  path: string,
): Html {
  const tariffId = visit.params.id!;
  return html`<div class="rule-columns"><div>${confirmPanel({
    question: `Eliminare ${name}?`,
    consequences: html`<p>Sarà eliminata con tutto ciò che contiene:</p><ul class="sentences">${told ? item(told) : ''}</ul>`,
    action: tariffLinks.rules(tariffId),
    hiddenFields: html`${visit.hiddenFields()}${hidden('versione', rowVersion)}${hidden('azione', `elimina ${path}`)}`,
    confirmLabel: 'Elimina la regola',
    cancelHref: tariffLinks.rules(tariffId),
    danger: true,
  })}</div>${effectView(stored, without)}</div>`;
}

function toldAt(sentence: Sentence, path: string): Sentence | undefined {
  if (sentence.path === path) return sentence;
  for (const part of sentence.parts) {
    const found = toldAt(part, path);
    if (found) return found;
  }
  return undefined;
}

const item = (sentence: Sentence): Html =>
  html`<li>${sentence.text}${sentence.parts.length > 0 ? html`<ul>${sentence.parts.map(item)}</ul>` : ''}</li>`;
