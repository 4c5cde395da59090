import { formatAmount, formatInteger } from '#platform/money';
import { messages } from '../messages.it.ts';
import { CATEGORY_LABELS, labelOf } from '../rules/fee-inputs.ts';
import type { Notch } from '../rules/find-notches.ts';
import { parseTariff, type Tariff } from '../rules/tariff.ts';
import { type TariffProblem, validateTariff } from '../rules/validate-tariff.ts';
import { textOf, UnusableFile } from './unusable-file.ts';

export interface TariffFile {
  tariff: Tariff;
  /** Where a bigger body pays less, a sentence each. */
  notches: readonly string[];
}

/**
 * Reads a tariff from a JSON file and checks that it is whole.
 * @throws UnusableFile with every problem, a line each: where it is and how to mend it.
 */
export function readTariffFile(path: string): TariffFile {
  const text = textOf(path, 'La tariffa');
  const read = parseTariff(dataOf(text, path));
  if (!read.ok)
    throw new UnusableFile(
      `La tariffa ${path} non è scritta secondo il formato:\n${read.problems.map(({ path: at, message }) => `  ${placeText(at)}${message}.`).join('\n')}`,
    );
  const { problems, notches } = validateTariff(read.tariff);
  if (problems.length > 0)
    throw new UnusableFile(
      `La tariffa ${path} non è completa:\n${problems.map((problem) => `  ${placeText(problem.path)}${sentenceOfProblem(problem)}`).join('\n')}`,
    );
  return { tariff: read.tariff, notches: notches.map((notch) => notchSentence(notch, read.tariff)) };
}

const placeText = (path: string): string => (path === '' ? '' : `${path}: `);

/** The sentence of the room for the code; the terminal may not have registered them. */
function sentenceOfProblem({ code, facts }: TariffProblem): string {
  const sentence = messages[code];
  return typeof sentence === 'function' ? sentence(facts) : (sentence ?? code);
}

function dataOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = placeOfFault(text, (error as Error).message);
    throw new UnusableFile(
      `La tariffa ${path} non si può leggere come JSON${where}: controllare virgolette, virgole e parentesi.`,
    );
  }
}

/** Where the parser stopped, as far as it says: " (riga 3, colonna 7)", " (il segno «,» è fuori posto)". */
function placeOfFault(text: string, message: string): string {
  if (/end of JSON/.test(message)) return ' (il testo finisce prima del previsto)';
  const token = /^Unexpected token '(.)'/u.exec(message)?.[1];
  if (token !== undefined) return ` (il segno «${token}» è fuori posto)`;
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (riga ${before.length}, colonna ${before.at(-1)!.length + 1})`;
}

/** "Comune con 3.000 abitanti: 627,14 € a 3.001 invece di 660,00 € (−32,86 €)" */
function notchSentence(notch: Notch, tariff: Tariff): string {
  const { body, variable, value, before, after, difference } = notch;
  const kind = [
    CATEGORY_LABELS[body.category],
    body.region ? `della regione ${body.region}` : '',
    body.bodyClass ? `di classe ${body.bodyClass}` : '',
    variable === 'inhabitants' && body.enterprises !== undefined
      ? `con ${formatInteger(body.enterprises)} imprese`
      : '',
  ];
  const name = labelOf(tariff, variable).toLowerCase();
  return `${kind.filter(Boolean).join(' ')}: con ${formatInteger(value)} ${name} paga ${formatAmount(before)} €, con ${formatInteger(value + 1)} ne paga ${formatAmount(after)} (${formatAmount(difference)} €)`;
}
