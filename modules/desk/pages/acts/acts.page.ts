import { readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { emptyState } from '#ui/empty-state';
import { checkbox, select } from '#ui/field';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { ACT_KINDS, isActKind, kindsSeenBy } from '../../act-kinds.ts';
import { deskLinks } from '../../links.ts';
import { listWaitingActs } from '../../queries/list-acts.ts';
import { actsTable } from './acts.view.ts';

/** Every act that waits for a second person, whichever the room: who looks finds first what is for them. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['data'], filters: ['tipo', 'miei'] });
  const kind = isActKind(list.filters.tipo) ? list.filters.tipo : undefined;
  const mine = list.filters.miei === 'si';
  const acts = await listWaitingActs(visit, { kind, mine }, list);
  const content = html`<p>Chi chiede un atto non lo decide: qui stanno gli atti chiesti da una persona e non ancora decisi da un’altra.</p>${listToolbar(
    {
      action: deskLinks.acts(),
      filters: [
        select({
          name: 'tipo',
          label: 'Tipo di atto',
          value: kind,
          emptyLabel: 'Tutti',
          choices: kindsSeenBy(visit.actor).map((value) => ({ value, label: ACT_KINDS[value].label })),
        }),
        checkbox({
          name: 'miei',
          label: 'Solo quelli sui quali posso decidere',
          value: 'si',
          checked: mine,
        }),
      ],
      activeFilters: [
        ...(kind ? [{ label: ACT_KINDS[kind].label, removeHref: list.href({ tipo: null }) }] : []),
        ...(mine
          ? [{ label: 'Solo quelli sui quali posso decidere', removeHref: list.href({ miei: null }) }]
          : []),
      ],
      clearHref: deskLinks.acts(),
      results: resultsOf(list, acts, ['atto', 'atti']),
    },
  )}${actsTable(
    acts.rows,
    kind || mine
      ? emptyState({ title: 'Nessun atto corrisponde ai filtri', text: 'Togliere un filtro.' })
      : emptyState({
          title: 'Nessun atto attende una decisione',
          text: 'Accertamenti, rettifiche, atti sui crediti, riparti, chiusure, proposte di tariffa e modifiche ai dati degli enti compaiono qui finché qualcuno non decide.',
        }),
  )}${pagesOf(list, acts, 'atti')}`;
  return page('Atti da decidere', content, {
    breadcrumb: [{ label: 'Scrivania', href: deskLinks.home() }, { label: 'Atti da decidere' }],
    wide: true,
  });
}
