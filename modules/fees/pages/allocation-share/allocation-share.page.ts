import { formatItalianDate, romeDate } from '#platform/calendar';
import { NotFound } from '#platform/errors';
import { type Html, html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { type DecimalText, formatDecimalText, formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import {
  ALLOCATION_KIND_LABELS,
  ALLOCATION_STATE_LABELS,
  balanceInWords,
  DRIVER_LABELS,
} from '../../allocation-words.it.ts';
import { feesLinks } from '../../links.ts';
import { mayFollowFees } from '../../permissions.ts';
import {
  allocationTotals,
  type CostAllocation,
  getAllocation,
  type ListedShare,
  listShares,
} from '../../queries/cost-allocations.ts';
import { type ExplainedPart, type ExplainedShare, explainShare } from '../../rules/explain-share.ts';
import { feesPage, idOf } from '../fees-page.ts';

/** The share of one body, and how it comes from the cost: for the desk, and for the body itself. */
export async function show(visit: Visit): Promise<Answer> {
  const allocation = await getAllocation(visit, idOf(visit));
  const bodyId = idOf(visit, 'ente');
  const [share] = (await listShares(visit, allocation.id, { bodyId }, { size: 1, offset: 0 })).rows;
  if (!share) throw new NotFound('share of a cost allocation', bodyId);
  const explained = explainShare(allocation, await allocationTotals(visit, allocation.id), share);
  const state = ALLOCATION_STATE_LABELS[allocation.state];
  const number = `Riparto n. ${allocation.number}/${allocation.year}`;
  const content = html`${discarded(allocation)}${amounts(allocation, share, explained)}${howSection(allocation, share, explained)}`;
  return feesPage(visit, `${share.name}: ${allocation.title}`, content, {
    path: may(visit.actor, mayFollowFees)
      ? [
          { label: 'Riparti dei costi', href: feesLinks.allocations() },
          { label: number, href: feesLinks.keptAllocation(allocation.id) },
        ]
      : [],
    heading: {
      eyebrow: `${number} · ${ALLOCATION_KIND_LABELS[allocation.kind]}`,
      status: statusTag(state.kind, state.label),
    },
  });
}

function discarded({ state, acts }: CostAllocation): Html | '' {
  const [last] = acts;
  if (state !== 'DISCARDED' || !last) return '';
  return alert({
    kind: 'warning',
    title: `Riparto annullato il ${formatItalianDate(romeDate(last.doneAt))}`,
    text: last.reason ?? '',
  });
}

function amounts(a: CostAllocation, share: ListedShare, { percent }: ExplainedShare): Html {
  const approved = a.acts.find(({ act }) => act === 'APPROVED');
  return descriptionList(
    [
      { term: 'Quota', value: html`<strong>${formatEuro(share.share)}</strong>` },
      share.provisional !== null && { term: 'Chiesta sul preventivo', value: formatEuro(share.provisional) },
      share.balance !== null && { term: 'Conguaglio', value: balanceInWords(share.balance) },
      {
        term: 'Ripartito fra tutti gli enti',
        value:
          a.grants === 0
            ? formatEuro(a.net)
            : `${formatEuro(a.net)}: costo ${formatEuro(a.cost)} meno contributi ${formatEuro(a.grants)}`,
      },
      { term: 'Parte dell’ente', value: `${formatDecimalText(percent)}%` },
      { term: 'Convenzione', value: `${a.conventionTitle}, aderenti al ${formatItalianDate(a.membersOn)}` },
      approved && { term: 'Approvato il', value: formatItalianDate(romeDate(approved.doneAt)) },
    ],
    { compact: true },
  );
}

/** Euros of a decimal text, with two decimals at least: "720" → "720,00 €". */
function euro(text: DecimalText): string {
  const [whole, fraction = ''] = text.split('.');
  return `${formatDecimalText(`${whole}.${fraction.padEnd(2, '0')}`)} €`;
}

function howSection(a: CostAllocation, share: ListedShare, explained: ExplainedShare): Html {
  const sources = [
    explained.parts.some(({ driver }) => driver === 'PER_CAPITA') &&
      `Abitanti al ${formatItalianDate(a.figuresOn)}: ${share.inhabitantsSource}.`,
    explained.parts.some(({ driver }) => driver === 'AREA') &&
      `Superficie: anagrafe degli enti al ${formatItalianDate(a.frozenOn)}.`,
    a.weights.USAGE !== undefined &&
      `${a.usageLabel} al ${formatItalianDate(a.figuresOn)}: ${share.usageSource}.`,
  ].filter((source) => source !== false);
  return section({
    title: 'Come si calcola',
    content: html`<p>Ogni criterio ripartisce la sua parte del costo: il dato dell’ente diviso il totale di tutti gli enti.</p>${
      a.usageIsZero
        ? html`<p>Nessun ente ha usato il servizio: la parte dell’uso è ripartita secondo gli abitanti.</p>`
        : ''
    }${dataTable<ExplainedPart>({
      caption: 'Come si calcola la quota',
      captionHidden: true,
      rows: explained.parts,
      small: 'stack',
      totalLabel: 'Somma',
      columns: [
        {
          header: 'Criterio',
          rowHeader: true,
          cell: (p) =>
            p.driver === 'USAGE' ? (a.usageLabel ?? DRIVER_LABELS.USAGE) : DRIVER_LABELS[p.driver],
        },
        { header: 'Peso', numeric: true, cell: (p) => `${formatDecimalText(p.weight)}%` },
        { header: 'Parte del costo', numeric: true, nowrap: true, cell: (p) => euro(p.amount) },
        { header: 'Dato dell’ente', numeric: true, cell: (p) => formatDecimalText(p.figure) },
        { header: 'Totale degli enti', numeric: true, cell: (p) => formatDecimalText(p.total) },
        {
          header: 'In percentuale',
          numeric: true,
          cell: (p) => `${formatDecimalText(p.percent)}%`,
          total: `${formatDecimalText(explained.percent)}%`,
        },
        {
          header: 'Importo',
          numeric: true,
          nowrap: true,
          cell: (p) => euro(p.part),
          total: euro(explained.exact),
        },
      ],
    })}<p>La quota è ${formatEuro(share.share)}: gli importi si arrotondano al centesimo in modo che la somma di tutte le quote sia esattamente l’importo ripartito. I centesimi che avanzano vanno agli enti con il resto più grande.</p>${
      sources.length > 0 ? html`<p>${sources.join(' ')}</p>` : ''
    }`,
  });
}
