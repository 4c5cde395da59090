import { formatItalianDate } from '#platform/calendar';
import { exportFormat } from '#platform/files/xlsx-write';
import { exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { fieldErrors, fresh, type Problems } from '#platform/forms/submit';
import type { Answer, Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { listQuantities } from '#tariffs';
import { type BodyToAllocate, bodiesToAllocate } from '../../queries/bodies-to-allocate.ts';
import { listFeeConventions } from '../../queries/find-fee-terms.ts';
import { allocateCost, balanceOfAllocation } from '../../rules/cost-allocation.ts';
import { isRefusal } from '../../rules/refusal.ts';
import { feesPage } from '../fees-page.ts';
import { allocateCostInput, modelOf } from './allocate-cost.input.ts';
import {
  type AllocatedRow,
  allocateCostView,
  EXPORT_COLUMNS,
  type ShownAllocation,
} from './allocate-cost.view.ts';

const FIELDS = Object.keys(allocateCostInput.shape);

/**
 * A cost shared among the members by the weights that are typed: everything is in the address, so that it can be kept,
 * sent and computed again; nothing is recorded. [D13]
 */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['ente'], filters: FIELDS });
  const conventions = await listFeeConventions(visit);
  const asked = visit.query.costo !== undefined;
  const values = asked
    ? typed(visit)
    : { ...typed(visit), ...startingValues(visit, conventions[0]?.conventionId) };
  const outcome = asked ? await computed(visit, values) : null;
  const format = exportFormat(visit.query.formato);
  if (format && outcome && 'rows' in outcome)
    return exported(
      { name: `ripartizione-${visit.today}`, rows: outcome.rows, columns: EXPORT_COLUMNS },
      format,
    );
  const problems: Problems = {
    ...fresh(values),
    errors: outcome && 'errors' in outcome ? outcome.errors : {},
  };
  const refused = Object.keys(problems.errors).length > 0;
  const view = allocateCostView({
    list,
    problems,
    conventions: conventions.map((c) => ({ value: c.conventionId, label: c.title })),
    quantities: (await listQuantities(visit)).map((q) => ({ value: q.name, label: q.label })),
    result: outcome && 'rows' in outcome ? outcome : null,
  });
  return feesPage(visit, 'Ripartizione dei costi', view, {
    wide: true,
    ...(refused ? { status: 422, refused: true } : {}),
  });
}

const typed = (visit: Visit): Record<string, string> =>
  Object.fromEntries(FIELDS.map((name) => [name, visit.query[name] ?? '']));

const startingValues = (visit: Visit, convention: string | undefined): Record<string, string> => ({
  convenzione: convention ?? '',
  al: formatItalianDate(visit.today),
  dati: `31/12/${Number(visit.today.slice(0, 4)) - 2}`,
  soloComuni: '1',
  pesoAbitanti: '50',
  pesoParti: '50',
});

async function computed(
  visit: Visit,
  values: Record<string, string>,
): Promise<ShownAllocation | { errors: Record<string, string> }> {
  const read = allocateCostInput.safeParse(values);
  if (!read.success) return { errors: fieldErrors(read.error) };
  const input = read.data;
  const bodies = await bodiesToAllocate(visit, {
    conventionId: input.convenzione,
    membersOn: input.al,
    figuresOn: input.dati,
    usage: input.uso || null,
    comuniOnly: input.soloComuni,
  });
  const model = modelOf(input);
  const provisional = allocateCost(input.costo, input.contributi, model, bodies);
  if (isRefusal(provisional)) return { errors: { pesoAbitanti: sentenceOf(provisional, bodies) } };
  const final =
    input.consuntivo === null ? null : allocateCost(input.consuntivo, input.contributi, model, bodies);
  if (final && isRefusal(final)) return { errors: { consuntivo: sentenceOf(final, bodies) } };
  const balance = final ? balanceOfAllocation(provisional, final) : null;
  const rows = bodies.map((body, n): AllocatedRow => {
    const amount = provisional.shares[n]!.amount;
    return {
      ...body,
      amount,
      ...(final && balance ? { final: final.shares[n]!.amount, balance: balance[n]!.amount } : {}),
    };
  });
  return {
    rows,
    net: provisional.net,
    netFinal: final ? final.net : null,
    warnings: provisional.warnings,
    figuresOn: input.dati,
  };
}

/** The refusal in words; of a figure that is missing, also of whom. */
function sentenceOf(
  refusal: { refused: string; facts: Record<string, unknown> },
  bodies: readonly BodyToAllocate[],
): string {
  const body = bodies.find(({ bodyId }) => bodyId === refusal.facts.bodyId);
  return sentenceFor(refusal.refused, { ...refusal.facts, name: body?.name });
}
