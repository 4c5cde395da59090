import { recordDocument, renderDocument } from '#documents';
import { sendMessage } from '#notifications';
import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { formatEuro } from '#platform/money';
import { getNotice } from '../queries/list-notices.ts';
import { noticeDocument } from '../queries/notice-document.ts';
import { lockNotice } from '../store/notices.ts';

/**
 * The document of a notice, made the first time that somebody asks for it and kept with its hash; later it is the
 * same one. Whoever may see the notice may ask.
 * @throws NotAllowed; NotFound; RuleBroken `documents.field-missing`, `platform.documents-unavailable`.
 */
export async function makeNoticeDocument(call: Call, noticeId: string): Promise<{ documentId: string }> {
  const notice = await getNotice(call, noticeId);
  if (notice.documentId) return { documentId: notice.documentId };
  // Rendered outside the transaction: the notice is not kept locked meanwhile.
  const rendered = await renderDocument(call, await noticeDocument(call, noticeId));
  return perform({ ...call, requestKey: null }, 'fees.make-notice-document', async (tx) => {
    const { rows } = await sql<{ documentId: string | null }>`
      select document_id as "documentId" from fees.payment_notices where centre_id = ${call.centreId} and id = ${noticeId} for update`.execute(
      tx.db,
    );
    const made = rows[0]?.documentId;
    if (made) return { documentId: made };
    const { documentId, hash } = await recordDocument(tx, rendered);
    await sql`update fees.payment_notices set document_id = ${documentId} where centre_id = ${call.centreId} and id = ${noticeId}`.execute(
      tx.db,
    );
    tx.record({
      action: 'fees.notice-document-made',
      target: 'payment-notice',
      targetId: noticeId,
      facts: { documentId, hash },
    });
    return { documentId };
  });
}

/** Sends a notice with its PDF to the payer's digital domicile, once. @returns whether it was sent now. */
export async function sendNotice(
  call: Call,
  noticeId: string,
  pdf: { name: string; bytes: Buffer },
): Promise<boolean> {
  return perform({ ...call, requestKey: null }, 'fees.send-notice', async (tx) => {
    const notice = await lockNotice(tx, noticeId);
    const { rows } = await sql<{ domicile: string | null; sent: boolean }>`
      select payer_domicile as domicile, message_id is not null as sent from fees.payment_notices where centre_id = ${call.centreId} and id = ${noticeId}`.execute(
      tx.db,
    );
    const { domicile, sent } = rows[0]!;
    if (sent || !domicile) return false;
    const name = `n. ${notice.number}/${notice.year}`;
    const { messageId } = await sendMessage(tx, {
      channel: 'PEC',
      kind: 'fees.payment-notice',
      recipient: domicile,
      bodyId: notice.payerId,
      subject: `Avviso di versamento ${name}, quota di adesione ${notice.feeYear}`,
      text: `Si trasmette l’avviso di versamento ${name} per ${formatEuro(notice.totalCents)}, con scadenza ${formatItalianDate(notice.dueOn)}.\n\nNella causale del versamento indicare: Avviso ${notice.number}/${notice.year}.\n`,
      attachments: [{ name: pdf.name, type: 'application/pdf', bytes: pdf.bytes }],
    });
    await sql`update fees.payment_notices set message_id = ${messageId} where centre_id = ${call.centreId} and id = ${noticeId}`.execute(
      tx.db,
    );
    tx.record({
      action: 'fees.notice-sent',
      target: 'payment-notice',
      targetId: noticeId,
      facts: { messageId, recipient: domicile },
    });
    return true;
  });
}
