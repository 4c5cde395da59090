import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedEndpoints } from '#platform/http/endpoint';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { installation } from '#platform/installation';
import { type OpenApiDocument, openApiDocument } from '../../rules/open-api-document.ts';
import { documentationView } from './documentation.view.ts';

const PACKAGE = join(import.meta.dirname, '..', '..', '..', '..', 'package.json');

let made: { document: OpenApiDocument; text: string } | null = null;

/** The document does not change while the process lives: it is made at the first request. */
function described(): { document: OpenApiDocument; text: string } {
  if (!made) {
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    const { publicUrl } = installation();
    const document = openApiDocument({ publicUrl, version, endpoints: publishedEndpoints() });
    made = { document, text: JSON.stringify(document) };
  }
  return made;
}

/** The OpenAPI document, for programs. */
export const openApi = (): Answer => ({
  kind: 'bytes',
  type: 'application/json; charset=utf-8',
  body: described().text,
  cache: 'public, max-age=300',
});

/** How a program of a body uses the interfaces: token, examples, operations. */
export function show(visit: Visit): Answer {
  return page(
    'Interfacce per i programmi (API)',
    documentationView(described().document, visit.centre?.slug),
    {
      breadcrumb: [{ label: 'Interfacce per i programmi' }],
      heading: {
        lead: 'Le operazioni delle pagine, a disposizione dei programmi degli enti in formato JSON.',
      },
      description: 'API REST di Broletto: accesso, esempi, elenco delle operazioni, documento OpenAPI 3.1.',
    },
  );
}
