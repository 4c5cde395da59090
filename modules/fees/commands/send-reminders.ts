import { sendMessage } from '#notifications';
import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { formatEuro } from '#platform/money';
import { demand } from '#platform/permission';
import { REMINDER_LABELS } from '../labels.it.ts';
import { mayRecordPayments } from '../permissions.ts';

/**
 * Sends the chosen reminders. One whose notice has been paid meanwhile is left out and taken off the list; one sent
 * already is left as it is. Who has a digital domicile is written to by PEC.
 * @returns how many were sent and how many were no longer needed.
 * @throws NotAllowed; InvalidInput when none is chosen.
 */
export async function sendReminders(
  call: Call,
  input: { reminderIds: readonly string[] },
): Promise<{ sent: number; dropped: number }> {
  demand(call, mayRecordPayments);
  if (input.reminderIds.length === 0) throw new InvalidInput({ sollecito: 'Scegliere almeno un sollecito.' });
  return perform(
    call,
    'fees.send-reminders',
    async (tx) => {
      const ids = [...input.reminderIds];
      // Notices first, as payments lock them; in one order, so that nobody waits in a ring.
      await sql`select n.id from fees.payment_notices n where n.centre_id = ${call.centreId}
        and n.id in (select r.notice_id from fees.reminders r where r.centre_id = ${call.centreId} and r.id = any(${ids}::uuid[])) order by n.id for update`.execute(
        tx.db,
      );
      const { rows: sent } = await sql<SentReminder>`
        update fees.reminders r set sent_on = ${call.today}, sent_by = ${call.actor.name}
        from fees.payment_notices n
        where r.centre_id = ${call.centreId} and r.id = any(${ids}::uuid[]) and r.sent_on is null
          and n.centre_id = r.centre_id and n.id = r.notice_id and n.paid_cents < n.total_cents
        returning r.id, r.notice_id as "noticeId", r.step, n.number, n.year, n.payer_id as "payerId", n.payer_domicile as domicile, n.due_on as "dueOn",
          n.total_cents - n.paid_cents as open`.execute(tx.db);
      const { rows: dropped } =
        await sql`delete from fees.reminders where centre_id = ${call.centreId} and id = any(${ids}::uuid[]) and sent_on is null returning id`.execute(
          tx.db,
        );
      for (const reminder of sent) await write(tx, reminder);
      if (sent.length > 0)
        await tx.announce('fees.reminder-sent', {
          reminders: sent.map(({ noticeId, step }) => ({ noticeId, step })),
        });
      return { sent: sent.length, dropped: dropped.length };
    },
    input,
  );
}

interface SentReminder {
  id: string;
  noticeId: string;
  step: string;
  number: number;
  year: number;
  payerId: string;
  domicile: string | null;
  dueOn: string;
  open: number;
}

async function write(tx: Transaction, reminder: SentReminder): Promise<void> {
  const { noticeId, step, number, year, domicile } = reminder;
  if (domicile) {
    const label = REMINDER_LABELS[step]!;
    const { messageId } = await sendMessage(tx, {
      channel: 'PEC',
      kind: 'fees.reminder',
      recipient: domicile,
      bodyId: reminder.payerId,
      subject: `${label}: avviso di versamento n. ${number}/${year}`,
      text: `Risulta ancora da versare l’importo di ${formatEuro(reminder.open)} dell’avviso di versamento n. ${number}/${year}, scaduto il ${formatItalianDate(reminder.dueOn)}.\n\n${
        step === 'FORMAL_NOTICE'
          ? 'Si diffida al pagamento; in mancanza, il centro procederà secondo la convenzione.'
          : 'Si invita a provvedere, indicando nella causale il numero dell’avviso. Se il versamento è già stato eseguito, non tenere conto della presente.'
      }\n`,
    });
    await sql`update fees.reminders set message_id = ${messageId} where centre_id = ${tx.call.centreId} and id = ${reminder.id}`.execute(
      tx.db,
    );
  }
  tx.record({
    action: 'fees.reminder-sent',
    target: 'payment-notice',
    targetId: noticeId,
    facts: { step, number, year },
  });
}
