/** Which notice each line of a bank's file pays. Nothing is guessed: a number, or amount and payer together. */
import { type Cents, formatEuro } from '#platform/money';
import { type BankLine, noticesNamed, type UnreadLine } from './bank-lines.ts';

export interface OpenNotice {
  id: string;
  number: number;
  year: number;
  payerName: string;
  issuedOn: string;
  open: Cents;
  reconciled: boolean;
}

export type Outcome = 'MATCHED' | 'EXCESS' | 'UNKNOWN' | 'DOUBLE' | 'NEGATIVE' | 'UNREADABLE';

/** What a line would become. `EXCESS` pays more than is open: recorded only when the officer says so. */
export interface PlannedLine {
  line: number;
  outcome: Outcome;
  paid_on: string | null;
  amount_cents: Cents | null;
  description: string;
  reference: string;
  notice_id: string | null;
  column_name: string | null;
  reason: string | null;
}

/**
 * Lines in the order of the file: two lines for the same notice share what is open on it.
 *   names a notice                     → MATCHED, EXCESS beyond what is open
 *   names none, but the amount is open on one notice alone whose payer is named in the text → MATCHED
 *   a reference already recorded, or twice in the file → DOUBLE · zero or less → NEGATIVE
 */
export function matchBankLines(
  lines: readonly (BankLine | UnreadLine)[],
  notices: readonly OpenNotice[],
  knownReferences: ReadonlySet<string>,
): PlannedLine[] {
  const byNumber = new Map(notices.map((notice) => [`${notice.number}/${notice.year}`, notice]));
  const byAmount = new Map<Cents, OpenNotice[]>();
  for (const notice of notices)
    if (notice.open > 0) byAmount.set(notice.open, [...(byAmount.get(notice.open) ?? []), notice]);
  const open = new Map(notices.map((notice) => [notice.id, notice.open]));
  const seen = new Map<string, number>();
  return lines.map((read) => {
    if ('column' in read) return unreadable(read);
    const refused = (outcome: Outcome, reason: string): PlannedLine => ({
      ...planned(read),
      outcome,
      reason,
    });
    if (read.amount <= 0) return refused('NEGATIVE', 'Non è un accredito: l’importo è zero o negativo.');
    const double = doubleOf(read, knownReferences, seen);
    if (double) return refused('DOUBLE', double);
    const found = noticeOf(read, byNumber, byAmount);
    if (typeof found === 'string') return refused('UNKNOWN', found);
    if (found.reconciled)
      return refused('UNKNOWN', `L’avviso ${found.number}/${found.year} è già riconciliato.`);
    if (read.paidOn < found.issuedOn)
      return refused('UNKNOWN', `L’accredito precede l’emissione dell’avviso ${found.number}/${found.year}.`);
    const left = open.get(found.id) ?? 0;
    open.set(found.id, Math.max(0, left - read.amount));
    const match = { ...planned(read), notice_id: found.id };
    if (read.amount <= left) return { ...match, outcome: 'MATCHED' };
    return {
      ...match,
      outcome: 'EXCESS',
      reason: `Restano da pagare ${formatEuro(left)}: l’eccedenza è di ${formatEuro(read.amount - left)}.`,
    };
  });
}

function planned(read: BankLine): PlannedLine {
  return {
    line: read.line,
    outcome: 'UNKNOWN',
    paid_on: read.paidOn,
    amount_cents: read.amount,
    description: read.description,
    reference: read.reference,
    notice_id: null,
    column_name: null,
    reason: null,
  };
}

function unreadable(read: UnreadLine): PlannedLine {
  return {
    line: read.line,
    outcome: 'UNREADABLE',
    paid_on: null,
    amount_cents: null,
    description: read.value,
    reference: '',
    notice_id: null,
    column_name: read.column,
    reason: read.reason,
  };
}

function doubleOf(read: BankLine, known: ReadonlySet<string>, seen: Map<string, number>): string | null {
  if (!read.reference) return null;
  if (known.has(read.reference)) return `Il riferimento ${read.reference} è già stato registrato.`;
  const before = seen.get(read.reference);
  if (before !== undefined) return `Il riferimento ${read.reference} è già alla riga ${before}.`;
  seen.set(read.reference, read.line);
  return null;
}

function noticeOf(
  read: BankLine,
  byNumber: ReadonlyMap<string, OpenNotice>,
  byAmount: ReadonlyMap<Cents, readonly OpenNotice[]>,
): OpenNotice | string {
  const named = noticesNamed(read.description);
  const known = named.flatMap(({ number, year }) => byNumber.get(`${number}/${year}`) ?? []);
  if (known.length === 1) return known[0]!;
  if (known.length > 1) return 'La causale cita più avvisi: registrare il versamento a mano.';
  if (named.length > 0) return `L’avviso ${named[0]!.number}/${named[0]!.year} non esiste.`;
  const text = plain(read.description);
  const candidates = (byAmount.get(read.amount) ?? []).filter((notice) =>
    text.includes(` ${plain(notice.payerName).trim()} `),
  );
  if (candidates.length === 1) return candidates[0]!;
  return candidates.length > 1
    ? 'Più avvisi corrispondono per importo e pagatore.'
    : 'La causale non cita alcun avviso, e importo e pagatore non ne indicano uno solo.';
}

/** Lower case, no accents nor punctuation, words between spaces. */
function plain(text: string): string {
  return ` ${text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}
