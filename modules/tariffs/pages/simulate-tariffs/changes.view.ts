import type { ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { type Cents, formatAmount, formatInteger, sumCents } from '#platform/money';
import { dataTable } from '#ui/table';
import type { SimulatedRow } from '../../queries/simulation.ts';
import { CLUSTER_LABELS, type Cluster, clusterOf } from '../../rules/cluster.ts';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';

export const euros = (cents: Cents): string => `${formatAmount(cents)} €`;
/** The same with its sign: "+32,86 €". */
export const signed = (cents: Cents): string => `${cents > 0 ? '+' : ''}${euros(cents)}`;

interface ClusterRow {
  cluster: Cluster;
  bodies: number;
  before: Cents;
  after: Cents;
}

/** What the bodies of each size pay in all, before and after. */
export function changesByCluster(bodies: readonly SimulatedRow[]): Html {
  const comparable = bodies.filter((b) => b.difference !== null);
  const rows = (Object.keys(CLUSTER_LABELS) as Cluster[]).flatMap((cluster): ClusterRow[] => {
    const inside = comparable.filter((b) => clusterOf(b.category, b.inhabitants) === cluster);
    if (inside.length === 0) return [];
    return [
      {
        cluster,
        bodies: inside.length,
        before: sumCents(inside.map((b) => b.before ?? 0)),
        after: sumCents(inside.map((b) => b.after ?? 0)),
      },
    ];
  });
  return dataTable<ClusterRow>({
    caption: 'Totali per dimensione',
    captionHidden: true,
    rows,
    columns: [
      { header: 'Dimensione', rowHeader: true, cell: (r) => CLUSTER_LABELS[r.cluster] },
      { header: 'Enti', numeric: true, cell: (r) => formatInteger(r.bodies) },
      { header: 'Partenza', numeric: true, nowrap: true, cell: (r) => euros(r.before) },
      { header: 'Confronto', numeric: true, nowrap: true, cell: (r) => euros(r.after) },
      { header: 'Differenza', numeric: true, nowrap: true, cell: (r) => signed(r.after - r.before) },
    ],
  });
}

const BIGGEST = 5;

/** The bodies that would pay most more, and most less. */
export function biggestChanges(bodies: readonly SimulatedRow[]): Html {
  const changed = bodies.filter((b) => b.difference !== null && b.difference !== 0);
  const order = [...changed].sort((a, b) => b.difference! - a.difference!);
  const up = order.filter((b) => b.difference! > 0).slice(0, BIGGEST);
  const down = order
    .filter((b) => b.difference! < 0)
    .slice(-BIGGEST)
    .reverse();
  if (changed.length === 0) return html`<p>Nessun ente cambia quota.</p>`;
  return html`${up.length > 0 ? smallTable('Aumenti maggiori', up) : html`<p>Nessun ente paga di più.</p>`}${
    down.length > 0 ? smallTable('Riduzioni maggiori', down) : html`<p>Nessun ente paga di meno.</p>`
  }`;
}

const smallTable = (caption: string, rows: readonly SimulatedRow[]): Html =>
  dataTable<SimulatedRow>({
    caption,
    rows,
    columns: [
      { header: 'Ente', rowHeader: true, cell: (r) => r.name },
      {
        header: 'Abitanti',
        numeric: true,
        cell: (r) => (r.inhabitants === null ? null : formatInteger(r.inhabitants)),
      },
      { header: 'Partenza', numeric: true, nowrap: true, cell: (r) => euros(r.before!) },
      { header: 'Confronto', numeric: true, nowrap: true, cell: (r) => euros(r.after!) },
      { header: 'Differenza', numeric: true, nowrap: true, cell: (r) => signed(r.difference!) },
    ],
  });

/** Every body with both amounts, or with what is missing. */
export const changesOfBodies = (
  rows: readonly SimulatedRow[],
  list: ListQuery,
  labelOf: (input: string) => string,
): Html =>
  dataTable<SimulatedRow>({
    caption: 'Quote di ogni ente',
    captionHidden: true,
    rows,
    sort: list.sorting,
    small: 'stack',
    columns: [
      { header: 'Ente', rowHeader: true, sortKey: 'ente', cell: (r) => r.name },
      { header: 'Categoria', cell: (r) => CATEGORY_LABELS[r.category] },
      {
        header: 'Abitanti',
        sortKey: 'abitanti',
        numeric: true,
        cell: (r) => (r.inhabitants === null ? null : formatInteger(r.inhabitants)),
      },
      {
        header: 'Imprese',
        numeric: true,
        cell: (r) => (r.enterprises === null ? null : formatInteger(r.enterprises)),
      },
      {
        header: 'Partenza',
        sortKey: 'prima',
        numeric: true,
        nowrap: true,
        cell: (r) => (r.before === null ? null : euros(r.before)),
      },
      {
        header: 'Confronto',
        sortKey: 'dopo',
        numeric: true,
        nowrap: true,
        cell: (r) => (r.after === null ? null : euros(r.after)),
      },
      {
        header: 'Differenza',
        sortKey: 'differenza',
        numeric: true,
        cell: (r) =>
          r.difference === null ? `manca: ${r.missing.map(labelOf).join(', ')}` : signed(r.difference),
      },
    ],
  });
