import { NotFound } from '#platform/errors';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { absoluteUrl } from '#platform/installation';
import { siteLinks } from '../../links.ts';
import { findPublisher } from '../../queries/find-publisher.ts';
import { listConventions } from '../../queries/list-conventions.ts';
import { listAllMembers } from '../../queries/list-members.ts';
import { listTariffs } from '../../queries/list-tariffs.ts';
import { type CatalogueFacts, catalogueGraph } from '../../rules/catalogue.ts';
import {
  conventionsCsv,
  conventionsJson,
  membersCsv,
  membersJson,
  tariffsCsv,
  tariffsJson,
} from '../../rules/datasets.ts';
import { jsonLd, turtle } from '../../rules/rdf.ts';
import { centreOf, trail } from '../trail.ts';
import { openDataView } from './open-data.view.ts';

/** The datasets of the centre, their columns and licence. */
export function show(visit: Visit): Answer {
  const centre = centreOf(visit);
  return page('Dati aperti', openDataView(centre), {
    breadcrumb: trail(visit, { label: 'Dati aperti' }),
    heading: { lead: 'Gli elenchi del centro in formati aperti, da riusare liberamente citando la fonte.' },
    description: `Dati aperti di ${centre.name}: CSV, JSON e catalogo DCAT-AP_IT, licenza CC BY 4.0.`,
  });
}

/** A file of the open data: a dataset as CSV or JSON, or the catalogue as Turtle or JSON-LD. */
export async function download(visit: Visit): Promise<Answer> {
  const name = visit.params.file!;
  const csv = (text: string) => file(name, 'text/csv; charset=utf-8', text);
  switch (name) {
    case 'enti-aderenti.csv':
      return csv(membersCsv(await listAllMembers(visit)));
    case 'enti-aderenti.json':
      return json(visit, membersJson(await listAllMembers(visit)));
    case 'convenzioni.csv':
      return csv(conventionsCsv(await listConventions(visit)));
    case 'convenzioni.json':
      return json(visit, conventionsJson(await listConventions(visit)));
    case 'tariffe.csv':
      return csv(tariffsCsv(await listTariffs(visit)));
    case 'tariffe.json':
      return json(visit, tariffsJson(await listTariffs(visit)));
    case 'catalogo.ttl':
      return file(name, 'text/turtle; charset=utf-8', turtle(catalogueGraph(await factsOf(visit))), true);
    case 'catalogo.jsonld':
      return file(
        name,
        'application/ld+json',
        JSON.stringify(jsonLd(catalogueGraph(await factsOf(visit)))),
        true,
      );
    default:
      throw new NotFound('dataset', name);
  }
}

/** Rows under their licence and source, so that a copy says where it comes from. */
function json(visit: Visit, rows: readonly unknown[]): Answer {
  const centre = centreOf(visit);
  const text = JSON.stringify({
    titolare: centre.managingBody,
    fonte: absoluteUrl(siteLinks.openData(centre.slug)),
    licenza: 'https://creativecommons.org/licenses/by/4.0/',
    aggiornato_al: visit.today,
    righe: rows,
  });
  return file(visit.params.file!, 'application/json', text, true);
}

async function factsOf(visit: Visit): Promise<CatalogueFacts> {
  const centre = centreOf(visit);
  const publisher = await findPublisher(visit);
  return {
    home: absoluteUrl(siteLinks.home(centre.slug)),
    openData: absoluteUrl(siteLinks.openData(centre.slug)),
    file: (name, format) => absoluteUrl(siteLinks.dataset(centre.slug, name, format)),
    centre: { name: centre.name, managingBody: centre.managingBody, email: centre.email },
    publisherId: publisher.ipaCode ?? centre.slug,
    modified: publisher.modified,
  };
}
