import { formatItalianDate } from '#platform/calendar';
import type { ListQuery } from '#platform/forms/list-query';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { alert } from '#ui/alert';
import { barChart } from '#ui/chart';
import { emptyState } from '#ui/empty-state';
import { dateField, select } from '#ui/field';
import { figureTiles } from '#ui/figure-tile';
import { section } from '#ui/heading';
import { listToolbar } from '#ui/list-toolbar';
import { pagination } from '#ui/pagination';
import { tariffLinks } from '../../links.ts';
import type { Territory } from '../../queries/find-territory.ts';
import type { ListedTariff } from '../../queries/get-tariff.ts';
import type { SimulatedRow } from '../../queries/simulation.ts';
import { type ChangeClass, medianDifference, type Simulation } from '../../rules/simulate-tariff.ts';
import { biggestChanges, changesByCluster, changesOfBodies, euros, signed } from './changes.view.ts';
import { mapOfChanges } from './map-of-changes.view.ts';

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
          { title: 'Per dimensione', content: changesByCluster(simulation.bodies) },
        )}${section({ title: 'Variazioni maggiori', content: biggestChanges(simulation.bodies) })}${
          shown.territory
            ? section({ title: 'Sul territorio', content: mapOfChanges(shown.territory, simulation.bodies) })
            : ''
        }${section({
          title: 'Tutti gli enti',
          content: html`${changesOfBodies(page, list, shown.labelOf)}${pagination({ page: list.page, pageCount: Math.ceil(rows.length / list.size), href: (n) => list.href({ pagina: n }), noun: 'enti' })}`,
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
