import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatEuro, formatInteger } from '#platform/money';
import { type FeeResult, sentenceOf } from '#tariffs';
import { alert } from '#ui/alert';
import { emptyState } from '#ui/empty-state';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { categoryLabel } from '../../messages.it.ts';
import type { FoundBody } from '../../queries/find-bodies.ts';
import type { Estimate } from './fee-estimate.page.ts';

export interface EstimateContent {
  words: string;
  found: readonly FoundBody[];
  chosen: string | null;
  estimates: readonly Estimate[];
  anyTariff: boolean;
}

export function feeEstimateView(slug: string, content: EstimateContent): Html {
  const { words, found, chosen, estimates, anyTariff } = content;
  if (!anyTariff)
    return emptyState({
      title: 'Nessuna tariffa è oggi in vigore',
      text: html`Il calcolo sarà possibile dopo l’approvazione di una tariffa. Per informazioni rivolgersi ai <a href="${siteLinks.contacts(slug)}">contatti del centro</a>.`,
    });
  return html`${form({
    action: siteLinks.estimate(slug),
    method: 'get',
    label: 'Scelta dell’ente',
    fields: textField({
      name: 'nome',
      id: 'campo-ente',
      label: 'Nome o codice dell’ente',
      value: words,
      type: 'search',
      maxlength: 100,
      hint: 'Ad esempio il nome del comune, il codice IPA o il codice ISTAT',
    }),
    submitLabel: 'Calcola',
  })}${words && !chosen ? choices(slug, found) : ''}${
    chosen && estimates.length === 0
      ? emptyState({
          title: 'L’ente non è nell’anagrafe del centro',
          text: 'Cercare l’ente con una parte del nome.',
        })
      : ''
  }${estimates.map(estimateSection)}`;
}

function choices(slug: string, found: readonly FoundBody[]): Html {
  if (found.length === 0)
    return emptyState({
      title: 'Nessun ente trovato',
      text: 'Cercare con una parte del nome o con il codice ISTAT.',
    });
  return section({
    title: 'Scegliere l’ente',
    content: html`<ul>${found.map((b) => html`<li><a href="${siteLinks.estimate(slug, b.ipaCode ?? b.bodyId)}">${b.name}</a> (${categoryLabel(b.category)}${b.province ? `, ${b.province}` : ''})</li>`)}</ul>`,
  });
}

function estimateSection({ body, tariff, year, on, result, names }: Estimate): Html {
  const figures = [
    body.inhabitants === null ? null : `${formatInteger(body.inhabitants)} abitanti`,
    body.enterprises === null ? null : `${formatInteger(body.enterprises)} imprese attive`,
  ].filter(Boolean);
  return section({
    title: `${body.name}: ${tariff.title}, anno ${year}`,
    content: html`<p>${categoryLabel(body.category)}${figures.length > 0 ? `; al ${formatItalianDate(on)}: ${figures.join(' e ')}` : ''}. Tariffa approvata con ${tariff.decision}.</p>${resultView(result, on, names)}`,
  });
}

function resultView(result: FeeResult, on: string, names: Estimate['names']): Html {
  if (result.ok)
    return html`<ol>${result.trace.map((line) => html`<li>${sentenceOf(line)}</li>`)}</ol><p class="h4">Quota annua: ${formatEuro(result.amount)}</p>`;
  if (result.uncovered)
    return alert({ kind: 'info', text: 'La tariffa non prevede una quota per questa categoria di ente.' });
  return alert({
    kind: 'warning',
    text: `Il conto non è possibile: mancano ${result.missing.map((name) => inputName(name, on, names)).join(', ')}. Rivolgersi al centro.`,
  });
}

function inputName(name: string, on: string, names: Estimate['names']): string {
  if (name === 'inhabitants') return `gli abitanti al ${formatItalianDate(on)}`;
  if (name === 'enterprises') return `le imprese attive al ${formatItalianDate(on)}`;
  if (name === 'region') return 'la regione';
  if (name.startsWith('referenceFees.')) return `la quota del ${name.slice('referenceFees.'.length)}`;
  if (name === 'bodyClass') return 'la classe assegnata dalla convenzione';
  if (name === 'wholeAssociation') return 'se aderiscono tutti i comuni dell’associazione';
  return `«${names[name] ?? name}» al ${formatItalianDate(on)}`;
}
