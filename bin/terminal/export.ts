import { writeFileSync } from 'node:fs';
import { listAssessments, listNotices } from '#fees';
import type { Call } from '#platform/call';
import { type ExportColumn, exportTable } from '#platform/files/xlsx-write';
import { centsToText, formatInteger } from '#platform/money';
import { listAllMembers } from '#public-site';
import { WrongUse } from './exit.ts';
import { withInstallation } from './installation.ts';

interface Options {
  out: string;
  format?: 'csv' | 'xlsx' | 'json';
  centre?: string;
  year?: string;
}

type Row = Record<string, string | number | null>;
interface Listing {
  /** Key of the row → header and kind. */
  columns: Readonly<Record<string, readonly [header: string, kind: ExportColumn<Row>['kind']]>>;
  read(call: Call, year: number | undefined): Promise<readonly Row[]>;
}

const ALL = { sort: '', direction: 'asc', size: 1_000_000, offset: 0 } as const;

const LISTINGS: Readonly<Record<string, Listing>> = {
  members: {
    columns: {
      codice_ipa: ['Codice IPA', 'text'],
      codice_istat: ['Codice ISTAT', 'text'],
      denominazione: ['Denominazione', 'text'],
      categoria: ['Categoria', 'text'],
      abitanti: ['Abitanti', 'integer'],
      attraverso: ['Attraverso', 'text'],
      dal: ['Dal', 'date'],
      al: ['Al', 'date'],
      convenzione: ['Convenzione', 'text'],
    },
    read: async (call) =>
      (await listAllMembers(call)).map((m) => ({
        codice_ipa: m.ipaCode,
        codice_istat: m.istatCode,
        denominazione: m.name,
        categoria: m.category,
        abitanti: m.inhabitants,
        attraverso: m.via,
        dal: m.since,
        al: m.until,
        convenzione: m.convention,
      })),
  },
  assessments: {
    columns: {
      anno: ['Anno', 'text'],
      ente: ['Ente', 'text'],
      categoria: ['Categoria', 'text'],
      abitanti: ['Abitanti', 'integer'],
      decorrenza: ['Decorrenza', 'date'],
      importo: ['Importo', 'euro'],
      stato: ['Stato', 'text'],
    },
    read: async (call, year) =>
      (await listAssessments(call, year ? { year } : {}, ALL)).rows.map((a) => ({
        anno: String(a.year),
        ente: a.name,
        categoria: a.category,
        abitanti: a.inhabitants,
        decorrenza: a.effectiveFrom,
        importo: a.amountCents,
        stato: a.state,
      })),
  },
  notices: {
    columns: {
      numero: ['Avviso', 'text'],
      pagatore: ['Pagatore', 'text'],
      emesso: ['Emesso', 'date'],
      scadenza: ['Scadenza', 'date'],
      importo: ['Importo', 'euro'],
      pagato: ['Pagato', 'euro'],
      stato: ['Stato', 'text'],
    },
    read: async (call, year) =>
      (await listNotices(call, year ? { feeYear: year } : {}, ALL)).rows.map((n) => ({
        numero: `${n.number}/${n.year}`,
        pagatore: n.payerName,
        emesso: n.issuedOn,
        scadenza: n.dueOn,
        importo: n.totalCents,
        pagato: n.paidCents,
        stato: n.state,
      })),
  },
};

/** Writes a list in a file. */
export async function run(what: string, options: Options): Promise<void> {
  const format = options.format ?? options.out.split('.').at(-1);
  if (format !== 'csv' && format !== 'xlsx' && format !== 'json')
    throw new WrongUse('Indicare il formato con --format csv, xlsx o json.');
  const year = options.year === undefined ? undefined : Number(options.year);
  if (year !== undefined && !Number.isInteger(year))
    throw new WrongUse(`L’anno «${options.year}» non è valido.`);
  const listing = LISTINGS[what]!;
  await withInstallation(async ({ call }) => {
    const rows = await listing.read(await call(options.centre), year);
    writeFileSync(options.out, await bytesOf(what, listing, rows, format));
    console.log(`Righe scritte: ${formatInteger(rows.length)}. File: ${options.out}`);
  });
}

async function bytesOf(
  name: string,
  { columns }: Listing,
  rows: readonly Row[],
  format: 'csv' | 'xlsx' | 'json',
): Promise<Buffer> {
  if (format === 'json')
    return Buffer.from(
      `${JSON.stringify(
        rows.map((row) => inEuros(row, columns)),
        null,
        2,
      )}\n`,
    );
  const table = {
    name,
    rows,
    columns: Object.entries(columns).map(([key, [header, kind]]) => ({
      header,
      kind,
      value: (row: Row) => row[key],
    })),
  };
  return (await exportTable(table, format)).body;
}

/** Amounts are cents inside; in a JSON file they are euros as decimal text, "1740.00". */
const inEuros = (row: Row, columns: Listing['columns']): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      columns[key]?.[1] === 'euro' && typeof value === 'number' ? centsToText(value) : value,
    ]),
  );
