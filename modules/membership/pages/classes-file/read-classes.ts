import { isIsoDate, parseItalianDate } from '#platform/calendar';
import { decodeText } from '#platform/files/decode-text';
import { readDelimitedText, type TextRecord } from '#platform/files/delimited-text';
import { explainFileRefusal, isFileRefusal } from '#platform/files/file-refusal.it';
import { recogniseFileType } from '#platform/files/file-type';
import { readXlsx } from '#platform/files/xlsx-read';
import { type AskedClass, CLASS_COLUMNS, type ClassColumn } from '../../commands/give-classes.ts';

const REQUIRED: readonly ClassColumn[] = ['codice_ente', 'classe', 'dal'];
const MOST_ROWS = 20_000;

/** Other headings of the same columns. */
const ALSO: Readonly<Record<string, ClassColumn>> = {
  codice_ipa: 'codice_ente',
  codice_istat: 'codice_ente',
  ipa: 'codice_ente',
  ente: 'codice_ente',
  decorrenza: 'dal',
  fino_al: 'al',
  delibera: 'atto',
};

export type ReadClasses = { classes: AskedClass[] } | { wrongFile: string };

/** Reads the file of the classes: CSV or XLSX, with the columns of the model in any order; `al` and `atto` may lack. */
export function readClasses(bytes: Uint8Array, actWhenNone: string): ReadClasses {
  const read = recordsOf(bytes);
  if ('wrongFile' in read) return read;
  const [header, ...rows] = read.records;
  const columns = new Map<ClassColumn, number>();
  header!.cells.forEach((name, index) => {
    const key = name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const column = CLASS_COLUMNS.find((one) => one === key) ?? ALSO[key];
    if (column && !columns.has(column)) columns.set(column, index);
  });
  const absent = REQUIRED.filter((name) => !columns.has(name));
  if (absent.length > 0)
    return { wrongFile: `Nel file mancano le colonne: ${absent.join(', ')}. Usare il modello.` };
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { wrongFile: 'Il file non contiene righe.' };
  return {
    classes: filled.map(({ line, cells }) =>
      readRow(line, (name) => cells[columns.get(name) ?? -1]?.trim() ?? '', actWhenNone),
    ),
  };
}

function readRow(line: number, cell: (name: ClassColumn) => string, actWhenNone: string): AskedClass {
  const problems: { column: ClassColumn; text: string }[] = [];
  const day = (column: ClassColumn): string | null => {
    const text = cell(column);
    if (text === '') return null;
    const read = parseItalianDate(text) ?? (isIsoDate(text) ? text : null);
    if (read === null)
      problems.push({ column, text: `«${text}» non è una data: scriverla come gg/mm/aaaa.` });
    return read;
  };
  if (cell('dal') === '') problems.push({ column: 'dal', text: 'Manca la decorrenza.' });
  const asked = {
    line,
    bodyCode: cell('codice_ente'),
    bodyClass: cell('classe'),
    from: day('dal') ?? '1900-01-01',
    to: day('al'),
    act: cell('atto').slice(0, 300) || actWhenNone,
  };
  return problems.length > 0 ? { ...asked, unreadable: problems } : asked;
}

function recordsOf(bytes: Uint8Array): { records: TextRecord[] } | { wrongFile: string } {
  const sheet = recogniseFileType(bytes) === 'xlsx' ? readXlsx(bytes, { maxRows: MOST_ROWS + 1 }) : null;
  if (sheet) return isFileRefusal(sheet) ? { wrongFile: explainFileRefusal(sheet) } : sheet;
  const decoded = decodeText(bytes);
  if (isFileRefusal(decoded)) return { wrongFile: explainFileRefusal(decoded) };
  const table = readDelimitedText(decoded.text, { maxRecords: MOST_ROWS + 1, maxColumns: 100 });
  return isFileRefusal(table) ? { wrongFile: explainFileRefusal(table) } : table;
}
