import { formatItalianDate } from '#platform/calendar';
import { exportFormat } from '#platform/files/xlsx-write';
import { exported } from '#platform/forms/list-export';
import { readListQuery } from '#platform/forms/list-query';
import { fieldErrors, fresh, type Problems } from '#platform/forms/submit';
import type { Answer, Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { listQuantities } from '#tariffs';
import { feesLinks } from '../../links.ts';
import { type BodyToAllocate, bodiesToAllocate } from '../../queries/bodies-to-allocate.ts';
import { listFeeConventions } from '../../queries/find-fee-terms.ts';
import { allocateCost, balanceOfAllocation, withNames } from '../../rules/cost-allocation.ts';
import { isRefusal, type Refusal } from '../../rules/refusal.ts';
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
 * sent and computed again. It records nothing until it is saved as a proposal. [D13]
 * @param draft a proposal that was refused, with what was typed.
 */
export async function show(visit: Visit, draft?: Problems): Promise<Answer> {
  const query = draft ? draft.values : visit.query;
  const list = readListQuery({ path: feesLinks.allocation(), query }, { sorts: ['ente'], filters: FIELDS });
  const conventions = await listFeeConventions(visit);
  const asked = query.costo !== undefined;
  const values = asked
    ? typed(query)
    : { ...typed(query), ...startingValues(visit, conventions[0]?.conventionId) };
  const outcome = asked ? await computed(visit, values) : null;
  const format = exportFormat(draft ? undefined : visit.query.formato);
  if (format && outcome && 'rows' in outcome)
    return exported(
      { name: `ripartizione-${visit.today}`, rows: outcome.rows, columns: EXPORT_COLUMNS },
      format,
    );
  const errors = { ...draft?.errors, ...(outcome && 'errors' in outcome ? outcome.errors : {}) };
  const refused = Object.keys(errors).length > 0;
  const saved = { titolo: query.titolo ?? '', anno: query.anno ?? visit.today.slice(0, 4) };
  const view = allocateCostView(visit, {
    list,
    problems: { ...fresh({ ...values, ...saved }), errors },
    conventions: conventions.map((c) => ({ value: c.conventionId, label: c.title })),
    quantities: (await listQuantities(visit)).map((q) => ({ value: q.name, label: q.label })),
    result: outcome && 'rows' in outcome ? outcome : null,
  });
  return feesPage(visit, 'Ripartizione di un costo', view, {
    path: [{ label: 'Riparti dei costi', href: feesLinks.allocations() }],
    wide: true,
    ...(refused ? { status: draft?.status ?? 422, refused: true } : {}),
  });
}

const typed = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(FIELDS.map((name) => [name, query[name] ?? '']));

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
  if (isRefusal(provisional)) return { errors: refusedAt(provisional, bodies, 'costo') };
  const final =
    input.consuntivo === null ? null : allocateCost(input.consuntivo, input.contributi, model, bodies);
  if (final && isRefusal(final)) return { errors: refusedAt(final, bodies, 'consuntivo') };
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

/** The refusal in words, next to the field to which it belongs; of figures that are missing, also of whom. */
function refusedAt(
  refusal: Refusal,
  bodies: readonly BodyToAllocate[],
  amount: 'costo' | 'consuntivo',
): Record<string, string> {
  const { refused, facts } = withNames(refusal, bodies);
  const sentence = sentenceFor(refused, facts);
  if (refused === 'fees.allocation-amount-out-of-range') return { [amount]: sentence };
  if (refused !== 'fees.allocation-grants-exceed-cost') return { pesoAbitanti: sentence };
  return { [amount === 'costo' ? 'contributi' : amount]: sentence };
}
