import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import type { Program } from '#test/program';
import { aConvention, unwatched } from '../builders.ts';
import { assessMembers } from '../jobs/assess-members.ts';
import { writeNotices } from '../jobs/issue-notices.ts';
import { prepareReminders } from '../jobs/prepare-reminders.ts';

/* The year of the fees as a program goes through it; the long work is done here in place of the worker. */

describe('the yearly cycle by the API', () => {
  const house = aHouse();
  let convention: string;
  let officer: Program;
  let manager: Program;
  let runId: string;
  let notice: { id: string; number: number; year: number; totalCents: number };
  const answered = async (status: number, asked: ReturnType<Program>) => {
    const { status: got, body } = await asked;
    assert.equal(got, status, JSON.stringify(body));
    return body;
  };

  before(async () => {
    convention = await aConvention(house, { members: ['BETA', 'GAMMA'] });
    officer = await house.program('AO', ['fees:read', 'fees:write']);
    manager = await house.program('CM', ['fees:read', 'fees:write']);
  });

  it('assesses, is approved by another person alone, and issues the notices', async () => {
    ({ runId } = await answered(
      202,
      officer('POST', '/assessment-runs', { conventionId: convention, year: 2026 }),
    ));
    await assessMembers(house.system(), runId, unwatched);
    assert.deepEqual((await answered(200, officer('GET', `/assessment-runs/${runId}/exceptions`))).items, []);
    const early = await officer('POST', `/assessment-runs/${runId}/notices`, {});
    assert.equal(early.status, 409);
    assert.equal(early.type, 'application/problem+json; charset=utf-8');
    assert.equal((await officer('POST', `/assessment-runs/${runId}/approval`, {})).status, 403);
    await answered(
      201,
      manager('POST', `/assessment-runs/${runId}/approval`, { reason: 'Verificati i dati' }),
    );
    assert.equal(
      (await officer('POST', `/assessment-runs/${runId}/discard`, { reason: 'tardi' })).status,
      409,
    );
    assert.equal((await officer('POST', `/assessment-runs/${runId}/resumption`, {})).status, 409);
    await answered(202, officer('POST', `/assessment-runs/${runId}/notices`, {}));
    await writeNotices(house.system(), runId, '2026-03-16', unwatched);
    const list = await answered(200, officer('GET', '/payment-notices?year=2026'));
    assert.equal(list.count, 2);
    notice = list.items[0];
    await answered(202, officer('POST', `/assessment-runs/${runId}/documents`, {}));
  });

  it('is corrected by two people, once', async () => {
    const asked = {
      noticeId: notice.id,
      line: 1,
      newAmountCents: notice.totalCents - 1000,
      reason: 'Imprese',
    };
    const key = newId();
    const { correctionId } = await answered(201, officer('POST', '/corrections', asked, key));
    const again = await answered(201, officer('POST', '/corrections', asked, key));
    assert.equal(again.correctionId, correctionId, 'the same key proposes one correction');
    assert.equal((await answered(200, officer('GET', '/corrections?state=PROPOSED'))).count, 1);
    const unsaid = await manager('POST', `/corrections/${correctionId}/decision`, { approve: false });
    assert.equal(unsaid.status, 422);
    assert.match(JSON.stringify(unsaid.body), /motivo del rifiuto/);
    await answered(201, manager('POST', `/corrections/${correctionId}/decision`, { approve: true }));
    assert.equal((await answered(200, officer('GET', `/corrections/${correctionId}`))).amountCents, -1000);
    const { correctionId: back } = await answered(
      201,
      officer('POST', `/corrections/${correctionId}/reversal`, { reason: 'Doppia' }),
    );
    await answered(201, manager('POST', `/corrections/${back}/decision`, { approve: true }));
    const { notice: now } = await answered(200, officer('GET', `/payment-notices/${notice.id}`));
    assert.equal(now.totalCents, notice.totalCents, 'a correction and its reversal leave it where it was');
  });

  it('is paid by a bank file that is read, confirmed as it was read, and reconciled', async () => {
    const euro = (cents: number) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
    const content = [
      'Data;Importo;Causale;TRN',
      `20/05/2026;${euro(notice.totalCents)};AVVISO ${notice.number}/${notice.year};API1`,
      '21/05/2026;12,00;DIRITTI;API2',
    ].join('\r\n');
    const { fileId } = await answered(
      201,
      officer('POST', '/bank-files', {
        fileName: 'movimenti.csv',
        content: Buffer.from(content).toString('base64'),
      }),
    );
    const file = await answered(200, officer('GET', `/bank-files/${fileId}`));
    await answered(201, officer('POST', `/bank-files/${fileId}/columns`, file.mapping));
    const lines = await answered(200, officer('GET', `/bank-files/${fileId}/lines`));
    assert.deepEqual(
      lines.items.map((line: { outcome: string }) => line.outcome),
      ['MATCHED', 'UNKNOWN'],
    );
    const confirm = (digest: string) =>
      officer('POST', `/bank-files/${fileId}/application`, {
        digest,
        channel: 'GIROFONDI',
        withExcess: false,
      });
    assert.equal((await confirm('0'.repeat(64))).status, 409, 'not what was read');
    const { planDigest } = await answered(200, officer('GET', `/bank-files/${fileId}`));
    assert.equal((await answered(201, confirm(planDigest))).totalCents, notice.totalCents);
    assert.equal((await answered(200, officer('GET', '/bank-files'))).items[0].state, 'APPLIED');
    const [payment] = (await answered(200, officer('GET', `/payments?noticeId=${notice.id}`))).items;
    await answered(201, officer('POST', `/payments/${payment.id}/reversal`, { reason: 'Avviso sbagliato' }));
    assert.equal((await officer('POST', `/payment-notices/${notice.id}/reconciliation`, {})).status, 409);
    await answered(
      201,
      officer('POST', '/payments', {
        noticeId: notice.id,
        paidOn: '2026-05-20',
        amountCents: notice.totalCents,
        channel: 'GIROFONDI',
      }),
    );
    await answered(201, officer('POST', `/payment-notices/${notice.id}/reconciliation`, {}));
    assert.deepEqual(
      await answered(201, officer('POST', '/payment-notice-reconciliations', { year: 2026 })),
      {
        reconciled: 0,
      },
    );
  });

  it('puts a file aside, and says what is wrong with one that cannot be read', async () => {
    const content = Buffer.from('Data;Importo;Causale\r\n20/05/2026;1,00;x').toString('base64');
    const { fileId } = await answered(
      201,
      officer('POST', '/bank-files', { fileName: 'altro.csv', content }),
    );
    await answered(201, officer('POST', `/bank-files/${fileId}/discard`, {}));
    assert.equal((await officer('POST', `/bank-files/${fileId}/discard`, {})).status, 409);
    const empty = await officer('POST', '/bank-files', { fileName: 'vuoto.csv', content: 'eA==' });
    assert.equal(empty.status, 422);
    assert.match(JSON.stringify(empty.body), /non ha righe di dati/);
  });

  it('reminds who has not paid', async () => {
    assert.equal(await prepareReminders(house.system()), 1);
    const { items } = await answered(200, officer('GET', '/reminders'));
    assert.equal((await manager('POST', '/reminder-sendings', { reminderIds: [items[0].id] })).status, 403);
    const sent = await answered(201, officer('POST', '/reminder-sendings', { reminderIds: [items[0].id] }));
    assert.deepEqual(sent, { sent: 1, dropped: 0 });
    assert.equal((await answered(200, officer('GET', '/reminders?sent=true'))).count, 1);
  });

  it('ends an agreement, and knows nothing of another centre', async () => {
    const agreement = {
      debtorId: house.body.BETA,
      payerId: house.body.UNIONE,
      share: '0.6',
      sourceAct: 'Atto di prova',
      from: '2027-01-01',
    };
    const { agreementId } = await answered(201, officer('POST', '/payer-agreements', agreement));
    await answered(
      201,
      officer('POST', `/payer-agreements/${agreementId}/end`, { on: '2028-12-31', reason: 'Recesso' }),
    );
    for (const path of [`/assessment-runs/${newId()}/approval`, `/corrections/${newId()}/decision`])
      assert.equal(
        (await manager('POST', path, path.includes('decision') ? { approve: true } : {})).status,
        404,
      );
  });
});
