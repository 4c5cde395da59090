import { type Html, html } from '#platform/html';
import { buttonLink } from '#ui/button';
import { section } from '#ui/heading';
import { dataTable } from '#ui/table';
import { links } from '../../../links.ts';
import type { OpenApiDocument, Operation } from '../../rules/open-api-document.ts';

interface Listed {
  method: string;
  path: string;
  operation: Operation;
}

export function documentationView(document: OpenApiDocument, slug: string | undefined): Html {
  const base = String(document.servers[0]?.url);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Listed => ({ method: method.toUpperCase(), path, operation }),
    ),
  );
  return html`<p>${buttonLink({ label: 'Documento OpenAPI 3.1', href: '/api/v1/openapi.json', icon: 'code-circle' })}</p>${section({ title: 'Come ottenere l’accesso', id: 'accesso', content: accessView() })}${section({ title: 'Esempi', id: 'esempi', content: examplesView(base) })}${section({ title: 'Regole comuni', id: 'regole', content: rulesView() })}${section({ title: 'Condizioni d’uso', id: 'condizioni', content: termsView(slug) })}${section(
    {
      title: 'Operazioni',
      id: 'operazioni',
      content: html`${document.tags.map(({ name }) =>
        tagView(
          name,
          operations.filter((o) => o.operation.tags.includes(name)),
        ),
      )}`,
    },
  )}`;
}

function accessView(): Html {
  return html`<ol><li>Accedere con il proprio profilo e aprire <a href="${links.profile()}">Il mio profilo</a>, voce «Codici per programmi».</li><li>Creare un codice con i soli ambiti che il programma usa, ad esempio <code>directory:read</code>. Il codice vale per il centro e per gli enti del proprio profilo, e si può revocare in ogni momento.</li><li>Inviarlo in ogni richiesta, nell’intestazione <code>Authorization: Bearer</code>, mai nell’indirizzo.</li></ol>`;
}

function examplesView(base: string): Html {
  return html`<p>Chi è e che cosa può fare il codice:</p>${code(`curl -H "Authorization: Bearer $CODICE" ${base}/me`)}<p>La prima pagina di un elenco, di cento righe; <code>next</code> nella risposta è il <code>cursor</code> della pagina seguente:</p>${code(`curl -H "Authorization: Bearer $CODICE" "${base}/bodies?limit=100"`)}<p>Una richiesta che scrive, con un identificativo perché ripeterla non la esegua due volte:</p>${code(`curl -X POST ${base}/tariff-simulations \\\n  -H "Authorization: Bearer $CODICE" \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: $(uuidgen)" \\\n  -d @richiesta.json`)}`;
}

function rulesView(): Html {
  return html`<ul><li><strong>Errori</strong>: <code>application/problem+json</code> (RFC 9457), con una frase in italiano in <code>detail</code> e, per i dati non validi, una per campo in <code>errors</code>.</li><li><strong>Elenchi</strong>: <code>items</code>, <code>count</code>, <code>next</code>; il cursore si usa così com’è.</li><li><strong>Parametri</strong>: uno sconosciuto è rifiutato (422), perché un errore di scrittura non sia preso per «nessun filtro».</li><li><strong>Limite</strong>: 600 richieste al minuto; le intestazioni <code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> e <code>RateLimit-Reset</code> dicono quante restano; oltre, 429 con <code>Retry-After</code>.</li><li><strong>Ripetizioni</strong>: con lo stesso <code>Idempotency-Key</code> e lo stesso contenuto si riceve il primo esito, con <code>Idempotency-Replayed: true</code>; con un contenuto diverso, 409.</li><li><strong>Importi</strong> in centesimi interi, <strong>date</strong> come AAAA-MM-GG, <strong>istanti</strong> in formato RFC 3339.</li><li><strong>Stato</strong>: <a href="/api/v1/status">/api/v1/status</a>.</li></ul>`;
}

function termsView(slug: string | undefined): Html {
  return html`<p>Le interfacce sono riservate agli enti aderenti e al centro, per i procedimenti della gestione associata. Chi le usa risponde del proprio codice e tratta i dati per le sole finalità consentite. I dati aperti${slug ? html`, nella pagina <a href="${links.publicPage(slug, 'dati-aperti')}">Dati aperti</a>,` : ''} non richiedono un codice e hanno licenza CC BY 4.0.</p>`;
}

function tagView(name: string, operations: readonly Listed[]): Html {
  if (operations.length === 0) return html``;
  return html`<h3 class="h5 mt-4">${name}</h3>${dataTable({
    caption: `Operazioni: ${name}`,
    captionHidden: true,
    rows: operations,
    small: 'stack',
    columns: [
      { header: 'Metodo', nowrap: true, cell: (o) => html`<code>${o.method}</code>` },
      { header: 'Indirizzo', rowHeader: true, cell: (o) => html`<code>${o.path}</code>` },
      { header: 'Che cosa fa', cell: (o) => o.operation.summary },
      { header: 'Ambito', nowrap: true, cell: (o) => scopeCell(o.operation) },
    ],
  })}`;
}

function scopeCell(operation: Operation): Html | null {
  const scope = operation['x-scope'];
  return scope ? html`<code>${scope}</code>` : null;
}

const code = (text: string): Html => html`<pre class="code-block" tabindex="0"><code>${text}</code></pre>`;
