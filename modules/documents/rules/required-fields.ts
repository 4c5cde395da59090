/** A field that a document cannot do without: where it is in the data, and how a person calls it. */
export interface RequiredField {
  /** "payer.name"; "lines[].debtor" is that field of every line, and there must be at least one line. */
  path: string;
  /** Italian, with its article: "la denominazione del pagatore". */
  label: string;
}

/**
 * The labels of the fields that are empty, each once, in order. [domain F: the generator must refuse]
 * Empty is what is absent, null, a text of spaces or a list without elements; zero and false are values.
 */
export function emptyFields(data: unknown, fields: readonly RequiredField[]): string[] {
  const empty = fields.filter(({ path }) => isEmptyAt(data, path.split('.')));
  return [...new Set(empty.map(({ label }) => label))];
}

function isEmptyAt(value: unknown, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return isEmpty(value);
  const every = step.endsWith('[]');
  const name = every ? step.slice(0, -2) : step;
  const found = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (!every) return isEmptyAt(found, rest);
  if (!Array.isArray(found) || found.length === 0) return true;
  return found.some((item) => isEmptyAt(item, rest));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
