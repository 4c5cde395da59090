import { formatItalianDate, parseItalianDate } from '#platform/calendar';
import { exportFormat, exportTable } from '#platform/files/xlsx-write';
import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { tariffLinks } from '../../links.ts';
import { inputLabelIn } from '../../messages.it.ts';
import { findConvention } from '../../queries/find-convention.ts';
import { findTerritory } from '../../queries/find-territory.ts';
import { getTariff, listTariffs } from '../../queries/get-tariff.ts';
import { type SimulatedRow, simulate } from '../../queries/simulation.ts';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import { populationReferenceDate } from '../../rules/population-reference.ts';
import { choiceView, simulationView } from './simulate-tariffs.view.ts';

const SORTS = ['ente', 'differenza', 'prima', 'dopo', 'abitanti'] as const;

/** Two tariffs side by side: who would pay more, who less, and how much would come in. */
export async function show(visit: Visit): Promise<Answer> {
  const tariffs = (await listTariffs(visit)).rows;
  const after =
    tariffs.find((t) => t.id === visit.query.dopo) ?? tariffs.find((t) => t.state === 'DRAFT') ?? tariffs[0];
  const before =
    tariffs.find((t) => t.id === visit.query.prima) ??
    tariffs.find(
      (t) => t.state === 'APPROVED' && t.conventionId === after?.conventionId && t.id !== after?.id,
    ) ??
    after;
  const on = parseItalianDate(visit.query.data ?? '') ?? visit.today;
  const bodies = visit.query.enti === 'tutti' ? ('all' as const) : ('members' as const);
  const choice = {
    tariffs,
    before,
    after,
    on,
    bodies,
    badDate: Boolean(visit.query.data) && parseItalianDate(visit.query.data!) === null,
  };
  const breadcrumb = [
    { label: 'Scrivania', href: '/' },
    { label: 'Tariffe', href: tariffLinks.tariffs() },
    { label: 'Simulazione' },
  ];
  if (!before || !after) return page('Simulazione', choiceView(choice), { breadcrumb });
  const [first, second] = await Promise.all([getTariff(visit, before.id), getTariff(visit, after.id)]);
  const convention = await findConvention(visit, after.conventionId);
  const year = Number(on.slice(0, 4));
  const figuresOn = populationReferenceDate(second.tariff.populationReference, year);
  const simulation = await simulate(visit, {
    before: first.tariff,
    after: second.tariff,
    convention: convention!,
    bodies,
    on,
    figuresOn,
  });
  const labelOf = inputLabelIn(second.tariff, first.tariff);
  const list = readListQuery(visit, {
    sorts: SORTS,
    filters: ['prima', 'dopo', 'data', 'enti'],
  });
  const rows = sorted(simulation.bodies, list);
  const format = exportFormat(visit.query.formato);
  if (format) {
    const table = await exportTable(
      exported(rows, `simulazione-${after.code}-${after.version}-${on}`, labelOf),
      format,
    );
    return file(table.name, table.type, table.body);
  }
  const territory = await findTerritory(visit);
  return page(
    'Simulazione',
    simulationView({ choice, simulation, rows, list, figuresOn, territory, labelOf }),
    {
      breadcrumb,
      heading: {
        lead: `${before.title} v.${before.version} a confronto con ${after.title} v.${after.version}, con i dati al ${formatItalianDate(figuresOn)}.`,
      },
      wide: true,
    },
  );
}

const KEYS: Readonly<Record<string, (row: SimulatedRow) => number | string | null>> = {
  differenza: (row) => row.difference,
  prima: (row) => row.before,
  dopo: (row) => row.after,
  abitanti: (row) => row.inhabitants,
};

/** By name as the register gives them, or by a figure; who has none comes last. */
function sorted(rows: readonly SimulatedRow[], list: ListQuery): readonly SimulatedRow[] {
  const sign = list.direction === 'desc' ? -1 : 1;
  const key = KEYS[list.sort];
  if (!key) return sign === 1 ? rows : [...rows].reverse();
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * (Number(x) - Number(y));
  });
}

const exported = (rows: readonly SimulatedRow[], name: string, labelOf: (input: string) => string) => ({
  name,
  rows,
  columns: [
    { header: 'Ente', kind: 'text' as const, value: (r: SimulatedRow) => r.name },
    { header: 'Categoria', kind: 'text' as const, value: (r: SimulatedRow) => CATEGORY_LABELS[r.category] },
    { header: 'Codice ISTAT', kind: 'text' as const, value: (r: SimulatedRow) => r.istatCode },
    { header: 'Abitanti', kind: 'integer' as const, value: (r: SimulatedRow) => r.inhabitants },
    { header: 'Imprese', kind: 'integer' as const, value: (r: SimulatedRow) => r.enterprises },
    { header: 'Prima (€)', kind: 'euro' as const, value: (r: SimulatedRow) => r.before },
    { header: 'Dopo (€)', kind: 'euro' as const, value: (r: SimulatedRow) => r.after },
    { header: 'Differenza (€)', kind: 'euro' as const, value: (r: SimulatedRow) => r.difference },
    {
      header: 'Dati mancanti',
      kind: 'text' as const,
      value: (r: SimulatedRow) => r.missing.map(labelOf).join(', '),
    },
  ],
});
