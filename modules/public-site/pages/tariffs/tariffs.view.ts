import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { explainTariff, parseTariff, referenceText, type Sentence } from '#tariffs';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { siteLinks } from '../../links.ts';
import { inForce, type PublicTariff } from '../../queries/list-tariffs.ts';

export function tariffsView(slug: string, tariffs: readonly PublicTariff[], today: string): Html {
  if (tariffs.length === 0)
    return emptyState({
      title: 'Nessuna tariffa pubblicata',
      text: html`Le tariffe compaiono qui dopo l’approvazione. Per informazioni rivolgersi ai <a href="${siteLinks.contacts(slug)}">contatti del centro</a>.`,
    });
  return html`<p>${buttonLink({ label: 'Quanto paga il mio ente', href: siteLinks.estimate(slug) })}</p>${tariffs.map((tariff) => tariffSection(tariff, today))}<p>Le tariffe sono anche fra i <a href="${siteLinks.openData(slug)}">dati aperti</a>.</p>`;
}

function tariffSection(tariff: PublicTariff, today: string): Html {
  const read = parseTariff(tariff.definition);
  return section({
    title: `${tariff.title}, versione ${tariff.version}`,
    id: `tariffa-${tariff.id}`,
    content: html`<p>${stateOf(tariff, today)}</p>${descriptionList([
      { term: 'Convenzione', value: tariff.convention },
      {
        term: 'Validità',
        value: `dal ${formatItalianDate(tariff.from)}${tariff.to ? ` al ${formatItalianDate(tariff.to)}` : ', senza scadenza'}`,
      },
      { term: 'Approvata con', value: `${tariff.decision}, del ${formatItalianDate(tariff.decidedOn)}` },
      read.ok && {
        term: 'Dati usati',
        value: `Abitanti e imprese ${referenceText(read.tariff.populationReference)}`,
      },
    ])}${read.ok ? html`<h3 class="h5">Come si calcola</h3>${rules([explainTariff(read.tariff)])}` : html`<p>La descrizione del calcolo non è disponibile: si veda il file dei dati aperti.</p>`}`,
  });
}

function stateOf(tariff: PublicTariff, today: string): Html {
  if (inForce(tariff, today)) return statusTag('success', 'In vigore');
  return tariff.from > today
    ? statusTag('info', 'Non ancora in vigore')
    : statusTag('neutral', 'Non più in vigore');
}

function rules(sentences: readonly Sentence[]): Html {
  return html`<ul>${sentences.map((rule) => html`<li>${rule.text}${rule.parts.length > 0 ? rules(rule.parts) : ''}</li>`)}</ul>`;
}
