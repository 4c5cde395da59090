import { type Html, html } from '#platform/html';
import { emptyState } from '#ui/empty-state';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { siteLinks } from '../../links.ts';
import { categoryLabel } from '../../messages.it.ts';
import type { FoundBody } from '../../queries/find-bodies.ts';
import type { PublicConvention } from '../../queries/list-conventions.ts';
import type { SitePage } from '../../rules/site-pages.ts';

export interface Found {
  bodies: readonly FoundBody[];
  conventions: readonly PublicConvention[];
  pages: readonly SitePage[];
}

export function searchView(slug: string, words: string, found: Found): Html {
  const nothing = found.bodies.length + found.conventions.length + found.pages.length === 0;
  return html`${form({
    action: siteLinks.search(slug),
    method: 'get',
    label: 'Ricerca nel sito',
    fields: textField({
      name: 'q',
      id: 'campo-ricerca',
      label: 'Parole da cercare',
      value: words,
      type: 'search',
      maxlength: 100,
      hint: 'Il nome o il codice di un ente, oppure l’argomento di una pagina',
    }),
    submitLabel: 'Cerca',
  })}${
    words && nothing
      ? emptyState({
          title: 'Nessun risultato',
          text: html`Cercare con meno parole, oppure consultare la <a href="${siteLinks.siteMap(slug)}">mappa del sito</a>.`,
          icon: 'search',
        })
      : ''
  }${found.bodies.length > 0 ? section({ title: 'Enti', content: html`<ul>${found.bodies.map((b) => bodyLine(slug, b))}</ul>` }) : ''}${
    found.conventions.length > 0
      ? section({
          title: 'Convenzioni',
          content: html`<ul>${found.conventions.map((c) => html`<li><a href="${siteLinks.conventions(slug)}#convenzione-${c.id}">${c.title}</a></li>`)}</ul>`,
        })
      : ''
  }${
    found.pages.length > 0
      ? section({
          title: 'Pagine',
          content: html`<ul>${found.pages.map((p) => html`<li><a href="${p.href}">${p.title}</a>: ${p.about}</li>`)}</ul>`,
        })
      : ''
  }`;
}

function bodyLine(slug: string, body: FoundBody): Html {
  const code = body.ipaCode ?? body.bodyId;
  const what = `${categoryLabel(body.category)}${body.province ? `, ${body.province}` : ''}`;
  return body.everMember
    ? html`<li><a href="${siteLinks.member(slug, code)}">${body.name}</a> (${what})</li>`
    : html`<li>${body.name} (${what}): non aderisce. <a href="${siteLinks.estimate(slug, code)}">Calcola la quota<span class="visually-hidden"> di ${body.name}</span></a></li>`;
}
