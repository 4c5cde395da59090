import { say } from './messages.it.ts';
import {
  headingKey,
  type RegisterColumn,
  type RegisterKind,
  type RegisterKindName,
} from './register-kind.ts';
import { REGISTER_KINDS } from './register-kinds.ts';

/** Field → column chosen by hand: position (from 0) or heading; null takes the column away from the field. */
export type ManualMapping = Readonly<Record<string, number | string | null>>;

/** How the columns of a file stand to the fields of one kind of register. */
export interface Recognition {
  kind: RegisterKindName;
  /** Field → position of its column. */
  columnOf: Record<string, number>;
  /** Required columns that are not there, and groups of which none is there. */
  missing: { fields: string[]; reason: string }[];
  /** Fields that more than one column could be: left without a column until someone chooses. */
  ambiguous: { field: string; columns: number[]; reason: string }[];
  /** What is wrong in the mapping by hand. */
  wrongMapping: string[];
  /** Positions of the columns that no field uses. */
  unused: number[];
  /** Whether rows can be read with this mapping. */
  complete: boolean;
}

/**
 * Recognises the register of a header: the kind with all its required columns and most columns matched.
 * Null when no kind is complete; then `closestRegister` says what each lacks.
 */
export function recogniseRegister(header: readonly string[]): Recognition | null {
  const closest = closestRegister(header);
  return closest?.complete ? closest : null;
}

/** The kind that the header resembles most, complete or not; null when not one column is known. */
export function closestRegister(header: readonly string[]): Recognition | null {
  const keys = header.map(headingKey);
  let best: Recognition | null = null;
  for (const kind of Object.values(REGISTER_KINDS)) {
    const found = match(kind, header, keys, {});
    if (Object.keys(found.columnOf).length > 0 && (best === null || isBetter(found, best))) best = found;
  }
  return best;
}

/** Matches the columns of a header with the fields of one kind; what is mapped by hand comes first. */
export function matchColumns(
  kind: RegisterKindName,
  header: readonly string[],
  manual: ManualMapping = {},
): Recognition {
  return match(REGISTER_KINDS[kind], header, header.map(headingKey), manual);
}

type AnyKind = Pick<RegisterKind<unknown>, 'kind' | 'columns' | 'atLeastOneOf'>;

function match(kind: AnyKind, header: readonly string[], keys: string[], manual: ManualMapping): Recognition {
  const { columnOf, wrongMapping } = readManualMapping(kind, header, keys, manual);
  const taken = new Set(Object.values(columnOf));
  const ambiguous: Recognition['ambiguous'] = [];
  for (const wanted of kind.columns) {
    if (wanted.field in manual) continue;
    const columns = candidates(wanted, keys).filter((position) => !taken.has(position));
    if (columns.length === 1) {
      columnOf[wanted.field] = columns[0]!;
      taken.add(columns[0]!);
    } else if (columns.length > 1) {
      const headings = columns.map((position) => `${position + 1}. ${oneLine(header[position]!)}`);
      ambiguous.push({ field: wanted.field, columns, reason: say.ambiguousColumn(wanted.label, headings) });
    }
  }
  const missing = listMissing(kind, columnOf);
  const unused = header.map((_, position) => position).filter((position) => !taken.has(position));
  const complete = missing.length === 0 && wrongMapping.length === 0;
  return { kind: kind.kind, columnOf, missing, ambiguous, wrongMapping, unused, complete };
}

/** The columns with the best name of a field; the pattern counts only when no name is there. */
function candidates({ names, pattern }: RegisterColumn, keys: readonly string[]): number[] {
  const having = (fits: (key: string) => boolean) =>
    keys.flatMap((key, position) => (fits(key) ? [position] : []));
  for (const name of names) {
    const wanted = headingKey(name);
    const found = having((key) => key === wanted);
    if (found.length > 0) return found;
  }
  return pattern ? having((key) => pattern.test(key)) : [];
}

function listMissing(kind: AnyKind, columnOf: Recognition['columnOf']): Recognition['missing'] {
  const label = (field: string) => kind.columns.find((wanted) => wanted.field === field)?.label ?? field;
  const required = kind.columns.filter((wanted) => wanted.required && !(wanted.field in columnOf));
  const missing = required.map(({ field }) => ({
    fields: [field],
    reason: say.missingColumns([label(field)]),
  }));
  for (const group of kind.atLeastOneOf) {
    if (group.some((field) => field in columnOf)) continue;
    missing.push({ fields: [...group], reason: say.missingOneOfColumns(group.map(label)) });
  }
  return missing;
}

function readManualMapping(kind: AnyKind, header: readonly string[], keys: string[], manual: ManualMapping) {
  const columnOf: Record<string, number> = {};
  const wrongMapping: string[] = [];
  const wrong = (what: string) => wrongMapping.push(say.wrongMapping(what));
  const taken = new Set<number>();
  for (const [field, column] of Object.entries(manual)) {
    if (column === null) continue;
    const position = typeof column === 'number' ? column : keys.indexOf(headingKey(column));
    if (!kind.columns.some((wanted) => wanted.field === field)) wrong(say.unknownField(field));
    else if (header[position] === undefined) wrong(say.unknownColumn(column));
    else if (taken.has(position)) wrong(say.twiceMapped(oneLine(header[position])));
    else columnOf[field] = position;
    taken.add(position);
  }
  return { columnOf, wrongMapping };
}

function isBetter(one: Recognition, other: Recognition): boolean {
  if (one.complete !== other.complete) return one.complete;
  return Object.keys(one.columnOf).length > Object.keys(other.columnOf).length;
}

/** A heading on one line, as it is shown. */
export function oneLine(heading: string): string {
  return heading.trim().replace(/\s+/g, ' ');
}
