import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { InvalidInput, NotAllowed } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention, aNoticedYear, noticesOf, someBodies } from '../builders.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { sendReminders } from '../commands/send-reminders.ts';
import { listReminders, type ReminderFilter } from '../queries/list-reminders.ts';
import { prepareReminders } from './prepare-reminders.ts';

describe('reminders', () => {
  const house = aHouse();
  const waiting = async () =>
    (
      await listReminders(
        house.as('AO'),
        { sent: false },
        { sort: 'scadenza', direction: 'asc', size: 50, offset: 0 },
      )
    ).rows;

  it('are prepared on +15, +45 and +90, sent by a person, and never for what is paid [C22]', async () => {
    const bodies = await someBodies(house, [
      { name: 'Primo', inhabitants: 100, enterprises: 1 },
      { name: 'Secondo', inhabitants: 200, enterprises: 1 },
    ]);
    const run = await aNoticedYear(house, await aConvention(house, { members: bodies }), 2026, '2026-02-28');
    const notices = await noticesOf(house, run);
    // Due on 29 April: 14 May, 15 June (13 June is a Saturday), 28 July.
    for (const [instant, prepared] of [
      ['2026-05-13', 0],
      ['2026-05-14', 2],
      ['2026-05-15', 0],
    ] as const) {
      house.clock.set(`${instant}T06:30:00+02:00`);
      assert.equal(await prepareReminders(house.system()), prepared, instant);
    }
    assert.deepEqual(
      (await waiting()).map((r) => [r.payerName, r.step]),
      [
        ['Primo', 'FIRST_REMINDER'],
        ['Secondo', 'FIRST_REMINDER'],
      ],
    );
    const found = async (filter: Omit<ReminderFilter, 'sent'>, sort: string, direction: 'asc' | 'desc') =>
      (
        await listReminders(
          house.as('AO'),
          { sent: false, ...filter },
          { sort, direction, size: 1, offset: 0 },
        )
      ).rows.map((r) => r.payerName);
    assert.deepEqual(await found({}, 'importo', 'desc'), ['Secondo'], 'who owes most, a row of two');
    assert.deepEqual(await found({ words: 'second' }, 'ente', 'asc'), ['Secondo']);
    assert.deepEqual(await found({ words: `${notices[0]!.number}/2026` }, 'ente', 'asc'), ['Primo']);
    assert.deepEqual(await found({ step: 'FORMAL_NOTICE' }, 'ente', 'asc'), []);
    await assert.rejects(
      sendReminders(house.as('CM'), { reminderIds: (await waiting()).map((r) => r.id) }),
      NotAllowed,
    );
    await assert.rejects(sendReminders(house.as('AO'), { reminderIds: [] }), InvalidInput);
    const ids = (await waiting()).map((r) => r.id);
    await recordPayment(house.as('AO'), {
      noticeId: notices[1]!.id,
      paidOn: '2026-05-15',
      amountCents: notices[1]!.total,
      channel: 'GIROFONDI',
    });
    assert.deepEqual(await sendReminders(house.as('AO'), { reminderIds: ids }), { sent: 1, dropped: 1 });
    assert.deepEqual(await sendReminders(house.as('AO'), { reminderIds: ids }), { sent: 0, dropped: 0 });
    const { rows } = await sql<{
      recipient: string;
      subject: string;
    }>`select recipient, subject from notifications.messages where centre_id = ${house.centre}`.execute(
      house.system().db,
    );
    assert.equal(rows.length, 1);
    assert.match(rows[0]!.subject, /Primo sollecito/);
    house.clock.set('2026-07-28T06:30:00+02:00');
    assert.equal(await prepareReminders(house.system()), 1);
    assert.deepEqual(
      (await waiting()).map((r) => r.step),
      ['FORMAL_NOTICE'],
      'the latest step that is due',
    );
    assert.equal(await prepareReminders(house.system(house.other)), 0);
  });
});
