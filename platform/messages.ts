/** The Italian sentences of the rooms, by code: `fees.payment-exceeds-balance` → a sentence with its facts. */
// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own code
export type Sentence = string | ((facts: any) => string);
export type Messages = Readonly<Record<string, Sentence>>;

const sentences = new Map<string, Sentence>();

/** Adds a room's sentences; called once at the start for each room. */
export function registerMessages(messages: Messages): void {
  for (const [code, sentence] of Object.entries(messages)) sentences.set(code, sentence);
}

/** The sentence of a code, with its facts put in; a plain refusal when a room forgot it (a test sees to it). */
export function sentenceFor(code: string, facts: Record<string, unknown> = {}): string {
  const sentence = sentences.get(code);
  if (sentence === undefined) return `L'operazione non è consentita (${code}).`;
  return typeof sentence === 'string' ? sentence : sentence(facts);
}

/** The label of a code that needs no facts, or another text when no room gave it one. */
export function labelFor(code: string, otherwise: string): string {
  const sentence = sentences.get(code);
  return typeof sentence === 'string' ? sentence : otherwise;
}

/** Every code that has a sentence. */
export const knownCodes = (): readonly string[] => [...sentences.keys()];

registerMessages({
  'platform.request-key-reused':
    'Questa richiesta porta un identificativo già usato per un’altra operazione: ricaricare la pagina e ripetere.',
  'platform.changed-meanwhile':
    'Nel frattempo qualcun altro ha modificato questi dati: ricaricare la pagina, controllare e ripetere.',
});
