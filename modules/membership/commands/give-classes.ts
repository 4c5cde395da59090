import { formatItalianDate, isWithin } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import { asInUse, type GivenClass, placeClass } from '../rules/body-classes.ts';
import { classesInUse, classesOf, lockClasses, type NewClass, writeClasses } from '../store/body-classes.ts';
import { type ConventionRow, loadConvention } from '../store/conventions.ts';
import { type BodyByCode, bodiesByCode } from '../store/earlier-adhesions.ts';

/** A class to give, as a form or a row of a file says it. */
export interface AskedClass {
  /** Its line in the file, to say where something is wrong; 1 for a form. */
  line: number;
  /** IPA or ISTAT code of the body; never its name. */
  bodyCode: string;
  bodyClass: string;
  /** YYYY-MM-DD, within the convention's term. */
  from: string;
  /** Last day; null is until it is changed. */
  to: string | null;
  /** The act that gives it. */
  act: string;
  /** What in its row could not even be read: the row is refused, and all that is wrong with it is told together. */
  unreadable?: Problems;
}

/** The columns of the file, which are also the fields of the form. */
export const CLASS_COLUMNS = ['codice_ente', 'classe', 'dal', 'al', 'atto'] as const;
export type ClassColumn = (typeof CLASS_COLUMNS)[number];

/** A row that cannot be taken, and why, column by column. */
export interface RefusedClass {
  line: number;
  bodyCode: string;
  problems: readonly { column: ClassColumn; text: string }[];
}

type Problems = { column: ClassColumn; text: string }[];

const FACTS_SHOWN = 500;

/**
 * Gives classes to bodies under a convention: everything that is asked, or nothing when a single row is wrong. The
 * class that a body has without a last day ends the day before the new one; a class that is there already changes
 * nothing, so the same file may be sent twice.
 * @throws NotAllowed; NotFound; RuleBroken `membership.classes-not-given` with every refused row and its reasons.
 */
export async function giveClasses(
  call: Call,
  input: { conventionId: string; classes: readonly AskedClass[] },
): Promise<{ given: number; unchanged: number }> {
  demand(call, mayEditConventions);
  return perform(
    call,
    'membership.give-classes',
    async (tx) => {
      const convention = await loadConvention(tx, input.conventionId);
      await lockClasses(tx, convention.id);
      const codes = [...new Set(input.classes.map((asked) => asked.bodyCode))];
      const bodies = await bodiesByCode(tx, codes, convention);
      const existing = await classesOf(
        tx,
        convention.id,
        bodies.map((body) => body.bodyId),
      );
      const inUse = await classesInUse(tx, convention.id);
      const byCode = Map.groupBy(bodies, ({ code }) => code);
      const plan = planOf(input.classes, { convention, bodies: byCode, existing, inUse });
      if (plan.refused.length > 0)
        throw new RuleBroken('membership.classes-not-given', {
          rows: plan.refused.length,
          refused: plan.refused.slice(0, FACTS_SHOWN),
        });
      await writeClasses(tx, convention.id, plan.ended, plan.given);
      tx.record({
        action: 'membership.classes-given',
        target: 'convention',
        targetId: convention.id,
        after: plan.given,
        facts: {
          given: plan.given.length,
          unchanged: plan.unchanged,
          ...(plan.given.length === 1
            ? { bodyId: plan.given[0]!.bodyId, class: plan.given[0]!.bodyClass }
            : {}),
        },
      });
      return { given: plan.given.length, unchanged: plan.unchanged };
    },
    input,
  );
}

interface Known {
  convention: ConventionRow;
  /** By code, in small letters. */
  bodies: ReadonlyMap<string, BodyByCode[]>;
  existing: ReadonlyMap<string, GivenClass[]>;
  inUse: readonly string[];
}

/** What would be written, each body's rows by their first day: nothing is left to be found at the second try. */
function planOf(asked: readonly AskedClass[], known: Known) {
  const standing = new Map([...known.existing].map(([bodyId, classes]) => [bodyId, [...classes]]));
  const inUse = [...known.inUse];
  const refused: RefusedClass[] = [];
  const ended = new Map<string, string>();
  const given: NewClass[] = [];
  let unchanged = 0;
  for (const row of [...asked].sort((a, b) => (a.from < b.from ? -1 : 1))) {
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
      const own = given.find((one) => one.id === ends?.id);
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
