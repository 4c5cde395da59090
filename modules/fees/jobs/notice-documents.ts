import { readDocument } from '#documents';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { RuleBroken } from '#platform/errors';
import { Interrupted, longJob, type Progress } from '#platform/jobs/run';
import { sentenceFor } from '#platform/messages';
import { NOTICE_DOCUMENTS } from '../commands/ask-notice-documents.ts';
import { makeNoticeDocument, sendNotice } from '../commands/make-notice-document.ts';

interface Made {
  made: number;
  sent: number;
  /** Notices whose document could not be made, with the reason; those without a digital domicile. */
  problems: string[];
}

interface Waiting {
  id: string;
  name: string;
  domicile: string | null;
  sent: boolean;
  documentId: string | null;
}

/** Documents in the making at once: one is compiled while those before it are written and recorded. */
const AT_ONCE = 4;

/** Makes the documents of a run's notices that have none, and sends those not sent yet when asked. Resumable. */
export async function noticeDocuments(
  call: Call,
  runId: string,
  send: boolean,
  progress: Progress,
): Promise<Made> {
  const { rows } = await sql<Waiting>`
    select id, payer_name || ' (n. ' || number || '/' || year || ')' as name, payer_domicile as domicile, message_id is not null as sent, document_id as "documentId"
    from fees.payment_notices where centre_id = ${call.centreId} and run_id = ${runId}
      and (document_id is null ${send ? sql`or message_id is null` : sql``}) order by year, number`.execute(
    call.db,
  );
  const outcome: Made = { made: 0, sent: 0, problems: [] };
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    if (at % (5 * AT_ONCE) === 0 && (await progress.shouldStop())) throw new Interrupted();
    await progress.report(at, rows.length, rows[at]!.name);
    const together = rows.slice(at, at + AT_ONCE).map((notice) => makeAndSend(call, notice, send, outcome));
    // All of them end, well or badly, before a failure ends the work.
    const failed = (await Promise.allSettled(together)).find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
  await progress.report(rows.length, rows.length);
  return outcome;
}

async function makeAndSend(call: Call, notice: Waiting, send: boolean, outcome: Made): Promise<void> {
  try {
    const { documentId } = await makeNoticeDocument(call, notice.id);
    if (!notice.documentId) outcome.made += 1;
    if (!send || notice.sent) return;
    if (!notice.domicile) outcome.problems.push(`${notice.name}: manca il domicilio digitale`);
    else {
      const { document, bytes } = await readDocument(call, documentId);
      if (await sendNotice(call, notice.id, { name: document.fileName, bytes })) outcome.sent += 1;
    }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    outcome.problems.push(`${notice.name}: ${sentenceFor(error.code, error.facts)}`);
  }
}

export const noticeDocumentsJob = longJob(NOTICE_DOCUMENTS, async (call, input, progress) => {
  const { made, sent, problems } = await noticeDocuments(
    call,
    String(input.runId),
    input.send === true,
    progress,
  );
  return {
    'PDF prodotti': made,
    ...(input.send === true ? { 'Avvisi inviati': sent } : {}),
    ...(problems.length > 0 ? { 'Da sistemare': problems } : {}),
  };
});
