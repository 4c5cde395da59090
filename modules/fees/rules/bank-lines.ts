/** Lines of a bank's file, read: a day, an amount, what the payer wrote, the bank's reference. */
import { type IsoDate, isoDate, parseItalianDate } from '#platform/calendar';
import { type Cents, parseItalianAmount } from '#platform/money';

/** Which column (from 0) holds what; null: none. */
export interface BankMapping {
  date: number | null;
  amount: number | null;
  description: number | null;
  reference: number | null;
}

export interface BankLine {
  line: number;
  paidOn: IsoDate;
  amount: Cents;
  description: string;
  reference: string;
}

/** A line that cannot be read: which column is wrong, what is written there, why. */
export interface UnreadLine {
  line: number;
  column: string;
  value: string;
  reason: string;
}

const NAMES: Readonly<Record<keyof BankMapping, RegExp>> = {
  date: /^(data|data (operazione|contabile|versamento|pagamento)|data[ _]op.*)$/i,
  amount: /^(importo|importo.*|accrediti?|avere|entrate)$/i,
  description: /^(causale|descrizione.*|causale.*|note)$/i,
  reference: /^(trn|cro|riferimento.*|rif\.?.*|id(entificativo)?[ _]operazione)$/i,
};

/** The columns as their headers suggest them; the officer corrects what is wrong. */
export function guessMapping(header: readonly string[]): BankMapping {
  const find = (name: keyof BankMapping): number | null => {
    const index = header.findIndex((cell) => NAMES[name].test(cell.trim()));
    return index < 0 ? null : index;
  };
  return {
    date: find('date'),
    amount: find('amount'),
    description: find('description'),
    reference: find('reference'),
  };
}

/** "2/2026", "n. 12 del 2026", "avviso 12-2026": the notice that a text names, all of those it names. */
export function noticesNamed(text: string): { number: number; year: number }[] {
  const named = new Map<string, { number: number; year: number }>();
  for (const match of text.matchAll(
    /(?<!\d|\d[/.-])(\d{1,6})\s*(?:\/|-|\bdel\b)\s*(20\d{2})(?![\d/.-]\d|\d)/gi,
  )) {
    const [number, year] = [Number(match[1]), Number(match[2])];
    if (number > 0) named.set(`${number}/${year}`, { number, year });
  }
  return [...named.values()];
}

/** One record of the file as a line, or what is wrong with it. */
export function readBankLine(
  cells: readonly string[],
  line: number,
  mapping: BankMapping,
  header: readonly string[],
  today: IsoDate,
): BankLine | UnreadLine {
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
  const wrong = (column: number | null, reason: string): UnreadLine => ({
    line,
    column: column === null ? '' : (header[column]?.trim() ?? `colonna ${column + 1}`),
    value: cell(column).slice(0, 100),
    reason,
  });
  const day = readDay(cell(mapping.date));
  if (day === null) return wrong(mapping.date, 'La data non si legge: è attesa come gg/mm/aaaa.');
  if (day > today) return wrong(mapping.date, 'La data è futura.');
  const amount = parseItalianAmount(
    cell(mapping.amount)
      .replace(/^\+\s?/, '')
      .replace(/\s?(EUR|euro)$/i, ''),
  );
  if (amount === null) return wrong(mapping.amount, 'L’importo non si legge: è atteso come 1.740,00.');
  return {
    line,
    paidOn: day,
    amount,
    description: cell(mapping.description).slice(0, 500),
    reference: cell(mapping.reference).slice(0, 100),
  };
}

function readDay(text: string): IsoDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return parseItalianDate(text.replaceAll(/[.-]/g, '/'));
}
