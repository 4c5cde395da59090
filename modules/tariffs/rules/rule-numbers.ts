import type { Sentence } from './explain-tariff.ts';

/**
 * The number of each rule, as a reader counts them: the second part of the first option is 1.2; the whole has none.
 * What stands alone under an option, a band or a limit has its number.
 */
export function ruleNumbers(whole: Sentence): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  number(whole, '', numbers);
  return numbers;
}

function number(sentence: Sentence, own: string, numbers: Map<string, string>): void {
  if (sentence.path !== undefined) numbers.set(sentence.path, own);
  const parts = numbered(sentence);
  if (sentence.path === undefined && parts.length === 1) {
    number(parts[0]!, own, numbers);
    return;
  }
  parts.forEach((part, index) => {
    number(part, own === '' ? `${index + 1}` : `${own}.${index + 1}`, numbers);
  });
}

/** The parts that are rules, or lead to one; the rows of a table are not. */
export const numbered = (sentence: Sentence): Sentence[] =>
  sentence.parts.filter((part) => part.path !== undefined || part.parts.length > 0);

/** "la regola 1.2", "tutta la tariffa" */
export const ruleName = (number: string | undefined): string =>
  number ? `la regola ${number}` : 'tutta la tariffa';
