import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { siteLinks } from '../../links.ts';
import { FEE_MODELS } from '../../messages.it.ts';
import type { PublicConvention } from '../../queries/list-conventions.ts';

export function conventionsView(slug: string, conventions: readonly PublicConvention[], today: string): Html {
  if (conventions.length === 0)
    return emptyState({
      title: 'Nessuna convenzione pubblicata',
      text: html`Per informazioni rivolgersi ai <a href="${siteLinks.contacts(slug)}">contatti del centro</a>.`,
    });
  return html`${conventions.map((c) =>
    section({
      title: c.title,
      id: `convenzione-${c.id}`,
      content: html`<p>${stateOf(c, today)}</p>${descriptionList([
        { term: 'Durata', value: `dal ${formatItalianDate(c.from)} al ${formatItalianDate(c.to)}` },
        { term: 'Oneri', value: FEE_MODELS[c.feeModel] ?? c.feeModel },
        {
          term: 'Servizi a listino per chi non aderisce',
          value: c.listPriceAllowed ? 'Ammessi' : 'Non ammessi',
        },
        { term: 'Preavviso di recesso', value: `${c.withdrawalNoticeDays} giorni` },
        {
          term: 'Enti aderenti oggi',
          value: html`<a href="${siteLinks.members(slug)}?convenzione=${c.id}">${formatInteger(c.members)}<span class="visually-hidden"> enti aderenti alla convenzione ${c.title}</span></a>`,
        },
      ])}`,
    }),
  )}<p>Come si calcola la quota è spiegato nella pagina delle <a href="${siteLinks.tariffs(slug)}">tariffe</a>.</p>`;
}

function stateOf(c: PublicConvention, today: string): Html {
  if (c.from > today) return statusTag('info', 'Non ancora in vigore');
  return c.to < today ? statusTag('neutral', 'Conclusa') : statusTag('success', 'In vigore');
}
