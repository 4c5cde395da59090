import { formatInstant, formatItalianDate } from '#platform/calendar';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { buttonGroup, buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { form } from '#ui/form';
import { decideCreditAct } from '../../commands/decide-credit-act.ts';
import { creditActLabel } from '../../credit-messages.it.ts';
import { CHANNEL_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayApproveAssessments, mayFollowFees, mayRecordPayments } from '../../permissions.ts';
import { type CreditAct, getCreditAct } from '../../queries/list-credits.ts';
import { DECISION_FIELDS, decisionFields, decisionInput } from '../act-fields.ts';
import { creditActState, noticesOf } from '../credit-acts-table.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

/** A refund, an offset or an annulment, and what a second person decides on it. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const act = await getCreditAct(visit, idOf(visit));
  const decide = act.state === 'PROPOSED' && may(visit.actor, mayApproveAssessments);
  const content = html`${errorSummary(errorsOf(problems, DECISION_FIELDS))}${facts(visit, act)}${
    decide ? decisionForm(visit, act, problems) : waysOn(visit, act)
  }`;
  return feesPage(visit, creditActLabel(act), content, {
    path: [
      { label: 'Crediti', href: feesLinks.credits() },
      { label: 'Restituzioni e compensazioni', href: feesLinks.creditActs() },
    ],
    heading: { status: creditActState(act) },
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

function facts(visit: Visit, act: CreditAct): Html {
  const desk = may(visit.actor, mayFollowFees);
  return descriptionList([
    { term: 'Ente', value: act.payerName },
    { term: act.toNoticeId ? 'Credito dell’avviso' : 'Avviso', value: noticesOf(act) },
    { term: 'Importo', value: formatEuro(act.amountCents) },
    { term: 'Data', value: formatItalianDate(act.doneOn) },
    act.kind === 'REFUND' && !act.annulsId && { term: 'Canale', value: CHANNEL_LABELS[act.channel] },
    act.reference !== '' && {
      term: act.kind === 'REFUND' ? 'Mandato o girofondi' : 'Atto o nota',
      value: act.reference,
    },
    { term: 'Motivo', value: act.reason },
    act.annulsId !== null && {
      term: 'Annulla',
      value: html`<a href="${feesLinks.creditAct(act.annulsId)}">l’atto approvato</a>`,
    },
    act.annulledById !== null &&
      desk && {
        term: 'Annullamento',
        value: html`<a href="${feesLinks.creditAct(act.annulledById)}">${act.annulment === 'APPROVED' ? 'approvato' : 'da approvare'}</a>`,
      },
    desk && { term: 'Proposta da', value: `${act.proposedBy}, ${formatInstant(act.proposedAt)}` },
    desk &&
      act.decidedBy !== null && {
        term: act.state === 'APPROVED' ? 'Approvata da' : 'Respinta da',
        value: `${act.decidedBy}, ${formatInstant(act.decidedAt!)}${act.decisionReason ? `: ${act.decisionReason}` : ''}`,
      },
  ]);
}

const APPROVAL = {
  REFUND: 'Approva: l’importo è tolto dal versato dell’avviso',
  OFFSET: 'Approva: l’importo passa da un avviso all’altro',
  ANNULMENT: 'Approva: i movimenti dell’atto sono stornati',
} as const;

function decisionForm(visit: Visit, act: CreditAct, problems: Problems): Html {
  return form({
    action: feesLinks.creditAct(act.id),
    hiddenFields: visit.hiddenFields(),
    fields: [...decisionFields(problems, APPROVAL[act.annulsId ? 'ANNULMENT' : act.kind])],
    submitLabel: 'Conferma la decisione',
    cancelHref: feesLinks.creditActs(),
  });
}

const waysOn = (visit: Visit, act: CreditAct): Html =>
  buttonGroup([
    buttonLink({ label: 'Torna all’avviso', href: feesLinks.notice(act.noticeId), kind: 'secondary' }),
    act.state === 'APPROVED' && !act.annulsId && !act.annulledById && may(visit.actor, mayRecordPayments)
      ? buttonLink({
          label: 'Annulla l’atto',
          href: feesLinks.annulCreditAct(act.id),
          kind: 'secondary',
        })
      : '',
  ]);

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    decisionInput,
    async (input) => {
      const approve = input.esito === 'APPROVA';
      const { noticeId } = await decideCreditAct(visit, {
        creditActId: idOf(visit),
        approve,
        reason: input.motivo,
      });
      return redirect(
        feesLinks.notice(noticeId),
        approve ? 'L’atto è approvato e compare fra i versamenti.' : 'L’atto è respinto.',
      );
    },
    (problems) => show(visit, problems),
  );
