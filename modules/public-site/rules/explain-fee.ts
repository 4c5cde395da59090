import { formatDecimalText } from '#platform/money';
import type { Tariff } from '#tariffs';
import { categoryLabel } from '../messages.it.ts';

/** A rule of a tariff in Italian, with the rules inside it. */
export interface Explained {
  text: string;
  inside: readonly Explained[];
}

type Fee = Tariff['fee'];

/**
 * A tariff as a citizen reads it: one sentence for each rule, from the whole to the parts.
 * A rate by slabs gives «Per ogni abitante, a scaglioni» with «da 0 a 3.000: 0,15 €» inside.
 */
export function explainFee(tariff: Tariff, fee: Fee = tariff.fee): Explained {
  const inside = (...fees: readonly Fee[]) => fees.map((one) => explainFee(tariff, one));
  const named = (text: string) => (fee.label ? `${fee.label}: ${text}` : capital(text));
  switch (fee.kind) {
    case 'FLAT':
      return leaf(
        named(Number(fee.amount) === 0 ? 'nessun importo' : `importo fisso di ${euro(fee.amount)}`),
      );
    case 'RATE':
      return leaf(named(`${euro(fee.rate)} per ogni ${unitOf(tariff, fee.per)}`));
    case 'SLABS':
      return {
        text: named(
          `per ogni ${unitOf(tariff, fee.per)}, a scaglioni (ogni parte paga la tariffa del suo scaglione)`,
        ),
        inside: fee.slabs.map((slab) =>
          leaf(
            `${stretch(slab)}: ${euro(slab.rate)}${slab.discount && Number(slab.discount) > 0 ? `, ridotti del ${percent(slab.discount)}` : ''}`,
          ),
        ),
      };
    case 'BANDS':
      return {
        text: named(`secondo ${nameOf(tariff, fee.by)}, per fasce (vale una sola fascia, per intero)`),
        inside: fee.bands.map((band) => ({ text: `${capital(stretch(band))}`, inside: inside(band.fee) })),
      };
    case 'DISCOUNT_BY_BAND':
      return {
        text: named(`riduzione secondo ${nameOf(tariff, fee.by)}, sull’intero importo`),
        inside: [
          ...fee.bands.map((band) =>
            leaf(
              `${stretch(band)}: ${Number(band.discount) === 0 ? 'nessuna riduzione' : `meno ${percent(band.discount)}`}`,
            ),
          ),
          { text: 'Importo che si riduce', inside: inside(fee.of) },
        ],
      };
    case 'DISCOUNT':
      return {
        text: named(`riduzione del ${percent(fee.discount)} di quanto segue`),
        inside: inside(fee.of),
      };
    case 'SUM':
      return { text: named('somma di queste voci'), inside: inside(...fee.parts) };
    case 'WITHIN':
      return {
        text: named('importo compreso fra un minimo e un massimo'),
        inside: [
          ...(fee.atLeast ? [{ text: 'Non meno di', inside: inside(fee.atLeast) }] : []),
          ...(fee.atMost ? [{ text: 'Non più di', inside: inside(fee.atMost) }] : []),
          { text: 'Calcolo', inside: inside(fee.of) },
        ],
      };
    case 'SAFEGUARD':
      return {
        text: named(
          `salvaguardia rispetto alla quota del ${fee.year}: ${[
            fee.maxIncrease === undefined ? null : `aumento massimo ${percent(fee.maxIncrease)}`,
            fee.maxDecrease === undefined ? null : `diminuzione massima ${percent(fee.maxDecrease)}`,
          ]
            .filter(Boolean)
            .join(', ')}`,
        ),
        inside: inside(fee.of),
      };
    case 'AS_CATEGORY':
      return leaf(
        named(
          `${percent(fee.share)} di quanto pagherebbe un ente della categoria ${categoryLabel(fee.category)}`,
        ),
      );
    case 'CHOICE':
      return {
        text: named('secondo il caso (vale il primo che si applica)'),
        inside: fee.options.map((option) => ({ text: option.label, inside: inside(option.fee) })),
      };
  }
}

const leaf = (text: string): Explained => ({ text: capital(text), inside: [] });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function nameOf(tariff: Tariff, variable: string): string {
  if (variable === 'inhabitants') return 'gli abitanti';
  if (variable === 'enterprises') return 'le imprese attive';
  return tariff.variables.find((v) => v.name === variable)?.label.toLowerCase() ?? variable;
}

function unitOf(tariff: Tariff, variable: string): string {
  if (variable === 'inhabitants') return 'abitante';
  if (variable === 'enterprises') return 'impresa attiva';
  const known = tariff.variables.find((v) => v.name === variable);
  return (known?.one ?? known?.label ?? variable).toLowerCase();
}

const whole = (n: number): string => formatDecimalText(String(n));

function stretch({ from, upTo }: { from: number; upTo: number | null }): string {
  if (upTo === null) return from === 0 ? 'in ogni caso' : `da ${whole(from)} in su`;
  return from === 0 ? `fino a ${whole(upTo)}` : `da ${whole(from)} a ${whole(upTo)}`;
}

function euro(amount: string): string {
  const [units, fraction = ''] = amount.split('.');
  return `${formatDecimalText(`${units}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`)} €`;
}

/** "0.05" → "5 %", "0.125" → "12,5 %". */
const percent = (fraction: string): string =>
  `${formatDecimalText(String(Math.round(Number(fraction) * 1_000_000) / 10_000))} %`;
