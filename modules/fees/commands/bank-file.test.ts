import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, noticesOf, someBodies } from '../builders.ts';
import { getNotice } from '../queries/list-notices.ts';
import { getBankFile, listBankLines } from '../queries/list-payments.ts';
import { noticesNamed } from '../rules/bank-lines.ts';
import { applyBankFile, discardBankFile } from './apply-bank-file.ts';
import { loadBankFile, mapBankFile } from './load-bank-file.ts';
import { recordPayment } from './record-payment.ts';

const broken = (code: string) => (error: unknown) => error instanceof RuleBroken && error.code === code;
const bytes = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('the notice that a text names', () => {
  it('is found in the ways in which treasurers write it, and not in dates', () => {
    assert.deepEqual(noticesNamed('AVVISO 12/2026 QUOTA CIT'), [{ number: 12, year: 2026 }]);
    assert.deepEqual(noticesNamed('pagamento n. 7 del 2026'), [{ number: 7, year: 2026 }]);
    assert.deepEqual(noticesNamed('AVV.12-2026'), [{ number: 12, year: 2026 }]);
    assert.deepEqual(noticesNamed('VERSAMENTO DEL 15/04/2026'), []);
    assert.deepEqual(noticesNamed('MANDATO 1234567/2026'), []);
    assert.deepEqual(noticesNamed('AVVISI 1/2026 E 2/2026').length, 2);
  });
});

describe('the bank’s file', () => {
  const house = aHouse();
  let notices: Awaited<ReturnType<typeof noticesOf>>;
  before(async () => {
    const bodies = await someBodies(house, [
      { name: 'Comune di Valsole', inhabitants: 2400, enterprises: 150 },
      { name: 'Comune di Pian dei Laghi', inhabitants: 8000, enterprises: 600 },
      { name: 'Comune di Sant’Anna', inhabitants: 3001, enterprises: 210 },
    ]);
    const run = await aNoticedYear(house, await aConvention(house, { members: bodies }), 2026, '2026-03-16');
    notices = await noticesOf(house, run);
  });
  const numberOf = (payer: string) => notices.find((n) => n.payer === payer)!;
  const load = async (...lines: string[]) =>
    (
      await loadBankFile(house.as('AO'), {
        name: 'aprile.csv',
        bytes: bytes('Data;Importo;Causale;TRN', ...lines),
      })
    ).fileId;
  const planned = async (fileId: string) =>
    (await listBankLines(house.as('AO'), fileId, undefined, { size: 50, offset: 0 })).rows;
  const apply = async (fileId: string, withExcess = false, as = house.as('AO')) => {
    const { planDigest } = await getBankFile(house.as('AO'), fileId);
    return applyBankFile(as, { fileId, digest: planDigest, channel: 'BANK_TRANSFER', withExcess });
  };
  const openOf = async (payer: string) => (await getNotice(house.as('AO'), numberOf(payer).id)).balance.open;

  it('says for each line what it would become, and why when it is not a payment', async () => {
    const sole = numberOf('Comune di Valsole');
    const fileId = await load(
      `15/04/2026;510,00;AVVISO ${sole.number}/${sole.year};T1`,
      `16/04/2026;10,00;AVVISO ${sole.number}/${sole.year};T2`,
      '16/04/2026;1.740,00;COMUNE DI PIAN DEI LAGHI QUOTA ANNUALE;T3',
      '16/04/2026;99,00;AVVISO 999/2026;T4',
      '16/04/2026;5,00;SENZA INDICAZIONI;T5',
      '16/04/2026;-3,00;COMMISSIONI;T6',
      '16/04/2026;1,00;AVVISO 1/2026;T1',
      '31/02/2026;1,00;X;T7',
      '16/04/2026;1.740;X;T8',
      '16/04/2027;1,00;X;T9',
      '10/03/2026;1,00;AVVISO 1/2026;T10',
    );
    const rows = await planned(fileId);
    assert.deepEqual(
      rows.map((r) => [r.line, r.outcome]),
      [
        [2, 'MATCHED'],
        [3, 'EXCESS'],
        [4, 'MATCHED'],
        [5, 'UNKNOWN'],
        [6, 'UNKNOWN'],
        [7, 'NEGATIVE'],
        [8, 'DOUBLE'],
        [9, 'UNREADABLE'],
        [10, 'UNREADABLE'],
        [11, 'UNREADABLE'],
        [12, 'UNKNOWN'],
      ],
    );
    assert.equal(rows[7]!.column, 'Data');
    assert.equal(rows[8]!.column, 'Importo');
    assert.match(rows[3]!.reason!, /999\/2026 non esiste/);
    const { count } = (
      await sql<{ count: number }>`select count(*) as count from fees.payments`.execute(house.system().db)
    ).rows[0]!;
    assert.equal(count, 0, 'a dry run records nothing');
    await discardBankFile(house.as('AO'), { fileId });
    await assert.rejects(apply(fileId), broken('fees.bank-file-closed'));
  });

  it('confirmed records exactly what was shown, once; loaded again it is all double', async () => {
    const laghi = numberOf('Comune di Pian dei Laghi');
    const lines = [
      `15/04/2026;1.000,00;AVVISO ${laghi.number}/${laghi.year};U1`,
      `20/04/2026;740,00;avviso ${laghi.number}/${laghi.year};U2`,
    ];
    const fileId = await load(...lines);
    const officer = { ...house.as('AO'), requestKey: newId() };
    assert.deepEqual(await apply(fileId, false, officer), { applied: 2, totalCents: 174000 });
    assert.deepEqual(
      await apply(fileId, false, officer),
      { applied: 2, totalCents: 174000 },
      'the same request gives the same answer',
    );
    await assert.rejects(apply(fileId), broken('fees.bank-file-closed'));
    assert.equal(await openOf('Comune di Pian dei Laghi'), 0);
    const again = await load(...lines);
    assert.deepEqual(
      (await planned(again)).map((r) => r.outcome),
      ['DOUBLE', 'DOUBLE'],
    );
    await assert.rejects(apply(again), broken('fees.bank-file-without-payments'));
  });

  it('records nothing when something has changed since the dry run', async () => {
    const anna = numberOf('Comune di Sant’Anna');
    const fileId = await load(
      `15/04/2026;660,14;AVVISO ${anna.number}/${anna.year};V1`,
      `15/04/2026;10,00;AVVISO ${numberOf('Comune di Valsole').number}/2026;V2`,
    );
    await recordPayment(house.as('AO'), {
      noticeId: anna.id,
      paidOn: '2026-11-20',
      amountCents: 100,
      channel: 'OTHER',
    });
    await assert.rejects(apply(fileId), broken('fees.bank-plan-changed'));
    assert.equal(await openOf('Comune di Sant’Anna'), 65914);
    await mapBankFile(house.as('AO'), {
      fileId,
      mapping: { date: 0, amount: 1, description: 2, reference: 3 },
    });
    assert.deepEqual(
      (await planned(fileId)).map((r) => r.outcome),
      ['EXCESS', 'MATCHED'],
    );
    assert.deepEqual(await apply(fileId, true), { applied: 2, totalCents: 67014 });
    assert.equal(
      (await getNotice(house.as('AO'), anna.id)).balance.overpaid,
      100,
      'what exceeds stays as a credit',
    );
  });

  it('takes columns with other names by hand, and refuses what is no table', async () => {
    const { fileId } = await loadBankFile(house.as('AO'), {
      name: 'x.csv',
      bytes: bytes('A;B;C', `15/04/2026;avviso ${numberOf('Comune di Valsole').number}/2026;1,00`),
    });
    assert.equal((await planned(fileId))[0]!.outcome, 'UNREADABLE');
    await mapBankFile(house.as('AO'), {
      fileId,
      mapping: { date: 0, amount: 2, description: 1, reference: null },
    });
    assert.equal((await planned(fileId))[0]!.outcome, 'MATCHED');
    await assert.rejects(
      mapBankFile(house.as('AO'), {
        fileId,
        mapping: { date: 7, amount: 2, description: 1, reference: null },
      }),
      InvalidInput,
    );
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7 x'),
      Buffer.from('solo una colonna\r\n1'),
      Buffer.from([0, 1, 2, 3]),
    ])
      await assert.rejects(loadBankFile(house.as('AO'), { name: 'x', bytes: bad }), InvalidInput);
    await assert.rejects(loadBankFile(house.as('CM'), { name: 'x', bytes: bytes('a;b', 'c;d') }), NotAllowed);
    await assert.rejects(getBankFile(house.as('AO', { centre: house.other }), fileId), NotFound);
  });
});

describe('a file of ten thousand lines', () => {
  const house = aHouse();

  it('is tried and recorded in a few seconds', async () => {
    const bodies = await someBodies(
      house,
      Array.from({ length: 200 }, () => ({ inhabitants: 40_000, enterprises: 3500 })),
    );
    const run = await aNoticedYear(house, await aConvention(house, { members: bodies }), 2026, '2026-03-16');
    const notices = await noticesOf(house, run);
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `15/04/2026;1,00;AVVISO ${notices[i % 200]!.number}/2026;W${i}`,
    );
    const start = performance.now();
    const { fileId } = await loadBankFile(house.as('AO'), {
      name: 'w.csv',
      bytes: bytes('Data;Importo;Causale;TRN', ...lines),
    });
    const { planDigest } = await getBankFile(house.as('AO'), fileId);
    const applied = await applyBankFile(house.as('AO'), {
      fileId,
      digest: planDigest,
      channel: 'GIROFONDI',
      withExcess: false,
    });
    const seconds = (performance.now() - start) / 1000;
    assert.deepEqual(applied, { applied: 10_000, totalCents: 1_000_000 });
    assert.ok(seconds < 15, `it took ${seconds} s`);
    console.log(`ten thousand lines in ${seconds.toFixed(2)} s`);
  });
});
