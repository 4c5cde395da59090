/** A node or a value of a graph. */
export type Term = { iri: string } | { text: string; language?: string; datatype?: string };

export type Triple = readonly [subject: string, predicate: string, object: Term];

export const iri = (value: string): Term => ({ iri: value });
export const italian = (text: string): Term => ({ text, language: 'it' });
export const literal = (text: string, datatype?: string): Term => (datatype ? { text, datatype } : { text });

export const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatapit: 'http://dati.gov.it/onto/dcatapit#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  owl: 'http://www.w3.org/2002/07/owl#',
} as const;

/** The whole address of a prefixed name: `dct:title`. */
export function expand(name: string): string {
  const [prefix, local] = name.split(':', 2) as [keyof typeof PREFIXES, string];
  return `${PREFIXES[prefix]}${local}`;
}

/** A graph as Turtle (W3C): one block a subject, predicates in the order in which they were said. */
export function turtle(triples: readonly Triple[]): string {
  const heads = Object.entries(PREFIXES).map(([prefix, at]) => `@prefix ${prefix}: <${at}> .`);
  const blocks = [...bySubject(triples)].map(([subject, pairs]) => {
    const lines = pairs.map(
      ([predicate, object]) => `    ${predicate === 'rdf:type' ? 'a' : predicate} ${turtleTerm(object)}`,
    );
    return `<${escapeIri(subject)}>\n${lines.join(' ;\n')} .`;
  });
  return `${heads.join('\n')}\n\n${blocks.join('\n\n')}\n`;
}

/** The same graph as JSON-LD 1.1, expanded by the context of the same prefixes. */
export function jsonLd(triples: readonly Triple[]): unknown {
  const graph = [...bySubject(triples)].map(([subject, pairs]) => {
    const node: Record<string, unknown> = { '@id': subject };
    for (const [predicate, object] of pairs) {
      const key = predicate === 'rdf:type' ? '@type' : predicate;
      const value = predicate === 'rdf:type' && 'iri' in object ? object.iri : jsonTerm(object);
      node[key] = node[key] === undefined ? value : [node[key], value].flat();
    }
    return node;
  });
  return { '@context': PREFIXES, '@graph': graph };
}

function bySubject(triples: readonly Triple[]): Map<string, [string, Term][]> {
  const subjects = new Map<string, [string, Term][]>();
  for (const [subject, predicate, object] of triples) {
    const pairs = subjects.get(subject) ?? [];
    pairs.push([predicate, object]);
    subjects.set(subject, pairs);
  }
  return subjects;
}

function turtleTerm(term: Term): string {
  if ('iri' in term) return `<${escapeIri(term.iri)}>`;
  const text = `"${escapeText(term.text)}"`;
  if (term.language) return `${text}@${term.language}`;
  return term.datatype ? `${text}^^${term.datatype}` : text;
}

function jsonTerm(term: Term): unknown {
  if ('iri' in term) return { '@id': term.iri };
  if (term.language) return { '@value': term.text, '@language': term.language };
  return term.datatype ? { '@value': term.text, '@type': term.datatype } : term.text;
}

const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
/** What may not stand between < and > (Turtle, IRIREF). */
const escapeIri = (value: string): string =>
  value.replace(/[^!-\u{10FFFF}]|[<>"{}|^`\\]/gu, (c) => encodeURIComponent(c));
