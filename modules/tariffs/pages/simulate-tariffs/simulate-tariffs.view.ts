import { formatItalianDate } from '#platform/calendar';
import type { ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { type Cents, formatAmount, formatInteger, sumCents } from '#platform/money';
import { alert } from '#ui/alert';
import { barChart } from '#ui/chart';
import { emptyState } from '#ui/empty-state';
import { dateField, select } from '#ui/field';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { listToolbar } from '#ui/list-toolbar';
import { choropleth } from '#ui/map';
import { pagination } from '#ui/pagination';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import type { Territory } from '../../queries/find-territory.ts';
import type { ListedTariff } from '../../queries/get-tariff.ts';
import type { SimulatedRow } from '../../queries/simulation.ts';
import { CLUSTER_LABELS, type Cluster, clusterOf } from '../../rules/cluster.ts';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import { type ChangeClass, medianDifference, type Simulation } from '../../rules/simulate-tariff.ts';

export interface SimulationChoice {
  tariffs: readonly ListedTariff[];
  before: ListedTariff | undefined;
  after: ListedTariff | undefined;
  on: string;
  bodies: 'members' | 'all';
  badDate: boolean;
}

export interface ShownSimulation {
  choice: SimulationChoice;
  simulation: Omit<Simulation, 'bodies'> & { bodies: readonly SimulatedRow[] };
  rows: readonly SimulatedRow[];
  list: ListQuery;
  figuresOn: string;
  territory: Territory | null;
  /** The Italian name of an input that is missing. */
  labelOf: (input: string) => string;
}

const euros = (cents: Cents): string => `${formatAmount(cents)} €`;
const signed = (cents: Cents): string => `${cents > 0 ? '+' : ''}${euros(cents)}`;

/** What there is to compare, when there is nothing yet. */
export function choiceView({ tariffs }: SimulationChoice): Html {
  return tariffs.length === 0
    ? emptyState({
        title: 'Nessuna tariffa da simulare',
        text: 'Preparare prima una proposta di tariffa.',
        action: html`<a class="btn btn-primary" href="${tariffLinks.newFromFormula()}">Nuova proposta</a>`,
      })
    : html``;
}

export function simulationView(shown: ShownSimulation): Html {
  const { choice, simulation, rows, list } = shown;
  const page = rows.slice(list.offset, list.offset + list.size);
  return html`${listToolbar({
    action: tariffLinks.simulation(),
    filterLabel: 'Confronta',
    filters: choiceFields(choice),
    results: {
      from: rows.length ? list.offset + 1 : 0,
      to: list.offset + page.length,
      total: rows.length,
      noun: ['ente', 'enti'],
    },
    exports: rows.length
      ? [
          { format: 'CSV', href: list.href({ formato: 'csv' }) },
          { format: 'XLSX', href: list.href({ formato: 'xlsx' }) },
        ]
      : [],
  })}${
    rows.length === 0
      ? emptyState({
          title: 'Nessun ente da confrontare',
          text: 'In questa data la convenzione non ha enti aderenti: scegliere un’altra data, oppure tutti gli enti del territorio.',
        })
      : html`${totals(simulation)}${section({ title: 'Distribuzione delle variazioni', content: distribution(simulation.distribution) })}${section(
          { title: 'Per dimensione', content: clusters(simulation.bodies) },
        )}${section({ title: 'Variazioni maggiori', content: biggest(simulation.bodies) })}${
          shown.territory
            ? section({ title: 'Sul territorio', content: map(shown.territory, simulation.bodies) })
            : ''
        }${section({
          title: 'Tutti gli enti',
          content: html`${bodiesTable(page, list, shown.labelOf)}${pagination({ page: list.page, pageCount: Math.ceil(rows.length / list.size), href: (n) => list.href({ pagina: n }), noun: 'enti' })}`,
        })}`
  }`;
}

function choiceFields(choice: SimulationChoice): Html[] {
  const choices = choice.tariffs.map((t) => ({
    value: t.id,
    label: `${t.title} v.${t.version}${t.state === 'DRAFT' ? ' (proposta)' : ''}`,
  }));
  return [
    select({ name: 'prima', label: 'Tariffa di partenza', value: choice.before?.id, choices }),
    select({ name: 'dopo', label: 'A confronto con', value: choice.after?.id, choices }),
    select({
      name: 'enti',
      label: 'Enti',
      value: choice.bodies === 'all' ? 'tutti' : 'aderenti',
      choices: [
        { value: 'aderenti', label: 'Aderenti in questa data' },
        { value: 'tutti', label: 'Tutti quelli del territorio' },
      ],
    }),
    dateField({
      name: 'data',
      label: 'Data',
      value: formatItalianDate(choice.on),
      hint: 'gg/mm/aaaa',
      ...(choice.badDate ? { error: 'La data non esiste: è usata quella di oggi.' } : {}),
    }),
  ];
}

function totals(simulation: Omit<Simulation, 'bodies'> & { bodies: readonly SimulatedRow[] }): Html {
  const { totals: all, paysMore, paysLess, paysTheSame, notComparable } = simulation;
  const median = medianDifference({ ...simulation, bodies: [...simulation.bodies] });
  return html`${figureTiles([
    {
      figure: euros(all.before),
      label: 'Totale di partenza',
      note: `${formatInteger(all.bodies)} enti confrontati`,
    },
    { figure: euros(all.after), label: 'Totale a confronto', note: `${signed(all.difference)} in tutto` },
    { figure: formatInteger(paysMore.bodies), label: 'Pagano di più', note: signed(paysMore.difference) },
    { figure: formatInteger(paysLess.bodies), label: 'Pagano di meno', note: signed(paysLess.difference) },
    {
      figure: formatInteger(paysTheSame),
      label: 'Pagano lo stesso',
      ...(median === null ? {} : { note: `variazione mediana ${signed(median)}` }),
    },
  ])}${
    notComparable > 0
      ? alert({
          kind: 'warning',
          text: `${formatInteger(notComparable)} ${notComparable === 1 ? 'ente non è confrontabile' : 'enti non sono confrontabili'} perché manca almeno un dato: non sono contati nei totali. L’elenco dice quale.`,
        })
      : ''
  }`;
}

function classLabel({ over, upTo }: ChangeClass): string {
  if (over === null) return `Oltre il ${-upTo!}% in meno`;
  if (upTo === null) return `Oltre il ${over}% in più`;
  if (over === -1) return 'Fino all’1% in meno, o uguale';
  if (over === 0) return 'Fino all’1% in più';
  return upTo <= 0 ? `Dal ${-upTo} al ${-over}% in meno` : `Dal ${over} al ${upTo}% in più`;
}

function distribution(classes: readonly ChangeClass[]): Html {
  const shown = classes.filter(({ bodies }) => bodies > 0);
  return barChart({
    title: 'Enti per variazione della quota',
    description: `Numero di enti per classe di variazione percentuale: ${shown.map((c) => `${classLabel(c)}, ${c.bodies}`).join('; ')}.`,
    labelHeader: 'Variazione',
    valueHeader: 'Enti',
    bars: shown.map((c) => ({ label: classLabel(c), value: c.bodies, text: formatInteger(c.bodies) })),
  });
}

interface ClusterRow {
  cluster: Cluster;
  bodies: number;
  before: Cents;
  after: Cents;
}

function clusters(bodies: readonly SimulatedRow[]): Html {
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

function biggest(bodies: readonly SimulatedRow[]): Html {
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

const bodiesTable = (
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

const CLASSES = [
  { label: 'Paga almeno il 10% in meno' },
  { label: 'Paga di meno, entro il 10%' },
  { label: 'Paga lo stesso' },
  { label: 'Paga di più, entro il 10%' },
  { label: 'Paga almeno il 10% in più' },
] as const;

function map(territory: Territory, bodies: readonly SimulatedRow[]): Html {
  const byCode = new Map(bodies.flatMap((b) => (b.istatCode ? [[b.istatCode, b] as const] : [])));
  return choropleth({
    title: 'Variazione della quota per comune',
    description:
      'Comuni colorati secondo la variazione della quota fra le due tariffe; gli stessi dati sono nella tabella che segue.',
    topology: territory.topology,
    object: territory.objectName,
    legendTitle: 'Variazione della quota',
    unknownLabel: 'Non confrontato',
    classes: CLASSES,
    classify: (id) => changeClass(byCode.get(id)),
    label: (id) => {
      const body = byCode.get(id);
      if (!body) return `Comune ${id}, non confrontato`;
      return body.difference === null
        ? `${body.name}, non confrontabile`
        : `${body.name}: ${signed(body.difference)}`;
    },
  });
}

function changeClass(body: SimulatedRow | undefined): number | undefined {
  if (!body || body.difference === null || body.before === null) return undefined;
  if (body.difference === 0) return 2;
  const large = Math.abs(body.difference) * 10 >= body.before;
  if (body.difference < 0) return large ? 0 : 1;
  return large ? 4 : 3;
}
