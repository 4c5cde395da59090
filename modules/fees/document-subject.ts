import { documentSubject } from '#documents';
import { sql } from '#platform/database/pool';
import { may } from '#platform/permission';
import { feesLinks } from './links.ts';
import { mayViewFees } from './permissions.ts';

/** The documents of a notice are read by whoever may see the notice. */
documentSubject('payment-notice', {
  label: 'Avviso di versamento',
  href: feesLinks.notice,
  async mayRead(call, noticeId) {
    const { rows } = await sql<{ payerId: string }>`
      select payer_id as "payerId" from fees.payment_notices where centre_id = ${call.centreId} and id = ${noticeId}`.execute(
      call.db,
    );
    return rows[0] !== undefined && may(call.actor, mayViewFees, rows[0].payerId);
  },
});
