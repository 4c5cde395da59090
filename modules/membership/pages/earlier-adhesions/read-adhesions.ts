import { isIsoDate, parseItalianDate } from '#platform/calendar';
import { decodeText } from '#platform/files/decode-text';
import { readDelimitedText, type TextRecord } from '#platform/files/delimited-text';
import { explainFileRefusal, isFileRefusal } from '#platform/files/file-refusal.it';
import { recogniseFileType } from '#platform/files/file-type';
import { readXlsx } from '#platform/files/xlsx-read';
import type { EarlierAdhesion, RefusedRow } from '../../commands/record-earlier-adhesions.ts';

/** The columns of the file, in the order of the model. */
export const COLUMNS = [
  'codice_ente',
  'tramite',
  'dal',
  'organo',
  'numero',
  'data_delibera',
  'pubblicata_dal',
  'immediatamente_eseguibile',
  'esecutiva_dal',
  'firmata_il',
  'tipo_firma',
  'firmatario',
  'rappresentante',
] as const;
type Column = (typeof COLUMNS)[number];

const REQUIRED: readonly Column[] = ['codice_ente', 'dal', 'organo', 'numero', 'data_delibera', 'firmata_il'];
const MOST_ROWS = 5000;

const ORGANS: Readonly<Record<string, string>> = {
  consiglio: 'CONSIGLIO',
  'consiglio comunale': 'CONSIGLIO',
  assemblea: 'ASSEMBLEA',
  giunta: 'GIUNTA',
  'consiglio direttivo': 'CONSIGLIO_DIRETTIVO',
  altro: 'OTHER',
};
const SIGNATURES: Readonly<Record<string, string>> = {
  digitale: 'DIGITAL',
  avanzata: 'ADVANCED',
  qualificata: 'OTHER_QUALIFIED',
  scansione: 'SCANNED',
  autografa: 'HANDWRITTEN',
};

export type ReadAdhesions = { adhesions: EarlierAdhesion[]; refused: RefusedRow[] } | { wrongFile: string };

/** Reads the file of the adhesions already in being: CSV or XLSX, with the columns of the model in any order. */
export function readAdhesions(bytes: Uint8Array): ReadAdhesions {
  const records = recordsOf(bytes);
  if ('wrongFile' in records) return records;
  const [header, ...rows] = records.records;
  const columns = new Map(
    header!.cells.map((name, index) => [name.trim().toLowerCase().replaceAll(' ', '_'), index]),
  );
  const absent = REQUIRED.filter((name) => !columns.has(name));
  if (absent.length > 0)
    return { wrongFile: `Nel file mancano le colonne: ${absent.join(', ')}. Usare il modello.` };
  if (rows.length === 0) return { wrongFile: 'Il file non contiene righe.' };
  const adhesions: EarlierAdhesion[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const cell = (name: Column) => row.cells[columns.get(name) ?? -1]?.trim() ?? '';
    const { adhesion, problems } = readRow(row.line, cell);
    if (problems.length > 0) refused.push({ line: row.line, bodyCode: cell('codice_ente'), problems });
    adhesions.push(adhesion);
  }
  return { adhesions, refused };
}

function recordsOf(bytes: Uint8Array): { records: TextRecord[] } | { wrongFile: string } {
  const sheet = recogniseFileType(bytes) === 'xlsx' ? readXlsx(bytes, { maxRows: MOST_ROWS + 1 }) : null;
  if (sheet) return isFileRefusal(sheet) ? { wrongFile: explainFileRefusal(sheet) } : sheet;
  const decoded = decodeText(bytes);
  if (isFileRefusal(decoded)) return { wrongFile: explainFileRefusal(decoded) };
  const table = readDelimitedText(decoded.text, { maxRecords: MOST_ROWS + 1, maxColumns: 100 });
  return isFileRefusal(table) ? { wrongFile: explainFileRefusal(table) } : table;
}

function readRow(
  line: number,
  cell: (name: Column) => string,
): { adhesion: EarlierAdhesion; problems: string[] } {
  const problems: string[] = [];
  const date = (name: Column): string | null => {
    const text = cell(name);
    if (text === '') return null;
    const day = parseItalianDate(text) ?? (isIsoDate(text) ? text : null);
    if (day === null) problems.push(`«${name}»: «${text}» non è una data (gg/mm/aaaa)`);
    return day;
  };
  const known = (name: Column, words: Readonly<Record<string, string>>): string => {
    const word = words[cell(name).toLowerCase()];
    if (!word) problems.push(`«${name}» deve essere una fra: ${Object.keys(words).join(', ')}`);
    return word ?? '';
  };
  if (cell('codice_ente') === '') problems.push('manca il codice dell’ente');
  const from = date('dal');
  if (from === null && cell('dal') === '') problems.push('manca la decorrenza («dal»)');
  const viaCode = cell('tramite') || null;
  const base = { line, bodyCode: cell('codice_ente'), viaCode, from: from ?? '1900-01-01' };
  if (viaCode) return { adhesion: { ...base, act: null, signedOn: null }, problems };
  const resolvedOn = date('data_delibera');
  if (!resolvedOn && cell('data_delibera') === '') problems.push('manca la data della delibera');
  if (cell('numero') === '') problems.push('manca il numero della delibera');
  const act = {
    organ: known('organo', ORGANS),
    number: cell('numero').slice(0, 40),
    resolvedOn: resolvedOn ?? '1900-01-01',
    publicationStart: date('pubblicata_dal'),
    immediatelyExecutable: /^(s[iì]|x|1|vero)$/i.test(cell('immediatamente_eseguibile')),
    certifiedExecutiveFrom: date('esecutiva_dal'),
    signatory: cell('firmatario').slice(0, 200) || 'Non indicato',
    boardRepresentative: cell('rappresentante').slice(0, 200) || 'Non indicato',
    signatureKind: cell('tipo_firma') === '' ? 'DIGITAL' : known('tipo_firma', SIGNATURES),
  };
  return { adhesion: { ...base, act, signedOn: date('firmata_il') }, problems };
}
