import { say } from './messages.it.ts';

/** What a cell turned out to be: a value, perhaps with a warning, or the reason why it is wrong. */
export type Cleaned<T> = { value: T; warning?: string } | { wrong: string };

/** Reads a cell that is not empty and already trimmed. */
export type Cleaner<T> = (text: string) => Cleaned<T>;

/** "None" (a comune) and "NA" (Napoli) are values, not markers. */
const EMPTY_MARKERS = new Set([
  ...['null', '(null)', '\\n', 'n/d', 'n.d.', 'nd', 'n/a', '#n/d', '#n/a', 'nan'],
  ...['-', '--', '---', '.', '9999-12-31', '31/12/9999'],
]);
/** Asked first, since most cells are values. */
const MARKER_STARTS = 'nN(\\#-.93';

/** The text of a cell, trimmed; null when it is one of the ways of the registers to say "unknown". */
export function textOrNull(raw: string): string | null {
  const text = raw.trim();
  if (text === '') return null;
  const maybeMarker = text.length <= 10 && MARKER_STARTS.includes(text[0]!);
  return maybeMarker && EMPTY_MARKERS.has(text.toLowerCase()) ? null : text;
}

/** A name or an address: one space between words, doubled quotation marks single, case as registered. */
export function tidyText(text: string): string {
  const single = text.includes('""') ? text.replaceAll('""', '"') : text;
  return /\s\s|[\t\r\n\u00a0]/.test(single) ? single.replace(/\s+/g, ' ') : single;
}

/** A code without the tricks that keep its zeros in a spreadsheet: `'015146`, `="015146"`. */
function bareCode(text: string): string {
  return /^(?:'|=")/.test(text) ? text.replace(/^'|^="|"$/g, '').trim() : text;
}

/** IPA code as registered (its case too); compare it through `ipaKey`. */
export function ipaCode(text: string): Cleaned<string> {
  const code = bareCode(text);
  return /^[\w.-]{1,40}$/.test(code) ? { value: code } : { wrong: say.ipaCode };
}

/** The form in which two IPA codes are compared: C_C927 and c_c927 are the same body. */
export function ipaKey(code: string): string {
  return code.toLowerCase();
}

/**
 * ISTAT code of a comune: 6 digits, province (3) and progressive number (3), neither of them zero.
 * Spreadsheets drop leading zeros; since every code has 6 digits, 5 or 4 digits can only be a code of
 * the provinces 001–099 without them: 15146 → 015146, 1272 → 001272, both with a warning.
 */
export function istatCode(text: string): Cleaned<string> {
  const digits = bareCode(text).replace(/\.0$/, '');
  if (/^\d{6}$/.test(digits)) return isPlausibleIstat(digits) ? { value: digits } : { wrong: say.istatCode };
  const restored = digits.padStart(6, '0');
  if (!/^[1-9]\d{3,4}$/.test(digits) || !isPlausibleIstat(restored)) return { wrong: say.istatCode };
  return { value: restored, warning: say.istatZerosRestored(restored) };
}

/** A code of a column that ISTAT itself publishes as a number: the zeros are restored without a warning. */
export function numericIstatCode(text: string): Cleaned<string> {
  const cleaned = istatCode(text);
  return 'value' in cleaned ? { value: cleaned.value } : cleaned;
}

function isPlausibleIstat(code: string): boolean {
  return !code.startsWith('000') && !code.endsWith('000');
}

/** Belfiore code (catasto): a letter and three digits, in capitals. */
export function cadastralCode(text: string): Cleaned<string> {
  const code = text.toUpperCase();
  return /^[A-Z]\d{3}$/.test(code) ? { value: code } : { wrong: say.cadastralCode };
}

/**
 * Tax code of a body: 11 digits with a check digit (D.M. 23/12/1976: digits in even places doubled, minus
 * 9 when above 9; the sum of all is a multiple of 10). Registers hold wrong ones: kept, with a warning.
 * 00478950306 is right; 00478950307 and 478950306 give a warning.
 */
export function taxCode(text: string): Cleaned<string> {
  const code = bareCode(text)
    .toUpperCase()
    .replace(/^IT(?=\d{11}$)|\s/g, '');
  if (!/^\d{11}$/.test(code)) return { value: code, warning: say.taxCodeForm };
  return hasRightCheckDigit(code) ? { value: code } : { value: code, warning: say.taxCodeCheck };
}

/** Whether the last of 11 digits agrees with the others. */
export function hasRightCheckDigit(code: string): boolean {
  let sum = 0;
  for (let place = 0; place < 11; place++) {
    const digit = code.charCodeAt(place) - 48;
    sum += place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** CAP: 5 digits. */
export function postalCode(text: string): Cleaned<string> {
  const code = bareCode(text);
  return /^\d{5}$/.test(code) ? { value: code } : { wrong: say.postalCode };
}

/** Abbreviation of a province: two capital letters. */
export function provinceAbbreviation(text: string): Cleaned<string> {
  const letters = text.toUpperCase();
  return /^[A-Z]{2}$/.test(letters) ? { value: letters } : { wrong: say.province };
}

/** Address of e-mail or PEC, in small letters. */
export function emailAddress(text: string): Cleaned<string> {
  const address = text.toLowerCase().replace(/^mailto:/, '');
  return /^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/.test(address)
    ? { value: address }
    : { wrong: say.email };
}

/**
 * Website with its scheme: `http://` is added when there is none and a doubled scheme is made single.
 * A mail address, a word or an address without a domain is wrong.
 */
export function website(text: string): Cleaned<string> {
  const bare = text.replace(/^(?:https?:\/*)*/i, '');
  if (!/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i.test(bare)) return { wrong: say.website };
  return { value: (/^https/i.test(text) ? 'https://' : 'http://') + bare };
}

/** Yes or no, as registers write it. */
export function yesOrNo(text: string): Cleaned<boolean> {
  if (/^(s|si|sì|y|1|true|t|vero)$/i.test(text)) return { value: true };
  return /^(n|no|0|false|f|falso)$/i.test(text) ? { value: false } : { wrong: say.notFlag };
}
