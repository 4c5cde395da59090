import { readDocument } from '#documents';
import { type Answer, file, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { statusTag } from '#ui/status-tag';
import { makeNoticeDocument } from '../../commands/make-notice-document.ts';
import { reconcileNotice } from '../../commands/reconcile-notice.ts';
import { NOTICE_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayViewFees, mayViewPayments } from '../../permissions.ts';
import { creditActsOf } from '../../queries/list-credits.ts';
import { asBalanceLine, getNotice } from '../../queries/list-notices.ts';
import { openByDebtor } from '../../rules/notice-balance.ts';
import { feesPage, idOf } from '../fees-page.ts';
import { showNoticeView } from './show-notice.view.ts';

/** A notice: what it asks and for whom, what was paid, what was corrected, what is open. */
export async function show(visit: Visit): Promise<Answer> {
  const notice = await getNotice(visit, idOf(visit));
  const state = NOTICE_STATES[notice.state]!;
  const debtors = openByDebtor(
    notice.lines.map(asBalanceLine),
    notice.payments.map((p) => ({ amount: p.amountCents })),
  );
  const acts = may(visit.actor, mayViewPayments, notice.payerId) ? await creditActsOf(visit, notice.id) : [];
  return feesPage(
    visit,
    `Avviso n. ${notice.number}/${notice.year}`,
    showNoticeView(visit, notice, debtors, acts),
    {
      path: may(visit.actor, mayViewFees) ? [{ label: 'Avvisi', href: feesLinks.notices() }] : [],
      heading: {
        status: statusTag(state.kind, state.label),
        lead: notice.payerName,
        eyebrow: 'Avviso di versamento',
      },
      wide: true,
    },
  );
}

/** The notice as PDF: made at the first request, then always the same bytes. */
export async function pdf(visit: Visit): Promise<Answer> {
  const { documentId } = await makeNoticeDocument(visit, idOf(visit));
  const { document, bytes } = await readDocument(visit, documentId);
  return file(document.fileName, document.mediaType, bytes);
}

/** The notice as data. */
export async function data(visit: Visit): Promise<Answer> {
  const { documentId: _, ...notice } = await getNotice(visit, idOf(visit));
  return file(
    `avviso-${notice.number}-${notice.year}.json`,
    'application/json; charset=utf-8',
    `${JSON.stringify(notice, null, 2)}\n`,
  );
}

export async function reconcile(visit: Visit): Promise<Answer> {
  const noticeId = idOf(visit);
  await reconcileNotice(visit, { noticeId });
  return redirect(feesLinks.notice(noticeId), 'L’avviso è riconciliato con la tesoreria.');
}
