import { type Html, html } from '#platform/html';
import type { CentreFace } from '#platform/http/visit';
import { details } from '#ui/details';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { siteLinks } from '../../links.ts';
import { DATASETS, type Dataset } from '../../rules/datasets.ts';

const CC_BY = 'https://creativecommons.org/licenses/by/4.0/deed.it';

export function openDataView(centre: CentreFace): Html {
  const { slug } = centre;
  return html`<p>I dati sono pubblicati con licenza <a href="${CC_BY}">Creative Commons Attribuzione 4.0 (CC BY 4.0)</a>: si possono copiare, modificare e riusare per qualsiasi fine, anche commerciale, citando la fonte. Non contengono dati personali. Ogni file rispecchia la situazione del momento in cui lo si scarica.</p><p>Attribuzione da riportare: <strong>«${centre.name}, ${centre.managingBody}, licenza CC BY 4.0»</strong>.</p>${DATASETS.map((d) => datasetSection(slug, d))}${section(
    {
      title: 'Catalogo',
      content: html`<p>Il catalogo secondo il profilo italiano DCAT-AP_IT, per i portali che raccolgono i dati: <a href="${siteLinks.catalogue(slug, 'ttl')}">Turtle</a>, <a href="${siteLinks.catalogue(slug, 'jsonld')}">JSON-LD</a>.</p>`,
    },
  )}${section({
    title: 'Per i programmi',
    content: html`<p>I programmi degli enti possono usare le interfacce applicative, descritte nella <a href="/api">pagina delle API</a> e nel documento OpenAPI 3.1 <a href="/api/v1/openapi.json">openapi.json</a>.</p>`,
  })}`;
}

function datasetSection(slug: string, dataset: Dataset): Html {
  return section({
    title: dataset.title,
    id: dataset.name,
    content: html`<p>${dataset.description}</p><p>Scarica: ${(['csv', 'json'] as const).map(
      (format, index) =>
        html`${index > 0 ? ', ' : ''}<a href="${siteLinks.dataset(slug, dataset.name, format)}">${format.toUpperCase()}<span class="visually-hidden"> (${dataset.title})</span></a>`,
    )}. Nel CSV i campi sono separati da punto e virgola, in UTF-8.</p>${details({
      summary: `Significato delle colonne di «${dataset.title}»`,
      content: dataTable({
        caption: `Colonne di ${dataset.title}`,
        captionHidden: true,
        rows: dataset.fields,
        columns: [
          { header: 'Colonna', rowHeader: true, cell: ([name]) => html`<code>${name}</code>` },
          { header: 'Significato', cell: ([, meaning]) => meaning },
        ],
      }),
    })}`,
  });
}
