import type { Cents } from '#platform/money';
import { CATEGORY_LABELS, type FeeInputs } from '../rules/fee-inputs.ts';
import { regionCode } from '../rules/region-code.ts';
import { BODY_CATEGORIES, type BodyCategory } from '../rules/tariff.ts';
import type { BodyColumns, RequiredColumn } from './body-columns.ts';

export interface RefusedRow {
  line: number;
  column: string;
  value: string;
  reason: string;
}

/** A body as its row says it is; `inputs` are without the whole association, which only the whole file tells. */
export interface FileBody {
  line: number;
  ipaCode: string;
  /** Codes of the associations to which it belongs, in small letters. */
  associatedIn: readonly string[];
  member: boolean;
  inputs: FeeInputs;
}

/** The good body, or what is wrong; `belonging` is there as soon as code, category, associations and member are good. */
export interface RowReading {
  body: FileBody | null;
  belonging: (Pick<FileBody, 'ipaCode' | 'associatedIn' | 'member'> & { category: BodyCategory }) | null;
  problems: readonly RefusedRow[];
}

const CATEGORY_WORDS: Readonly<Record<string, BodyCategory>> = {
  ...Object.fromEntries(BODY_CATEGORIES.map((code) => [plain(code), code])),
  ...Object.fromEntries(BODY_CATEGORIES.map((code) => [plain(CATEGORY_LABELS[code]), code])),
  unione: 'UNIONE',
  'unione dei comuni': 'UNIONE',
  'unione montana': 'UNIONE',
  'citta metropolitane': 'CITTA_METRO',
  partecipata: 'PARTECIPATA',
  'azienda speciale': 'AZIENDA',
  altro: 'OTHER',
};
const YES = new Set(['si', 's', 'true', '1', 'yes', 'y', 'vero', 'x']);
const NO = new Set(['no', 'n', 'false', '0', 'falso']);

/** Small letters without accents, one space between words. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** Reads a row; an empty cell is "not known", never zero. `lineOf` tells at which line a code has been read already. */
export function readBodyRow(
  { line, cells }: { line: number; cells: readonly string[] },
  columns: BodyColumns,
  lineOf: Map<string, number>,
): RowReading {
  const problems: RefusedRow[] = [];
  const refuse = (column: string, value: string, reason: string) =>
    void problems.push({ line, column, value, reason });
  const text = (at: number | null): string => (at === null ? '' : (cells[at]?.trim() ?? ''));
  const cell = (name: RequiredColumn): string => text(columns.at[name]);
  const extra = cells.slice(columns.count).join(' ').trim();
  if (extra !== '')
    refuse('riga', extra, 'la riga ha più celle delle intestazioni: forse un testo contiene il separatore');

  const ipaCode = cell('ipa_code');
  const code = ipaCode.toLowerCase();
  if (code === '') refuse('ipa_code', ipaCode, 'manca il codice IPA');
  else if (lineOf.has(code)) refuse('ipa_code', ipaCode, `il codice è già alla riga ${lineOf.get(code)}`);
  else lineOf.set(code, line);
  const category = CATEGORY_WORDS[plain(cell('category'))];
  if (!category)
    refuse(
      'category',
      cell('category'),
      `la categoria non è fra ${BODY_CATEGORIES.join(', ')}, né un loro nome italiano`,
    );
  const associatedIn = [
    ...new Set(
      cell('associated_in')
        .toLowerCase()
        .split(/[\s|;,]+/)
        .filter(Boolean),
    ),
  ];
  if (code !== '' && associatedIn.includes(code))
    refuse('associated_in', cell('associated_in'), 'un ente non può essere associato in sé stesso');
  const member = memberOf(text(columns.member));
  if (member === null) refuse('member', text(columns.member), 'scrivere si oppure no');
  const placed = problems.length === 0;

  const region = regionCode(cell('region') || null);
  if (cell('region') !== '' && !region) refuse('region', cell('region'), 'la regione non è riconosciuta');
  const whole = (name: 'inhabitants' | 'enterprises'): number | undefined => {
    const value = cell(name);
    if (value === '') return undefined;
    if (/^\d{1,9}$/.test(value)) return Number(value);
    refuse(name, value, 'non è un numero intero, scritto con le sole cifre');
    return undefined;
  };
  const inputs: FeeInputs = {
    category: category ?? 'OTHER',
    region,
    bodyClass: text(columns.bodyClass) || undefined,
    inhabitants: whole('inhabitants'),
    enterprises: whole('enterprises'),
    others: Object.fromEntries(
      columns.quantities.map(({ name, at }) => [name, quantity(name, text(at), refuse)]),
    ),
    referenceFees: Object.fromEntries(
      columns.referenceFees.map(({ year, at }) => [year, referenceFee(year, text(at), refuse)]),
    ),
  };
  const head = { ipaCode, associatedIn, member: member ?? true };
  return {
    body: problems.length === 0 ? { line, ...head, inputs } : null,
    belonging: placed && category ? { ...head, category } : null,
    problems,
  };
}

type Refuse = (column: string, value: string, reason: string) => void;

/** Nothing said is a member. */
function memberOf(text: string): boolean | null {
  const word = plain(text);
  if (word === '' || YES.has(word)) return true;
  return NO.has(word) ? false : null;
}

function quantity(name: string, text: string, refuse: Refuse): string | undefined {
  if (text === '') return undefined;
  if (/^\d{1,12}([.,]\d{1,6})?$/.test(text)) return text.replace(',', '.');
  refuse(
    name,
    text,
    'non è un numero con il punto per i decimali, al massimo sei, e senza separatore delle migliaia',
  );
  return undefined;
}

/** Cents; null when the body owed none ("none"); undefined when it is not known. */
function referenceFee(year: number, text: string, refuse: Refuse): Cents | null | undefined {
  if (text === '') return undefined;
  if (/^(none|nessuna)$/i.test(text)) return null;
  const euros = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text);
  if (euros) return Number(euros[1]) * 100 + Number((euros[2] ?? '').padEnd(2, '0'));
  refuse(
    `reference_fee_${year}`,
    text,
    'scrivere gli euro con il punto (1740.00), oppure none se non era dovuta',
  );
  return undefined;
}
