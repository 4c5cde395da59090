import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import { classesInUse, classesOf, lockClasses, writeClasses } from '../store/body-classes.ts';
import { loadConvention } from '../store/conventions.ts';
import { bodiesByCode } from '../store/earlier-adhesions.ts';
import { planOf } from './plan-classes.ts';

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
