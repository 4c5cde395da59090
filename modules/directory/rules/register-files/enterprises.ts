import { BODY_REFERENCE_COLUMNS, describeBody, readBodyReference } from './body-reference.ts';
import { say } from './messages.it.ts';
import { wholeNumberUpTo } from './number-and-date-cleaners.ts';
import { REFERENCE_DAY_COLUMNS, readReferenceDay } from './reference-day.ts';
import { column, type RegisterKind } from './register-kind.ts';
import { RegisterRow, type RowContext } from './register-row.ts';

export type EnterpriseMeasure = 'ACTIVE' | 'REGISTERED' | 'EMPLOYEES';

export interface EnterpriseFigure {
  measure: EnterpriseMeasure;
  /** Enterprises, or persons employed. */
  value: number;
  /** ISO date; a year in the heading of the column gives its last day. */
  referenceDate: string;
}

/** Enterprises of the territory of a body: one or more figures, each with its date. */
export interface EnterpriseEntry {
  istatCode: string | null;
  ipaCode: string | null;
  figures: EnterpriseFigure[];
}

const MEASURES = [
  ['activeEnterprises', 'ACTIVE'],
  ['registeredEnterprises', 'REGISTERED'],
  ['employees', 'EMPLOYEES'],
] as const;

const MOST_COUNTED = 5_000_000;
const count = wholeNumberUpTo(MOST_COUNTED);

/** Enterprise figures by comune (IPRES for Puglia, Chambers of commerce, ISTAT ASIA). */
export const enterprises: RegisterKind<EnterpriseEntry> = {
  kind: 'enterprises',
  label: 'Imprese per comune',
  columns: [
    ...BODY_REFERENCE_COLUMNS,
    column('province', 'sigla della provincia', ['sigla', 'provincia']),
    column('activeEnterprises', 'imprese attive', ['imprese_attive', 'imprese'], {
      pattern: /^impreseattive(al)?\d/,
    }),
    column('registeredEnterprises', 'imprese registrate', ['imprese_registrate'], {
      pattern: /^impreseregistrate(al)?\d/,
    }),
    column('employees', 'addetti', ['addetti'], { pattern: /^addetti(al)?\d/ }),
    ...REFERENCE_DAY_COLUMNS,
  ],
  atLeastOneOf: [
    ['istatCode', 'ipaCode'],
    ['activeEnterprises', 'registeredEnterprises'],
  ],
  keyOf: (entry) => `${entry.istatCode ?? entry.ipaCode?.toLowerCase()} ${entry.figures[0]?.referenceDate}`,
  describeKey: (entry) => `Il dato sulle imprese ${describeBody(entry)}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const body = readBodyReference(row);
    const figures = readFigures(row, context);
    return row.finish({ ...body, figures });
  },
};

function readFigures(row: RegisterRow, context: RowContext): EnterpriseFigure[] {
  const figures: EnterpriseFigure[] = [];
  let empty = true;
  for (const [field, measure] of MEASURES) {
    if (row.text(field) === null) continue;
    const referenceDate = readReferenceDay(row, field, context);
    const value = row.optional(field, count);
    if (value !== null && referenceDate !== null) figures.push({ measure, value, referenceDate });
    empty = false;
  }
  if (empty) row.refuse('activeEnterprises', say.noFigure);
  return figures;
}
