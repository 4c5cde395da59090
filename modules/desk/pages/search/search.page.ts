import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { submitButton } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { textField } from '#ui/field';
import { section } from '#ui/heading';
import { deskLinks } from '../../links.ts';
import { type Found, search } from '../../queries/search.ts';

const HEADINGS: readonly [Found['kind'], string][] = [
  ['body', 'Enti'],
  ['person', 'Persone'],
  ['application', 'Domande di adesione'],
  ['resolution', 'Delibere'],
  ['notice', 'Avvisi di versamento'],
  ['act', 'Atti del centro'],
];

/** One box that finds any body, person, act or notice. */
export async function show(visit: Visit): Promise<Answer> {
  const words = (visit.query.q ?? '').trim().slice(0, 100);
  const found = words.length >= 2 ? await search(visit, words) : [];
  const content = html`<form method="get" action="${deskLinks.search()}" role="search" aria-label="Ricerca" class="form-block">${textField(
    {
      name: 'q',
      label: 'Cerca un ente, una persona, un atto o un avviso',
      hint: 'Una parte del nome, un codice IPA o ISTAT, un numero di atto o di avviso',
      value: words,
      type: 'search',
      width: 'long',
    },
  )}<div class="button-row">${submitButton({ label: 'Cerca' })}</div></form>${results(words, found)}`;
  return page('Ricerca', content, {
    breadcrumb: [{ label: 'Scrivania', href: deskLinks.home() }, { label: 'Ricerca' }],
  });
}

function results(words: string, found: readonly Found[]) {
  if (words.length < 2) return words === '' ? '' : emptyState({ title: 'Scrivere almeno due caratteri' });
  if (found.length === 0)
    return emptyState({
      title: `Nessun risultato per «${words}»`,
      text: 'Provare con una parte del nome, senza articoli, oppure con il codice dell’ente.',
    });
  return HEADINGS.map(([kind, title]) => {
    const ofKind = found.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return '';
    return section({
      title: `${title} (${ofKind.length})`,
      content: html`<ul class="list-unstyled">${ofKind.map((one) => html`<li class="mb-2"><a href="${one.href}">${one.label}</a>${one.detail ? html`<br><span class="text-secondary">${one.detail}</span>` : ''}</li>`)}</ul>`,
    });
  });
}
