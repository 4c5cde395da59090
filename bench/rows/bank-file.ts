import { applyBankFile, loadBankFile } from '#fees';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { centsToText } from '#platform/money';
import { standardTariff } from '#tariffs';
import { type Bench, type Figure, range, seconds, whole } from '../bench.ts';
import { as } from '../centre.ts';
import { median } from '../statistics.ts';
import { italy, timeOfYear, writtenColumns } from './fees.ts';

const LINES = 10_000;
const CHUNK = 1000;

/**
 * (j) A bank's file of ten thousand lines: read, each line matched with its notice (some unknown, double, negative),
 * the plan kept, then the payments recorded; against writing the same lines and payments, ready, into the same tables.
 */
export async function reconcileBank(bench: Bench): Promise<Figure[]> {
  const product: number[] = [];
  const bare: number[] = [];
  let payments = 0;
  for (let round = 0; round < (bench.quick ? 1 : 3); round++) {
    bench.say(`(j) a bank file of ${whole(LINES)} lines, round ${round + 1}`);
    const database = await bench.ground.newDatabase('bank');
    const { call, convention } = await italy(bench, database, standardTariff());
    await timeOfYear(call, convention, bench.registers.comuni.length);
    const bytes = await statementOf(call);
    await database.owner.query('vacuum analyze');
    const officer = as(call, 'AO');
    const began = performance.now();
    const { fileId } = await loadBankFile(officer, { name: 'movimenti.csv', bytes });
    const { rows } = await sql<{ digest: string }>`select plan_digest as digest from fees.bank_files
      where centre_id = ${call.centreId} and id = ${fileId}`.execute(call.db);
    const how = { fileId, digest: rows[0]!.digest, channel: 'BANK_TRANSFER', withExcess: false } as const;
    ({ applied: payments } = await applyBankFile(officer, how));
    product.push(performance.now() - began);
    bare.push(await bareWriting(call));
    await database.close();
  }
  const ratios = product.map((time, round) => time / bare[round]!);
  return [
    {
      row: 'j',
      what: `A bank file of ${whole(LINES)} lines: read, matched, ${whole(payments)} payments recorded`,
      measured: seconds(median(product)),
      aim: null,
      met: null,
      note: `rounds between ${range(product, seconds)}`,
    },
    {
      row: 'j',
      what: 'the same: ratio to the bare INSERT of the same lines and payments',
      measured: median(ratios).toFixed(2),
      aim: null,
      met: null,
      note: `INSERT ${seconds(median(bare))}; rounds between ${range(ratios, (r) => r.toFixed(2))}`,
    },
  ];
}

/** A statement that pays each notice, some in two parts, with lines that must be left aside. */
async function statementOf(call: Call): Promise<Buffer> {
  const { rows } = await sql<{ number: number; year: number; cents: number }>`
    select number, year, total_cents as cents from fees.payment_notices where centre_id = ${call.centreId} order by number`.execute(
    call.db,
  );
  const day = call.today.split('-').reverse().join('/');
  const line = (amount: string, text: string, reference: string) => `${day};${amount};${text};${reference}`;
  const euro = (cents: number) => centsToText(cents).replace('.', ',');
  const lines = ['Data;Importo;Causale;TRN'];
  for (let n = 0; lines.length <= LINES; n++) {
    const notice = rows[n % rows.length]!;
    const text = `Quota di adesione avviso ${notice.number}/${notice.year}`;
    if (n >= rows.length) lines.push(line('12,00', 'Diritti di segreteria', `S${n}`));
    else if (n % 50 === 0) lines.push(line('-10,00', text, `N${n}`));
    else if (n % 10 === 0) {
      const half = Math.floor(notice.cents / 2);
      lines.push(line(euro(half), text, `P${n}a`), line(euro(notice.cents - half), text, `P${n}b`));
    } else lines.push(line(euro(notice.cents), text, `P${n}`));
  }
  return Buffer.from(lines.slice(0, LINES + 1).join('\r\n'));
}

/** The same rows again, ready as they are, and what they leave on the notices: milliseconds of the writing. */
async function bareWriting(call: Call): Promise<number> {
  const client = await call.database.owner.connect();
  const tables = ['fees.bank_lines', 'fees.payments'] as const;
  try {
    const ready = [];
    for (const table of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t where centre_id = $1`,
        [call.centreId],
      );
      const chunks = [];
      for (let at = 0; at < rows.length; at += CHUNK)
        chunks.push(
          `[${rows
            .slice(at, at + CHUNK)
            .map(({ row }) => row)
            .join(',')}]`,
        );
      ready.push({ table, chunks, names: await writtenColumns(client, table) });
    }
    for (const table of [...tables].reverse())
      await client.query(`delete from ${table} where centre_id = $1`, [call.centreId]);
    await client.query('update fees.payment_notices set paid_cents = 0 where centre_id = $1', [
      call.centreId,
    ]);
    await client.query('vacuum analyze');
    const began = performance.now();
    await client.query('begin');
    for (const { table, chunks, names } of ready)
      for (const chunk of chunks)
        await client.query(
          `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)`,
          [chunk],
        );
    await client.query(
      `update fees.payment_notices n set paid_cents = p.paid from (select notice_id, sum(amount_cents)::bigint as paid from fees.payments
         where centre_id = $1 group by notice_id) p where n.centre_id = $1 and n.id = p.notice_id`,
      [call.centreId],
    );
    await client.query('commit');
    return performance.now() - began;
  } finally {
    client.release();
  }
}
