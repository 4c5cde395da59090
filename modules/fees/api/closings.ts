import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { decideClosing, proposeReopening } from '../commands/decide-closing.ts';
import { prepareClosing } from '../commands/prepare-closing.ts';
import { mayApproveClosings, mayFollowFees, mayPrepareClosings } from '../permissions.ts';
import { closingStatement, getClosing, type ListedClosing, listClosings } from '../queries/year-closings.ts';
import { CLOSING_STATES } from '../rules/year-closing.ts';
import { cents, count, day, id, one, TAG, text, year, yearFilter } from './schemas.ts';

const done = z.strictObject({ closingId: id }).meta({ id: 'YearClosingDone' });

const amounts = {
  noticedCents: cents,
  correctedCents: cents,
  dueCents: cents,
  paidCents: cents,
  openCents: cents,
  creditCents: cents,
};
const closing = z
  .strictObject({
    id,
    year,
    number: count,
    closedOn: day,
    state: z.enum(CLOSING_STATES).meta({ description: 'Stato della chiusura', example: 'CLOSED' }),
    digest: text(64, 'Impronta SHA-256 degli importi', '9f86d081884c7d65'),
    assessedCents: cents,
    ...amounts,
  })
  .meta({ id: 'YearClosing' });
const statement = closing
  .extend({
    later: z
      .strictObject({ correctedCents: cents, paidCents: cents, movements: count })
      .meta({ description: 'Movimenti successivi alla chiusura' }),
    now: z.strictObject(amounts).meta({ description: 'Importi di oggi' }),
  })
  .meta({ id: 'YearStatement' });

type Amounts = Record<'noticed' | 'corrected' | 'due' | 'paid' | 'open' | 'credit', number>;
const asAmounts = (a: Amounts) => ({
  noticedCents: a.noticed,
  correctedCents: a.corrected,
  dueCents: a.due,
  paidCents: a.paid,
  openCents: a.open,
  creditCents: a.credit,
});
const asClosing = (c: ListedClosing): z.input<typeof closing> => ({
  id: c.id,
  year: c.year,
  number: c.number,
  closedOn: c.closedOn,
  state: c.state,
  digest: c.digest,
  assessedCents: c.figures.assessed,
  ...asAmounts(c.figures),
});

export const closingEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/year-closings',
    operationId: 'listYearClosings',
    tag: TAG,
    summary: 'Chiusure delle quote',
    permission: mayFollowFees,
    query: z.object({ ...listParameters, year: yearFilter }),
    answer: listOf(closing),
    handle: (call) =>
      pageOf(call.query, (page) => listClosings(call, { year: call.query.year }, page), asClosing),
  }),
  endpoint({
    method: 'GET',
    path: '/year-closings/{id}',
    operationId: 'getYearClosing',
    tag: TAG,
    summary: 'Rendiconto delle quote di un anno',
    permission: mayFollowFees,
    params: one,
    answer: statement,
    handle: async (call) => {
      const found = await getClosing(call, call.params.id);
      const { later, now } = await closingStatement(call, found);
      return {
        ...asClosing(found),
        later: { correctedCents: later.corrected, paidCents: later.paid, movements: later.movements },
        now: asAmounts(now),
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/year-closings',
    operationId: 'prepareYearClosing',
    tag: TAG,
    summary: 'Predispone la chiusura delle quote di un anno',
    permission: mayPrepareClosings,
    body: z.strictObject({
      year,
      openReason: text(500, 'Motivo del riporto degli importi da versare', 'Diffide inviate').optional(),
      creditReason: text(500, 'Motivo del riporto dei crediti', 'Da restituire').optional(),
    }),
    answer: done,
    handle: (call) => prepareClosing(call, call.body),
  }),
  endpoint({
    method: 'POST',
    path: '/year-closings/{id}/decision',
    operationId: 'decideYearClosing',
    tag: TAG,
    summary: 'Approva o respinge una chiusura, o una riapertura',
    permission: mayApproveClosings,
    params: one,
    body: z.strictObject({
      approve: z.boolean().meta({ description: 'Approva (true) o respinge (false)', example: true }),
      reason: text(500, 'Motivo, obbligatorio per respingere', 'Importi da rivedere').optional(),
    }),
    answer: done,
    handle: (call) => decideClosing(call, { closingId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/year-closings/{id}/reopening',
    operationId: 'proposeYearReopening',
    tag: TAG,
    summary: 'Propone la riapertura di un anno chiuso',
    permission: mayPrepareClosings,
    params: one,
    body: z.strictObject({ reason: text(500, 'Motivo della riapertura', 'Errore di abbinamento') }),
    answer: done,
    handle: (call) => proposeReopening(call, { closingId: call.params.id, ...call.body }),
  }),
];
