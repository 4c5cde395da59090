import { DATASETS, type Dataset } from './datasets.ts';
import { expand, iri, italian, literal, type Triple } from './rdf.ts';

const EU = 'http://publications.europa.eu/resource/authority';
const CC_BY = 'https://creativecommons.org/licenses/by/4.0/';
const LICENCE_IN_ITALY = 'https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40';
const FILE_TYPES = { csv: `${EU}/file-type/CSV`, json: `${EU}/file-type/JSON` } as const;
const THEME = `${EU}/data-theme/GOVE`;

export interface CatalogueFacts {
  /** Absolute address of the site of the centre, of its open data page, of a dataset's page and files. */
  home: string;
  openData: string;
  file(name: Dataset['name'], format: 'csv' | 'json'): string;
  centre: { name: string; managingBody: string; email: string };
  /** IPA code of the publishing body; its slug when it is not known. */
  publisherId: string;
  /** Day of the last change of what is published. */
  modified: string;
}

/** The centre's catalogue as a DCAT-AP_IT graph: classes both of dcat and of dcatapit, EU vocabularies, CC BY 4.0. */
export function catalogueGraph(facts: CatalogueFacts): readonly Triple[] {
  const catalogue = `${facts.openData}#catalogo`;
  const publisher = `${facts.openData}#titolare`;
  const contact = `${facts.openData}#contatto`;
  const modified = literal(facts.modified, 'xsd:date');
  const a = (subject: string, ...classes: readonly string[]): Triple[] =>
    classes.map((name) => [subject, 'rdf:type', iri(expand(name))]);
  return [
    ...a(catalogue, 'dcat:Catalog', 'dcatapit:Catalog'),
    [catalogue, 'dct:title', italian(`Dati aperti di ${facts.centre.name}`)],
    [catalogue, 'dct:description', italian(`Catalogo dei dati aperti pubblicati da ${facts.centre.name}.`)],
    [catalogue, 'dct:publisher', iri(publisher)],
    [catalogue, 'dct:language', iri(`${EU}/language/ITA`)],
    [catalogue, 'dct:modified', modified],
    [catalogue, 'dct:license', iri(CC_BY)],
    [catalogue, 'foaf:homepage', iri(facts.openData)],
    [catalogue, 'dcat:themeTaxonomy', iri(`${EU}/data-theme`)],
    ...DATASETS.map((d): Triple => [catalogue, 'dcat:dataset', iri(datasetIri(facts, d))]),
    ...a(publisher, 'foaf:Agent', 'dcatapit:Agent'),
    [publisher, 'dct:identifier', literal(facts.publisherId)],
    [publisher, 'foaf:name', italian(facts.centre.managingBody)],
    ...a(contact, 'vcard:Organization', 'vcard:Kind', 'dcatapit:Organization'),
    [contact, 'vcard:fn', italian(facts.centre.name)],
    ...(facts.centre.email
      ? ([[contact, 'vcard:hasEmail', iri(`mailto:${facts.centre.email}`)]] satisfies Triple[])
      : []),
    ...a(facts.openData, 'foaf:Document'),
    ...a(`${EU}/data-theme`, 'skos:ConceptScheme'),
    [`${EU}/data-theme`, 'dct:title', italian('Temi dei dati')],
    ...a(THEME, 'skos:Concept'),
    [THEME, 'skos:prefLabel', italian('Governo e settore pubblico')],
    ...a(CC_BY, 'dct:LicenseDocument', 'dcatapit:LicenseDocument'),
    [CC_BY, 'dct:type', iri('http://purl.org/adms/licencetype/Attribution')],
    [CC_BY, 'foaf:name', italian('Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)')],
    [CC_BY, 'owl:versionInfo', literal('4.0')],
    [CC_BY, 'owl:sameAs', iri(LICENCE_IN_ITALY)],
    // The shapes want every value of a vocabulary to say what it is.
    ...a('http://purl.org/adms/licencetype/Attribution', 'skos:Concept'),
    ['http://purl.org/adms/licencetype/Attribution', 'skos:prefLabel', italian('Attribuzione')],
    ...a(`${EU}/language/ITA`, 'dct:LinguisticSystem'),
    ...[...new Set(DATASETS.map((d) => d.frequency))].flatMap((f) =>
      a(`${EU}/frequency/${f}`, 'dct:Frequency'),
    ),
    ...Object.values(FILE_TYPES).flatMap((type) => a(type, 'dct:MediaTypeOrExtent')),
    ...DATASETS.flatMap((d) => datasetGraph(facts, d, { publisher, contact, modified: facts.modified })),
  ];
}

const datasetIri = (facts: CatalogueFacts, dataset: Dataset): string => `${facts.openData}#${dataset.name}`;

function datasetGraph(
  facts: CatalogueFacts,
  dataset: Dataset,
  known: { publisher: string; contact: string; modified: string },
): Triple[] {
  const subject = datasetIri(facts, dataset);
  const distributions = (['csv', 'json'] as const).map((format) => ({
    format,
    at: facts.file(dataset.name, format),
  }));
  const modified = literal(known.modified, 'xsd:date');
  return [
    [subject, 'rdf:type', iri(expand('dcat:Dataset'))],
    [subject, 'rdf:type', iri(expand('dcatapit:Dataset'))],
    [subject, 'dct:identifier', literal(`${facts.publisherId}:${dataset.name}`)],
    [subject, 'dct:title', italian(`${dataset.title} – ${facts.centre.name}`)],
    [subject, 'dct:description', italian(dataset.description)],
    [subject, 'dct:modified', modified],
    [subject, 'dcat:theme', iri(THEME)],
    [subject, 'dct:rightsHolder', iri(known.publisher)],
    [subject, 'dct:publisher', iri(known.publisher)],
    [subject, 'dct:accrualPeriodicity', iri(`${EU}/frequency/${dataset.frequency}`)],
    [subject, 'dct:language', iri(`${EU}/language/ITA`)],
    [subject, 'dcat:contactPoint', iri(known.contact)],
    [subject, 'dcat:landingPage', iri(facts.openData)],
    ...dataset.keywords.map((word): Triple => [subject, 'dcat:keyword', italian(word)]),
    ...distributions.map(({ at }): Triple => [subject, 'dcat:distribution', iri(`${at}#distribuzione`)]),
    ...distributions.flatMap(({ format, at }): Triple[] => {
      const distribution = `${at}#distribuzione`;
      return [
        [distribution, 'rdf:type', iri(expand('dcat:Distribution'))],
        [distribution, 'rdf:type', iri(expand('dcatapit:Distribution'))],
        [distribution, 'dct:title', italian(`${dataset.title} (${format.toUpperCase()})`)],
        [distribution, 'dct:description', italian(dataset.description)],
        [distribution, 'dct:format', iri(FILE_TYPES[format])],
        [distribution, 'dcat:accessURL', iri(at)],
        [distribution, 'dcat:downloadURL', iri(at)],
        [distribution, 'dct:license', iri(CC_BY)],
        [distribution, 'dct:modified', modified],
      ];
    }),
  ];
}
