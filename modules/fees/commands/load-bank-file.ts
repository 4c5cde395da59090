import { createHash } from 'node:crypto';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { decodeText } from '#platform/files/decode-text';
import { type DelimitedText, readDelimitedText } from '#platform/files/delimited-text';
import { explainFileRefusal } from '#platform/files/file-refusal.it';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecordPayments } from '../permissions.ts';
import { type BankMapping, guessMapping, readBankLine } from '../rules/bank-lines.ts';
import { matchBankLines, type OpenNotice, type PlannedLine } from '../rules/match-bank-lines.ts';

const MOST_LINES = 50_000;

/**
 * Takes a bank's file (CSV) and plans what each of its lines would become; nothing is recorded yet.
 * @throws NotAllowed; InvalidInput `file` when it cannot be read as a table.
 */
export async function loadBankFile(
  call: Call,
  input: { name: string; bytes: Uint8Array },
): Promise<{ fileId: string }> {
  demand(call, mayRecordPayments);
  const decoded = decodeText(input.bytes);
  if (!('text' in decoded)) throw new InvalidInput({ file: explainFileRefusal(decoded) });
  const table = tableOf(decoded.text);
  const fileHash = createHash('sha256').update(input.bytes).digest('hex');
  return perform(
    call,
    'fees.load-bank-file',
    async (tx) => {
      const fileId = newId();
      const mapping = guessMapping(table.records[0]!.cells);
      await sql`insert into fees.bank_files (centre_id, id, file_name, file_hash, content, mapping, uploaded_by, uploaded_at)
        values (${call.centreId}, ${fileId}, ${input.name.slice(0, 200)}, ${fileHash}, ${decoded.text}, ${JSON.stringify(mapping)}::jsonb, ${call.actor.name}, ${call.now})`.execute(
        tx.db,
      );
      await writePlan(tx, fileId, table, mapping);
      tx.record({
        action: 'fees.bank-file-loaded',
        target: 'bank-file',
        targetId: fileId,
        facts: { fileHash, lines: table.records.length - 1 },
      });
      return { fileId };
    },
    { name: input.name, fileHash },
  );
}

/**
 * Plans the file again with the columns that the officer says.
 * @throws NotAllowed; NotFound; InvalidInput for a column that is not there; RuleBroken `fees.bank-file-closed`.
 */
export async function mapBankFile(
  call: Call,
  input: { fileId: string; mapping: BankMapping },
): Promise<void> {
  demand(call, mayRecordPayments);
  await perform(
    call,
    'fees.map-bank-file',
    async (tx) => {
      const file = await lockBankFile(tx, input.fileId);
      if (file.state !== 'PLANNED') throw new RuleBroken('fees.bank-file-closed');
      const table = tableOf(file.content);
      const width = table.records[0]!.cells.length;
      for (const [name, column] of Object.entries(input.mapping))
        if (column !== null && !(Number.isInteger(column) && column >= 0 && column < width))
          throw new InvalidInput({ [name]: 'La colonna non esiste nel file.' });
      await sql`update fees.bank_files set mapping = ${JSON.stringify(input.mapping)}::jsonb where centre_id = ${call.centreId} and id = ${file.id}`.execute(
        tx.db,
      );
      await writePlan(tx, file.id, table, input.mapping);
      tx.record({ action: 'fees.bank-file-mapped', target: 'bank-file', targetId: file.id });
    },
    input,
  );
}

export interface LockedBankFile {
  id: string;
  state: 'PLANNED' | 'APPLIED' | 'DISCARDED';
  content: string;
  mapping: BankMapping;
  planDigest: string;
}

/** @throws NotFound */
export async function lockBankFile(tx: Transaction, id: string): Promise<LockedBankFile> {
  const { rows } = await sql<LockedBankFile>`
    select id, state, content, mapping, plan_digest as "planDigest" from fees.bank_files
    where centre_id = ${tx.call.centreId} and id = ${id} for update`.execute(tx.db);
  if (!rows[0]) throw new NotFound('bank file', id);
  return rows[0];
}

/** @throws InvalidInput `file` */
export function tableOf(text: string): DelimitedText {
  const table = readDelimitedText(text, { maxRecords: MOST_LINES });
  if (!('records' in table)) throw new InvalidInput({ file: explainFileRefusal(table) });
  if (table.records.length < 2 || table.records[0]!.cells.length < 2)
    throw new InvalidInput({
      file: 'Il file non ha righe di dati, o le colonne non sono separate da punto e virgola.',
    });
  return table;
}

/** The plan of the file as things stand now. */
export async function planOf(
  tx: Transaction,
  table: DelimitedText,
  mapping: BankMapping,
): Promise<PlannedLine[]> {
  const { centreId, today } = tx.call;
  const [header, ...records] = table.records;
  const lines = records.map(({ cells, line }) => readBankLine(cells, line, mapping, header!.cells, today));
  const references = lines.flatMap((read) => ('reference' in read && read.reference ? [read.reference] : []));
  const known = await sql<{ reference: string }>`
    select distinct p.reference from fees.payments p where p.centre_id = ${centreId} and p.reference = any(${references}::text[]) and p.reverses_id is null and p.credit_act_id is null
      and not exists (select from fees.payments r where r.centre_id = p.centre_id and r.reverses_id = p.id)`.execute(
    tx.db,
  );
  const notices = await sql<OpenNotice>`
    select id, number, year, payer_name as "payerName", issued_on as "issuedOn", greatest(0, total_cents - paid_cents) as open, reconciled_on is not null as reconciled
    from fees.payment_notices where centre_id = ${centreId}`.execute(tx.db);
  return matchBankLines(lines, notices.rows, new Set(known.rows.map((row) => row.reference)));
}

export const digestOf = (plan: readonly PlannedLine[]): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex');

async function writePlan(
  tx: Transaction,
  fileId: string,
  table: DelimitedText,
  mapping: BankMapping,
): Promise<void> {
  const plan = await planOf(tx, table, mapping);
  await sql`delete from fees.bank_lines where centre_id = ${tx.call.centreId} and file_id = ${fileId}`.execute(
    tx.db,
  );
  await sql`insert into fees.bank_lines (centre_id, file_id, line, outcome, paid_on, amount_cents, description, reference, notice_id, column_name, reason)
    select ${tx.call.centreId}, ${fileId}, line, outcome, paid_on, amount_cents, description, reference, notice_id, column_name, reason
    from json_to_recordset(${JSON.stringify(plan)}::json) as t (line int, outcome text, paid_on date, amount_cents bigint, description text, reference text,
      notice_id uuid, column_name text, reason text)`.execute(tx.db);
  await sql`update fees.bank_files set plan_digest = ${digestOf(plan)}, line_count = ${plan.length}, version = version + 1
    where centre_id = ${tx.call.centreId} and id = ${fileId}`.execute(tx.db);
}
