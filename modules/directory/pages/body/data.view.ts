import { formatInstant, formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { type Description, descriptionList } from '#ui/description-list';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import type { ShownBody } from '../../queries/get-body.ts';
import {
  bresciaServiceBandOf,
  clusterOf,
  isSmallComune,
  tuelClassOf,
} from '../../rules/population-classes.ts';

const MOUNTAIN: Readonly<Record<string, string>> = {
  T: 'Totalmente montano',
  P: 'Parzialmente montano',
  N: 'Non montano',
};
const CLUSTERS = {
  S: 'S – meno di 5.000 abitanti',
  M: 'M – da 5.000 a 15.000',
  L: 'L – oltre 15.000',
} as const;
const BANDS = {
  1: 'fino a 3.000',
  2: 'da 3.001 a 5.000',
  3: 'da 5.001 a 10.000',
  4: 'oltre 10.000',
} as const;

export function dataView(body: ShownBody): Html {
  return html`${figures(body)}${section({ title: 'Codici e denominazione', content: descriptionList(identity(body)) })}${section(
    {
      title: 'Recapiti',
      content: descriptionList(contacts(body)),
    },
  )}${body.category === 'COMUNE' ? classes(body) : ''}<p class="text-secondary">Fonte: ${body.source}. In anagrafe dal ${formatInstant(body.recordedAt)}.</p>`;
}

function figures(body: ShownBody): Html | '' {
  if (body.category !== 'COMUNE' && body.inhabitants === null) return '';
  const missing = (what: string) => ({
    figure: '–',
    label: what,
    note: 'Dato mancante',
    kind: 'warning' as const,
  });
  return figureTiles([
    body.inhabitants === null
      ? missing('Abitanti')
      : {
          figure: formatInteger(body.inhabitants),
          label: 'Abitanti',
          note: `al ${formatItalianDate(body.populationOn!)}`,
        },
    body.enterprises === null
      ? missing('Imprese attive')
      : {
          figure: formatInteger(body.enterprises),
          label: 'Imprese attive',
          note: `al ${formatItalianDate(body.enterprisesOn!)}`,
        },
  ]);
}

const identity = (body: ShownBody): (Description | false | null)[] => [
  { term: 'Categoria', value: CATEGORY_LABELS[body.category] ?? body.category },
  body.otherName !== null && { term: 'Denominazione in altra lingua', value: body.otherName },
  { term: 'Codice IPA', value: body.ipaCode },
  body.category === 'COMUNE' && { term: 'Codice ISTAT', value: body.istatCode },
  body.category === 'COMUNE' && { term: 'Codice catastale', value: body.cadastralCode },
  { term: 'Codice fiscale', value: body.taxCode },
  body.vatNumber !== null && { term: 'Partita IVA', value: body.vatNumber },
  body.sdiCode !== null && { term: 'Codice univoco ufficio', value: body.sdiCode },
  body.versionFrom !== null && {
    term: 'Denominazione e codici in vigore dal',
    value: formatItalianDate(body.versionFrom),
  },
  body.madeOf.length > 0 && {
    term: 'Nato dalla fusione di, o subentrato a',
    value: html`<ul class="list-unstyled mb-0">${body.madeOf.map((o) => html`<li><a href="${directoryLinks.body(o.id)}">${o.name}</a> (cessato il ${formatItalianDate(o.on)})</li>`)}</ul>`,
  },
];

const contacts = (body: ShownBody): (Description | false)[] => [
  {
    term: 'Sede',
    value:
      [body.address, [body.postalCode, body.town].filter(Boolean).join(' ')].filter(Boolean).join(', ') ||
      null,
  },
  {
    term: 'Provincia',
    value: body.province
      ? `${body.province}${body.provinceCode ? ` (${body.provinceCode})` : ''}`
      : body.provinceCode,
  },
  { term: 'Regione', value: body.region },
  { term: 'Domicilio digitale (PEC)', value: body.digitalDomicile },
  { term: 'Posta elettronica', value: body.email },
  { term: 'Sito', value: body.website ? websiteLink(body.website) : null },
];

/** Only a web address becomes a link. */
const websiteLink = (address: string): Html | string =>
  /^https?:\/\/[^\s"'<>]+$/i.test(address)
    ? html`<a href="${address}" rel="noreferrer">${address}</a>`
    : address;

/** Classes that look alike and are not: each with its source, none in the place of another. [D12] */
function classes(body: ShownBody): Html {
  const { inhabitants } = body;
  const physical = [
    body.mountain !== null && {
      term: 'Montanità (L. 991/1952, storica)',
      value: MOUNTAIN[body.mountain] ?? body.mountain,
    },
    body.areaKm2 !== null && {
      term: 'Superficie',
      value: `${Number(body.areaKm2).toLocaleString('it-IT')} km²`,
    },
  ];
  if (inhabitants === null)
    return section({
      title: 'Classi per popolazione',
      content: html`${alert({ kind: 'warning', text: 'Senza la popolazione residente non si può dire in quale classe si trova il comune, né calcolare la quota.' })}${descriptionList(physical)}`,
    });
  const tuel = tuelClassOf(inhabitants);
  return section({
    title: 'Classi per popolazione',
    content: html`<p class="text-secondary">Ogni classe ha la sua fonte e i suoi confini; nessuna vale al posto di un’altra. Popolazione al ${formatItalianDate(body.populationOn!)}.</p>${descriptionList(
      [
        { term: 'Cluster (piano ANCI Lombardia)', value: CLUSTERS[clusterOf(inhabitants)] },
        {
          term: 'Piccolo comune (L. 158/2017: fino a 5.000)',
          value: isSmallComune(inhabitants) ? 'Sì' : 'No',
        },
        {
          term: 'Classe demografica (TUEL, art. 156)',
          value:
            tuel.upTo === null
              ? `${formatInteger(tuel.from)} e oltre`
              : `da ${formatInteger(tuel.from)} a ${formatInteger(tuel.upTo)}`,
        },
        { term: 'Fascia dei servizi (modello Brescia)', value: BANDS[bresciaServiceBandOf(inhabitants)] },
        ...physical,
      ],
    )}`,
  });
}
