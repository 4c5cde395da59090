import { formatItalianDate, isWithin } from '#platform/calendar';
import { newId } from '#platform/ids';
import { asInUse, type GivenClass, placeClass } from '../rules/body-classes.ts';
import type { NewClass } from '../store/body-classes.ts';
import type { ConventionRow } from '../store/conventions.ts';
import type { BodyByCode } from '../store/earlier-adhesions.ts';
import type { AskedClass, ClassColumn, RefusedClass } from './give-classes.ts';

type Problems = { column: ClassColumn; text: string }[];

/** What the plan looks at. */
interface Known {
  convention: ConventionRow;
  /** By code, in small letters. */
  bodies: ReadonlyMap<string, BodyByCode[]>;
  existing: ReadonlyMap<string, GivenClass[]>;
  inUse: readonly string[];
}

/** What would be written, each body's rows by their first day: nothing is left to be found at the second try. */
export function planOf(asked: readonly AskedClass[], known: Known) {
  const standing = new Map([...known.existing].map(([bodyId, classes]) => [bodyId, [...classes]]));
  const inUse = [...known.inUse];
  const refused: RefusedClass[] = [];
  const ended = new Map<string, string>();
  const given: NewClass[] = [];
  let unchanged = 0;
  for (const row of [...asked].sort(byFirstDay)) {
    const problems: Problems = [...(row.unreadable ?? [])];
    const body = theBody(row.bodyCode, known.bodies, problems);
    problemsOf(row, known.convention, problems);
    const bodyClass = asInUse(row.bodyClass, inUse);
    const classes = (body && standing.get(body.bodyId)) ?? [];
    const placed = placeClass(classes, { bodyClass, from: row.from, to: row.to });
    if (body && problems.length === 0 && placed.kind === 'OVERLAPS')
      problems.push({
        column: 'dal',
        text: `L’ente ha già la classe «${placed.with.bodyClass}» ${periodText(placed.with)}: terminarla prima.`,
      });
    if (!body || problems.length > 0) {
      refused.push({ line: row.line, bodyCode: row.bodyCode, problems });
    } else if (placed.kind === 'SAME') unchanged += 1;
    else if (placed.kind === 'NEW') {
      const line: NewClass = {
        id: newId(),
        bodyId: body.bodyId,
        bodyClass,
        from: row.from,
        to: row.to,
        act: row.act,
      };
      const { ends } = placed;
      const before = classes.find((one) => one.id === ends?.id);
      if (ends && before) before.to = ends.on;
      // One that this very file gives and another of its rows follows is written with its end.
      const own = ends && given.find((one) => one.id === ends.id);
      if (ends && own) own.to = ends.on;
      else if (ends) ended.set(ends.id, ends.on);
      given.push(line);
      standing.set(body.bodyId, [...classes, { ...line }]);
      if (!inUse.includes(bodyClass)) inUse.push(bodyClass);
    }
  }
  refused.sort((one, other) => one.line - other.line);
  return { refused, given, unchanged, ended: [...ended].map(([id, on]) => ({ id, on })) };
}

const byFirstDay = (one: AskedClass, other: AskedClass): number =>
  one.from === other.from ? one.line - other.line : one.from < other.from ? -1 : 1;

const periodText = ({ from, to }: GivenClass): string =>
  to === null
    ? `dal ${formatItalianDate(from)}`
    : `dal ${formatItalianDate(from)} al ${formatItalianDate(to)}`;

function problemsOf(row: AskedClass, convention: ConventionRow, problems: Problems): void {
  const unread = new Set(row.unreadable?.map(({ column }) => column));
  const say = (column: ClassColumn, text: string) => {
    if (!unread.has(column)) problems.push({ column, text });
  };
  const name = row.bodyClass.trim();
  if (name === '' || name.length > 60) say('classe', 'La classe deve avere da 1 a 60 caratteri.');
  if (!isWithin(row.from, convention.validFrom, convention.validTo))
    say(
      'dal',
      `La decorrenza deve stare nella durata della convenzione, dal ${formatItalianDate(convention.validFrom)} al ${formatItalianDate(convention.validTo)}.`,
    );
  if (row.to !== null && row.to < row.from) say('al', 'L’ultimo giorno viene prima della decorrenza.');
  if (row.act.trim() === '') say('atto', 'Indicare l’atto che assegna la classe.');
}

function theBody(
  code: string,
  bodies: ReadonlyMap<string, BodyByCode[]>,
  problems: Problems,
): BodyByCode | null {
  if (code === '') {
    problems.push({ column: 'codice_ente', text: 'Manca il codice dell’ente.' });
    return null;
  }
  const found = bodies.get(code.toLowerCase()) ?? [];
  if (found.length === 1) return found[0]!;
  const text =
    found.length === 0
      ? `Nessun ente dell’anagrafe ha il codice «${code}»: controllarlo.`
      : `Più enti dell’anagrafe hanno il codice «${code}»: usare il codice IPA.`;
  problems.push({ column: 'codice_ente', text });
  return null;
}
