import { formatItalianDate } from '#platform/calendar';
import { type Html, html, unsafeHtml } from '#platform/html';
import type { CentreFace } from '#platform/http/visit';
import { absoluteUrl } from '#platform/installation';
import { formatInteger } from '#platform/money';
import { buttonGroup, buttonLink } from '#ui/button';
import { card, cardGrid } from '#ui/card';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { CATEGORIES } from '../../messages.it.ts';
import type { MemberFigures } from '../../queries/count-members.ts';
import type { PublicConvention } from '../../queries/list-conventions.ts';

export function homeView(
  centre: CentreFace,
  figures: MemberFigures,
  open: readonly PublicConvention[],
): Html {
  const { slug } = centre;
  return html`${section({
    title: 'Il territorio in cifre',
    action: buttonLink({
      label: 'Tutti gli enti aderenti',
      href: siteLinks.members(slug),
      kind: 'secondary',
      size: 'sm',
    }),
    content: figuresView(centre, figures),
  })}${section({
    title: 'Che cosa fa il centro',
    content: html`<p>Il centro è gestito da ${centre.managingBody} per conto degli enti che vi aderiscono con una convenzione fra amministrazioni (articolo 30 del decreto legislativo 267/2000). Mette a disposizione servizi digitali, assistenza, formazione e acquisti aggregati, così che anche gli enti più piccoli dispongano di competenze e strumenti che da soli non potrebbero sostenere.</p>${cardGrid(
      [
        card({
          title: 'Enti aderenti',
          href: siteLinks.members(slug),
          icon: 'pa',
          text: 'Chi aderisce, da quando e con quale convenzione: in elenco e sulla mappa.',
        }),
        card({
          title: 'Convenzioni',
          href: siteLinks.conventions(slug),
          icon: 'file-signed',
          text: 'Durata, oneri e regole di recesso delle convenzioni in vigore.',
        }),
        card({
          title: 'Tariffe',
          href: siteLinks.tariffs(slug),
          icon: 'chart-line',
          text: 'Come si calcola la quota annua, con il conto spiegato per ciascun ente.',
        }),
        card({
          title: 'Dati aperti',
          href: siteLinks.openData(slug),
          icon: 'download',
          text: 'Gli elenchi in CSV e JSON, con licenza CC BY 4.0, e il catalogo DCAT-AP_IT.',
        }),
      ],
    )}`,
  })}${section({ title: 'Come aderire', id: 'come-aderire', content: joiningView(centre, open) })}`;
}

function figuresView(centre: CentreFace, figures: MemberFigures): Html {
  if (figures.members === 0)
    return html`<p>Nessun ente aderisce ancora al centro. Gli enti che intendono aderire possono rivolgersi ai <a href="${siteLinks.contacts(centre.slug)}">contatti</a>.</p>`;
  const comuni = figures.byCategory.find((row) => row.category === 'COMUNE');
  const others = figures.byCategory.filter((row) => row.category !== 'COMUNE' && row.members > 0);
  return html`${figureTiles([
    { figure: formatInteger(figures.members), label: 'Enti aderenti', href: siteLinks.members(centre.slug) },
    ...(comuni && comuni.bodies > 0
      ? [
          {
            figure: formatInteger(comuni.members),
            label: 'Comuni aderenti',
            note: `su ${formatInteger(comuni.bodies)} del territorio (${percent(comuni.members, comuni.bodies)})`,
          },
        ]
      : []),
    ...(figures.people > 0
      ? [
          {
            figure: formatInteger(figures.peopleCovered),
            label: 'Abitanti dei comuni aderenti',
            note: `${percent(figures.peopleCovered, figures.people)} del territorio${figures.populationOn ? `, al ${formatItalianDate(figures.populationOn)}` : ''}`,
          },
        ]
      : []),
    ...others.slice(0, 3).map((row) => ({
      figure: formatInteger(row.members),
      label: CATEGORIES[row.category]?.[row.members === 1 ? 0 : 1] ?? row.category,
    })),
  ])}<p class="form-text">Ogni comune è contato una volta, che aderisca direttamente o attraverso un’Unione o una Comunità montana.</p>`;
}

const percent = (part: number, whole: number): string =>
  `${((part * 100) / whole).toFixed(1).replace('.', ',')}\u00a0%`;

function joiningView(centre: CentreFace, open: readonly PublicConvention[]): Html {
  return html`<ol class="mb-4"><li><strong>Domanda.</strong> L’ente la presenta nell’area riservata, oppure scrive al centro per posta elettronica certificata.</li><li><strong>Deliberazione.</strong> L’organo competente (il consiglio, per i comuni) approva lo schema di convenzione. La deliberazione vale da quando è esecutiva: dopo il decimo giorno dalla pubblicazione, oppure subito se dichiarata immediatamente eseguibile.</li><li><strong>Firma.</strong> La convenzione si firma con firma digitale o altra firma elettronica qualificata: una scansione della firma autografa la rende nulla (articolo 15, comma 2-bis, della legge 241/1990).</li><li><strong>Adesione in vigore.</strong> Il centro registra l’adesione e attiva i servizi richiesti.</li></ol>${
    open.length > 0
      ? html`<p>Convenzioni alle quali si può aderire oggi: ${open.map((c, index) => html`${index > 0 ? ', ' : ''}<a href="${siteLinks.conventions(centre.slug)}#convenzione-${c.id}">${c.title}</a>`)}.</p>`
      : ''
  }${buttonGroup([
    buttonLink({ label: 'Calcola la quota del proprio ente', href: siteLinks.estimate(centre.slug) }),
    buttonLink({ label: 'Contatta il centro', href: siteLinks.contacts(centre.slug), kind: 'secondary' }),
  ])}`;
}

/** Who publishes the site, for machines (R.SI.1.1 asks the like of each service). */
export function homeHead(centre: CentreFace): Html {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    name: centre.name,
    url: absoluteUrl(siteLinks.home(centre.slug)),
    ...(centre.email ? { email: centre.email } : {}),
    ...(centre.phone ? { telephone: centre.phone } : {}),
    ...(centre.address ? { address: centre.address } : {}),
    parentOrganization: { '@type': 'GovernmentOrganization', name: centre.managingBody },
  };
  // Safe: JSON with «<» written as an escape cannot end the element.
  return unsafeHtml(
    `<script type="application/ld+json" data-element="metatag">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  );
}
