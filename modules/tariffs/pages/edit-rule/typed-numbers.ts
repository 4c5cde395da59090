/** Numbers as an Italian types them. Each gives null when the text is not one, or could be read in two ways. */
import { decimal, formatDecimalText, formatInteger } from '#platform/money';

const PLAIN = /^\d{1,9}(,\d{1,12})?$/;
const GROUPED = /^\d{1,3}(\.\d{3}){1,2},\d{1,12}$/;

/**
 * A price in euros as a decimal text: "0,15" → "0.15", "1.740,00" → "1740.00", "300" → "300", "12 €" → "12".
 * Refused: "0.15" and "1.740", which somebody reads as fifteen cents and somebody else as thousands.
 */
export function typedPrice(text: string): string | null {
  const bare = text.trim().replace(/^€\s?|\s?€$/g, '');
  return PLAIN.test(bare) || GROUPED.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : null;
}

/** A percentage as a fraction of one: "5" → "0.05", "12,5 %" → "0.125"; at most `most` per cent. */
export function typedPercent(text: string, most = 100): string | null {
  const bare = text
    .trim()
    .replace(/\s?%$/, '')
    .replace(/^(\d{1,3})\.(\d{3})$/, '$1$2');
  if (!/^\d{1,4}(,\d{1,4})?$/.test(bare)) return null;
  const fraction = decimal(bare.replace(',', '.')).div(100);
  return fraction.gt(decimal(most).div(100)) ? null : fraction.toFixed();
}

/** The greatest end of a row: the next one must still have a beginning. */
export const MOST_UNITS = 999_999_998;

/** A whole number: "3.000" and "3000" → 3000. */
export function typedWhole(text: string): number | null {
  const bare = text.trim();
  if (!/^\d{1,3}(\.\d{3})+$|^\d{1,9}$/.test(bare)) return null;
  const value = Number(bare.replaceAll('.', ''));
  return value <= MOST_UNITS ? value : null;
}

/** "0.15" → "0,15", "300" → "300,00": what the field of a price starts from. */
export function priceToType(euros: string): string {
  const [whole = '0', fraction = ''] = euros.split('.');
  return formatDecimalText(`${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`);
}

/** "0.125" → "12,5" */
export const percentToType = (fraction: string): string =>
  formatDecimalText(decimal(fraction).times(100).toFixed());

export const wholeToType = (value: number | null): string => (value === null ? '' : formatInteger(value));
