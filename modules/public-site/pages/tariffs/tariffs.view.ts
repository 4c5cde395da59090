import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { parseTariff, type Tariff } from '#tariffs';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { siteLinks } from '../../links.ts';
import { inForce, type PublicTariff } from '../../queries/list-tariffs.ts';
import { type Explained, explainFee } from '../../rules/explain-fee.ts';

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
      read.ok && { term: 'Dati usati', value: referenceOf(read.tariff) },
    ])}${read.ok ? html`<h3 class="h5">Come si calcola</h3>${rules([explainFee(read.tariff)])}` : html`<p>La descrizione del calcolo non è disponibile: si veda il file dei dati aperti.</p>`}`,
  });
}

function stateOf(tariff: PublicTariff, today: string): Html {
  if (inForce(tariff, today)) return statusTag('success', 'In vigore');
  return tariff.from > today
    ? statusTag('info', 'Non ancora in vigore')
    : statusTag('neutral', 'Non più in vigore');
}

function referenceOf(tariff: Tariff): string {
  const { populationReference: reference } = tariff;
  if (reference.kind === 'FIXED_FOR_TERM')
    return `Abitanti e imprese al ${formatItalianDate(reference.date)}, per tutta la durata`;
  return reference.kind === 'PREVIOUS_YEAR_END'
    ? 'Abitanti e imprese al 31 dicembre dell’anno precedente'
    : 'Abitanti e imprese al 31 dicembre del penultimo anno precedente';
}

function rules(explained: readonly Explained[]): Html {
  return html`<ul>${explained.map((rule) => html`<li>${rule.text}${rule.inside.length > 0 ? rules(rule.inside) : ''}</li>`)}</ul>`;
}
