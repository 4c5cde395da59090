import { renderDocument } from '#documents';
import { formatItalianDate, romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { MOVEMENT_LABELS } from '../credit-messages.it.ts';
import { CLOSING_STATE_LABELS } from '../labels.it.ts';
import {
  closingStatement,
  getClosing,
  listCarried,
  listClosingRows,
  listLaterMovements,
} from '../queries/year-closings.ts';
import { inForce } from '../rules/year-closing.ts';

const ALL = { size: 100_000, offset: 0 };

/**
 * The statement of a year as PDF: what was frozen and what came after, as of today. It is made at each request and
 * not kept: what proves it is the digest of the frozen figures, printed on it.
 * @throws NotAllowed; NotFound; RuleBroken `platform.documents-unavailable`.
 */
export async function closingDocument(
  call: Call,
  closingId: string,
): Promise<{ name: string; bytes: Buffer }> {
  const closing = await getClosing(call, closingId);
  const { now } = await closingStatement(call, closing);
  const approved = closing.acts.find(({ act }) => act === 'APPROVED');
  const { rows: payers } = await listClosingRows(call, closingId, 'PAYER', {}, ALL);
  const { rows: debtors } = await listClosingRows(call, closingId, 'DEBTOR', {}, ALL);
  const { rows: carried } = await listCarried(call, closingId, ALL);
  const { rows: movements } = await listLaterMovements(call, closingId, ALL);
  const row = (r: (typeof payers)[number]) => ({
    body: r.name,
    dueCents: r.due,
    paidCents: r.paid,
    openCents: r.open,
    creditCents: r.credit,
  });
  const { bytes } = await renderDocument(call, {
    template: 'fee-closing',
    title: `Rendiconto delle quote dell’anno ${closing.year}`,
    fileName: `rendiconto-quote-${closing.year}`,
    subject: 'year-closing',
    subjectId: closing.id,
    data: {
      year: closing.year,
      closedOn: closing.closedOn,
      on: call.today,
      state: CLOSING_STATE_LABELS[closing.state]!.label,
      preparedBy: closing.preparedBy,
      approval: approved ? `${approved.doneBy}, il ${formatItalianDate(romeDate(approved.doneAt))}` : null,
      digest: closing.digest,
      frozen: closing.figures,
      now: inForce(closing.state) ? now : null,
      payers: payers.map(row),
      debtors: debtors.map(row),
      carried: carried.map((c) => ({
        notice: `n. ${c.number}/${c.year}`,
        body: c.payerName,
        kind: c.kind,
        amountCents: c.amount,
        reason: c.reason,
      })),
      movements: movements.map((m) => ({
        on: m.on,
        what: m.kind === 'CORRECTION' ? 'Rettifica' : MOVEMENT_LABELS[m.kind],
        notice: `n. ${m.number}/${m.year}, ${m.payerName}`,
        amountCents: m.amount,
      })),
    },
  });
  return { name: `rendiconto-quote-${closing.year}.pdf`, bytes };
}
