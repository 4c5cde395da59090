/** A rule says no: the code of the sentence in messages.it.ts and the facts that fill it. Rules return it, commands throw. */
export interface Refusal<Code extends string = string> {
  refused: Code;
  facts: Record<string, unknown>;
}

export function refuse<Code extends string>(
  refused: Code,
  facts: Record<string, unknown> = {},
): Refusal<Code> {
  return { refused, facts };
}

/** Is the answer of a rule a refusal? */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}
