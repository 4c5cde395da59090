/** The Italian sentences of the rooms, by code: `fees.payment-exceeds-balance` → a sentence with its facts. */
export type Messages = Readonly<Record<string, string | ((facts: Record<string, never>) => string)>>;

const sentences = new Map<string, string | ((facts: Record<string, never>) => string)>();

/** Adds a room's sentences; called once at the start for each room. */
export function registerMessages(messages: Messages): void {
  for (const [code, sentence] of Object.entries(messages)) sentences.set(code, sentence);
}

/** The sentence of a code, with its facts put in; a plain refusal when a room forgot it (a test sees to it). */
export function sentenceFor(code: string, facts: Record<string, unknown> = {}): string {
  const sentence = sentences.get(code);
  if (sentence === undefined) return `L'operazione non è consentita (${code}).`;
  return typeof sentence === 'string' ? sentence : sentence(facts as Record<string, never>);
}

/** Every code that has a sentence. */
export const knownCodes = (): readonly string[] => [...sentences.keys()];

registerMessages({
  'platform.request-key-reused':
    'Questa richiesta porta un identificativo già usato per un’altra operazione: ricaricare la pagina e ripetere.',
  'platform.changed-meanwhile':
    'Nel frattempo qualcun altro ha modificato questi dati: ricaricare la pagina, controllare e ripetere.',
});
