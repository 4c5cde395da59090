import {
  applyBankFile,
  assessAndNotice,
  decideCorrection,
  decideCreditAct,
  listNotices,
  loadBankFile,
  prepareReminders,
  proposeCorrection,
  proposeRefund,
  recordPayerAgreement,
  recordPayment,
  sendReminders,
} from '#fees';
import { addDays, formatItalianDate, romeDate, startOfRomeDay } from '#platform/calendar';
import { type Call, systemActor } from '#platform/call';
import { sql } from '#platform/database/pool';
import { formatAmount } from '#platform/money';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { DEMO_CENTRES } from './centres.ts';

export const YEAR = 2026;
/** Who drafts and who approves are two people, in the demonstration too. */
export const OFFICER = 'AO';
export const MANAGER = 'CM';

/** The call of a person of the centre, on another day. */
export function acting(call: Call, role: string, day: string): Call {
  const slug = DEMO_CENTRES.find((centre) => centre.id === call.centreId)?.slug;
  const { name } = DEMO_ACCOUNTS.find((account) => account.role === role && account.centre === slug)!;
  const now = new Date(startOfRomeDay(day).getTime() + 10 * 3_600_000);
  return { ...call, actor: systemActor(name), now, today: romeDate(now) };
}

/**
 * The fees of 2026, assessed and noticed in March: most are paid through the bank's file, some in part, some are late
 * and have been reminded. Those of the next year are ready to be assessed. Payments and references are invented.
 */
export async function seedFees(call: Call): Promise<void> {
  const conventionId = await conventionOfTheYear(call);
  if (!conventionId) return;
  await agreements(call);
  await assessAndNotice(
    {
      drafter: acting(call, OFFICER, `${YEAR}-03-09`),
      approver: acting(call, MANAGER, `${YEAR}-03-12`),
      notifier: acting(call, OFFICER, `${YEAR}-03-16`),
    },
    { conventionId, year: YEAR },
  );
  await payments(call);
  await corrections(call);
  await reminders(call);
}

/** The convention that is in force for the whole year. */
export async function conventionOfTheYear(call: Call): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select convention_id as id from membership.convention_card where centre_id = ${call.centreId} and valid_from <= ${`${YEAR}-01-01`} and valid_to >= ${`${YEAR}-12-31`}
    order by valid_from limit 1`.execute(call.db);
  return rows[0]?.id;
}

/** Associations that joined for their comuni pay part or all of their fees. */
async function agreements(call: Call): Promise<void> {
  const { rows } = await sql<{ debtorId: string; payerId: string; payer: string; from: string }>`
    select m.body_id as "debtorId", m.via_body_id as "payerId", b.name as payer, greatest(m.valid_from, ${`${YEAR}-01-01`}::date) as "from"
    from membership.membership_term m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.via_body_id
    where m.centre_id = ${call.centreId} and m.kind = 'DERIVED' order by b.name, m.body_id`.execute(call.db);
  const payers = [...new Set(rows.map((row) => row.payerId))];
  const officer = acting(call, OFFICER, `${YEAR}-03-03`);
  for (const { debtorId, payerId, payer, from } of rows)
    await recordPayerAgreement(officer, {
      debtorId,
      payerId,
      share: payers.indexOf(payerId) === 0 ? '0.6' : '1',
      sourceAct: `Accordo fra ${payer} e i suoi comuni, n. 3 del 20/01/${YEAR} (dimostrativo)`,
      from,
    });
}

/** Three notices in four are paid in full; of the others some in part, one too much, the rest not at all. */
async function payments(call: Call): Promise<void> {
  const officer = acting(call, OFFICER, `${YEAR}-06-08`);
  const { rows: notices } = await listNotices(
    officer,
    { feeYear: YEAR },
    { sort: 'numero', direction: 'asc', size: 2000, offset: 0 },
  );
  const lines = ['Data;Importo;Causale;TRN'];
  for (const [index, notice] of notices.entries()) {
    if (index % 8 === 5 || index % 16 === 3) continue;
    const paidOn = addDays(notice.issuedOn, 12 + ((index * 7) % 66));
    const cents = index % 8 === 1 ? Math.round(notice.totalCents / 2) : notice.totalCents;
    if (cents <= 0) continue;
    lines.push(
      `${formatItalianDate(paidOn)};${formatAmount(cents)};AVVISO ${notice.number}/${notice.year} ${notice.payerName.replaceAll(';', ' ')};DIM${String(100000 + index)}`,
    );
  }
  lines.push(
    `15/04/${YEAR};120,00;DIRITTI DI SEGRETERIA;DIM900001`,
    `20/04/${YEAR};-15,00;COMMISSIONI;DIM900002`,
  );
  const { fileId } = await loadBankFile(officer, {
    name: `movimenti-tesoreria-${YEAR}.csv`,
    bytes: Buffer.from(lines.join('\r\n')),
  });
  const { rows } = await sql<{
    digest: string;
  }>`select plan_digest as digest from fees.bank_files where centre_id = ${call.centreId} and id = ${fileId}`.execute(
    call.db,
  );
  await applyBankFile(officer, { fileId, digest: rows[0]!.digest, channel: 'GIROFONDI', withExcess: false });
  const first = notices.find((_, index) => index % 8 === 5);
  if (first)
    await recordPayment(acting(call, OFFICER, `${YEAR}-06-10`), {
      noticeId: first.id,
      paidOn: `${YEAR}-06-09`,
      amountCents: first.totalCents + OVERPAID_CENTS,
      channel: 'BANK_TRANSFER',
      reference: 'DIM900003',
      overpaymentAccepted: true,
    });
  if (first) await credit(call, first.id);
}

/** Of a credit of 30.00, 15.00 were given back, 10.00 wait for the manager, 5.00 are free. */
const OVERPAID_CENTS = 3000;
async function credit(call: Call, noticeId: string): Promise<void> {
  const refund = (day: string, amountCents: number, order: number) =>
    proposeRefund(acting(call, OFFICER, day), {
      noticeId,
      amountCents,
      doneOn: day,
      channel: 'BANK_TRANSFER',
      reference: `Mandato n. ${order}/${YEAR} (dimostrativo)`,
      reason: 'Versato più del dovuto',
    });
  const { creditActId } = await refund(`${YEAR}-06-22`, 1500, 128);
  await decideCreditAct(acting(call, MANAGER, `${YEAR}-06-23`), { creditActId, approve: true });
  await refund(`${YEAR}-11-19`, 1000, 301);
}

/** One correction approved, one that waits for the manager. */
async function corrections(call: Call): Promise<void> {
  const officer = acting(call, OFFICER, `${YEAR}-06-15`);
  const { rows } = await listNotices(
    officer,
    { feeYear: YEAR, state: 'OVERDUE' },
    { sort: 'numero', direction: 'asc', size: 2, offset: 0 },
  );
  for (const [index, notice] of rows.entries()) {
    const line = await sql<{
      cents: number;
    }>`select net_cents as cents from fees.notice_lines where centre_id = ${call.centreId} and notice_id = ${notice.id} and line = 1`.execute(
      call.db,
    );
    const { correctionId } = await proposeCorrection(officer, {
      noticeId: notice.id,
      line: 1,
      newAmountCents: Math.max(0, line.rows[0]!.cents - 2500 * (index + 1)),
      reason: 'Numero di imprese attive corretto dal Registro imprese',
    });
    if (index === 0)
      await decideCorrection(acting(call, MANAGER, `${YEAR}-06-16`), { correctionId, approve: true });
  }
}

/** First reminders sent in June, second in July; the formal notices are prepared and wait for the officer. */
async function reminders(call: Call): Promise<void> {
  for (const day of [`${YEAR}-06-17`, `${YEAR}-07-06`]) {
    const officer = acting(call, OFFICER, day);
    await prepareReminders(officer);
    const { rows } = await sql<{
      id: string;
    }>`select id from fees.reminders where centre_id = ${call.centreId} and sent_on is null`.execute(call.db);
    if (rows.length > 0) await sendReminders(officer, { reminderIds: rows.map((row) => row.id) });
  }
  await prepareReminders(acting(call, OFFICER, `${YEAR}-11-20`));
}
