import { formatInstant } from '#platform/calendar';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { buttonGroup, buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { errorSummary } from '#ui/error-summary';
import { form } from '#ui/form';
import { statusTag } from '#ui/status-tag';
import { decideCorrection } from '../../commands/decide-correction.ts';
import { CORRECTION_STATES } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { mayApproveAssessments, mayRecordPayments } from '../../permissions.ts';
import { getCorrection } from '../../queries/list-corrections.ts';
import { DECISION_FIELDS, decisionFields, decisionInput } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

/** A proposed correction, and what a second person decides on it. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const correction = await getCorrection(visit, idOf(visit));
  const { errors } = problems;
  const decide = correction.state === 'PROPOSED' && may(visit.actor, mayApproveAssessments);
  const state = CORRECTION_STATES[correction.state]!;
  const content = html`${errorSummary(errorsOf(problems, DECISION_FIELDS))}${descriptionList([
    {
      term: 'Avviso',
      value: html`<a href="${feesLinks.notice(correction.noticeId)}">n. ${correction.number}/${correction.year}, ${correction.payerName}</a>`,
    },
    { term: 'Riga', value: `${correction.line}, ${correction.debtorName}` },
    { term: correction.amountCents < 0 ? 'Credito' : 'Debito', value: formatEuro(correction.amountCents) },
    { term: 'Motivo', value: `${correction.reversesId ? 'Storno di rettifica: ' : ''}${correction.reason}` },
    { term: 'Proposta da', value: `${correction.proposedBy}, ${formatInstant(correction.proposedAt)}` },
  ])}${
    decide
      ? form({
          action: feesLinks.decideCorrection(correction.id),
          hiddenFields: visit.hiddenFields(),
          fields: [...decisionFields(problems, 'Approva: la riga entra nell’avviso')],
          submitLabel: 'Conferma la decisione',
          cancelHref: feesLinks.corrections(),
        })
      : buttonGroup([
          buttonLink({
            label: 'Torna all’avviso',
            href: feesLinks.notice(correction.noticeId),
            kind: 'secondary',
          }),
          correction.state === 'APPROVED' && !correction.reversesId && may(visit.actor, mayRecordPayments)
            ? buttonLink({
                label: 'Storna la rettifica',
                href: feesLinks.reverseCorrection(correction.id),
                kind: 'secondary',
              })
            : '',
        ])
  }`;
  return feesPage(visit, 'Rettifica', content, {
    path: [{ label: 'Rettifiche', href: feesLinks.corrections() }],
    heading: { status: statusTag(state.kind, state.label) },
    ...(Object.keys(errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    decisionInput,
    async (input) => {
      const approve = input.esito === 'APPROVA';
      const { noticeId } = await decideCorrection(visit, {
        correctionId: idOf(visit),
        approve,
        reason: input.motivo,
      });
      return redirect(
        feesLinks.notice(noticeId),
        approve ? 'La rettifica è approvata ed è una riga dell’avviso.' : 'La rettifica è respinta.',
      );
    },
    (problems) => show(visit, problems),
  );
