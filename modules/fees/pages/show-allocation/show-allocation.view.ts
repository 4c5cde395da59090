import { formatInstant, formatItalianDate } from '#platform/calendar';
import { exportLinks } from '#platform/forms/list-export';
import type { Listed, ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatDecimalText, formatEuro, formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { emptyState } from '#ui/empty-state';
import { textField } from '#ui/field';
import { section } from '#ui/heading';
import { pagesOf, resultsOf } from '#ui/list-pages';
import { listToolbar } from '#ui/list-toolbar';
import { type Column, dataTable } from '#ui/table';
import { timeline } from '#ui/timeline';
import {
  ALLOCATION_ACT_LABELS,
  ALLOCATION_STATE_LABELS,
  listOfNames,
  weightsInWords,
} from '../../allocation-words.it.ts';
import { feesLinks } from '../../links.ts';
import { mayApproveAllocations, mayDiscardAllocations, mayDraftAllocations } from '../../permissions.ts';
import type { CostAllocation, ListedShare, RelatedAllocation } from '../../queries/cost-allocations.ts';
import { weightsInForce } from '../../rules/cost-allocation.ts';
import type { AllocationTotals } from '../../rules/explain-share.ts';
import { modelOfWeights } from '../../rules/kept-allocation.ts';

interface Shown {
  allocation: CostAllocation;
  totals: AllocationTotals;
  holds: boolean;
  /** Bodies whose members' list or figures changed after the proposal. */
  changed: readonly string[];
  list: ListQuery;
  shares: Listed<ListedShare>;
}

export function showAllocationView(visit: Visit, shown: Shown): Html {
  const { allocation } = shown;
  return html`${warnings(shown)}${nextSteps(visit, allocation)}${terms(allocation)}${sharesSection(shown)}${section(
    {
      title: 'Atti del riparto',
      content: html`${timeline(
        allocation.acts.map((act) => ({
          title: ALLOCATION_ACT_LABELS[act.act],
          when: formatInstant(act.doneAt),
          datetime: act.doneAt.toISOString(),
          actor: act.doneBy,
          detail: act.reason ?? undefined,
        })),
      )}<p>Impronta del riparto (SHA-256): <code class="text-break">${allocation.digest}</code></p>`,
    },
  )}`;
}

function warnings({ allocation, holds, changed }: Shown): Html {
  return html`${
    holds
      ? ''
      : alert({
          kind: 'danger',
          text: 'Le quote conservate non corrispondono all’impronta del riparto: avvisare chi amministra l’installazione.',
        })
  }${
    changed.length > 0
      ? alert({
          kind: 'warning',
          title: 'Dopo la proposta sono cambiati adesioni o dati',
          text: `Riguardano ${listOfNames(changed)}. Le quote restano quelle della proposta: per ricalcolarle, annullarla e ripetere la ripartizione.`,
        })
      : ''
  }${
    allocation.usageIsZero
      ? alert({
          kind: 'info',
          text: 'Nessun ente ha usato il servizio: la parte dell’uso è ripartita secondo gli abitanti.',
        })
      : ''
  }`;
}

/** What this person may do now. */
function nextSteps(visit: Visit, { id, state, kind, balancedBy }: CostAllocation): Html {
  const act = (label: string, to: Parameters<typeof feesLinks.allocationAct>[1], main = false) =>
    buttonLink({ label, href: feesLinks.allocationAct(id, to), ...(main ? {} : { kind: 'secondary' }) });
  const mayDiscard = state === 'DRAFTED' ? mayDiscardAllocations : mayApproveAllocations;
  return buttonGroup([
    state === 'DRAFTED' && may(visit.actor, mayApproveAllocations)
      ? act('Approva il riparto', 'approvazione', true)
      : '',
    state === 'APPROVED' && kind === 'PROVISIONAL' && !balancedBy && may(visit.actor, mayDraftAllocations)
      ? act('Predisponi il conguaglio', 'conguaglio', true)
      : '',
    state !== 'DISCARDED' && !balancedBy && may(visit.actor, mayDiscard)
      ? act(state === 'DRAFTED' ? 'Annulla la proposta' : 'Annulla il riparto', 'annullamento')
      : '',
    buttonLink({ label: 'Prospetto (PDF)', href: feesLinks.allocationPdf(id), kind: 'secondary' }),
  ]);
}

function terms(a: CostAllocation): Html {
  return section({
    title: 'Che cosa si ripartisce',
    content: descriptionList(
      [
        { term: a.kind === 'FINAL' ? 'Costo a consuntivo' : 'Costo', value: formatEuro(a.cost) },
        { term: 'Contributi da togliere', value: formatEuro(a.grants) },
        { term: 'Ripartito', value: formatEuro(a.net) },
        a.balances && { term: 'Riparto sul preventivo', value: related(a.balances) },
        a.balances && { term: 'Conguaglio', value: formatEuro(a.net - a.balances.net) },
        a.balancedBy && { term: 'Conguaglio', value: related(a.balancedBy) },
        { term: 'Pesi', value: weightsInWords(a.weights, a.usageLabel) },
        {
          term: 'Fra chi',
          value: `${formatInteger(a.bodies)} ${a.bodies === 1 ? 'ente' : 'enti'}: ${a.comuniOnly ? 'i comuni aderenti' : 'gli enti aderenti'} al ${formatItalianDate(a.membersOn)}, ${a.conventionTitle}`,
        },
        { term: 'Abitanti e uso al', value: formatItalianDate(a.figuresOn) },
      ],
      { compact: true },
    ),
  });
}

const related = ({ id, number, year, net, state }: RelatedAllocation): Html =>
  html`<a href="${feesLinks.keptAllocation(id)}">n. ${number}/${year}</a>, ${formatEuro(net)}, ${ALLOCATION_STATE_LABELS[state].label.toLowerCase()}`;

function sharesSection(shown: Shown): Html {
  const { allocation, list, shares } = shown;
  const { q } = list.filters;
  return section({
    title: 'Quota di ogni ente',
    content: html`${listToolbar({
      action: feesLinks.keptAllocation(allocation.id),
      filters: textField({ name: 'q', label: 'Ente', value: q, type: 'search' }),
      activeFilters: q ? [{ label: `Cerca: ${q}`, removeHref: list.href({ q: null }) }] : [],
      results: resultsOf(list, shares, ['ente', 'enti']),
      exports: exportLinks(list),
    })}${dataTable<ListedShare>({
      caption: 'Quota di ogni ente, con i dati fissati alla proposta',
      captionHidden: true,
      rows: shares.rows,
      small: 'stack',
      columns: columns(shown),
      ...(q ? {} : { totalLabel: 'Totale di tutti gli enti' }),
      empty: emptyState({ title: 'Nessun ente corrisponde', text: 'Togliere il filtro.' }),
    })}${pagesOf(list, shares, 'enti')}`,
  });
}

/** Of the figures, those that weigh something. */
function columns({ allocation, totals }: Shown): Column<ListedShare>[] {
  const weighs = weightsInForce(modelOfWeights(allocation.weights), allocation.usageIsZero);
  const decimals = (text: string | null) => (text === null ? null : formatDecimalText(text));
  const net = allocation.balances?.net ?? 0;
  const all: (Column<ListedShare> | false)[] = [
    {
      header: 'Ente',
      rowHeader: true,
      cell: (s) =>
        html`<a href="${feesLinks.allocationShare(allocation.id, s.bodyId)}">${s.name}<span class="visually-hidden">, come si calcola la quota</span></a>`,
    },
    weighs.has('PER_CAPITA') && {
      header: 'Abitanti',
      numeric: true,
      cell: (s) => (s.inhabitants === null ? null : formatInteger(s.inhabitants)),
      total: formatInteger(totals.inhabitants),
    },
    weighs.has('AREA') && {
      header: 'Superficie (km²)',
      numeric: true,
      cell: (s) => decimals(s.area),
      total: decimals(totals.area),
    },
    allocation.weights.USAGE !== undefined && {
      header: allocation.usageLabel ?? 'Uso',
      numeric: true,
      cell: (s) => decimals(s.usage),
      total: decimals(totals.usage),
    },
    {
      header: 'Quota',
      numeric: true,
      nowrap: true,
      cell: (s) => formatEuro(s.share),
      total: formatEuro(allocation.net),
    },
    allocation.kind === 'FINAL' && {
      header: 'Sul preventivo',
      numeric: true,
      nowrap: true,
      cell: (s) => formatEuro(s.provisional ?? 0),
      total: formatEuro(net),
    },
    allocation.kind === 'FINAL' && {
      header: 'Conguaglio',
      numeric: true,
      nowrap: true,
      cell: (s) => formatEuro(s.balance ?? 0),
      total: formatEuro(allocation.net - net),
    },
  ];
  return all.filter((column) => column !== false);
}
