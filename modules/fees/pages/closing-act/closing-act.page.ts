import { fresh, type Problems, submit } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { form } from '#ui/form';
import { decideClosing, proposeReopening, withdrawClosing } from '../../commands/decide-closing.ts';
import { feesLinks } from '../../links.ts';
import { type Closing, getClosing } from '../../queries/year-closings.ts';
import { DECISION_FIELDS, decisionFields, decisionInput, reasonField, reasonInput } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

/** The decision on a prepared closing or on a proposed reopening. */
export async function showDecision(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const closing = await getClosing(visit, idOf(visit));
  const reopening = closing.state === 'REOPENING_PROPOSED';
  const [asked] = closing.acts;
  const { figures: f, year } = closing;
  const fields = [
    reopening
      ? html`<p>${asked!.doneBy} propone di riaprire le quote ${year}: «${asked!.reason}». Riaperto l’anno, si potranno di nuovo accertare quote, registrare eccedenze e stornare versamenti; il rendiconto di questa chiusura resta consultabile.</p>`
      : html`<p>${asked!.doneBy} ha predisposto la chiusura delle quote ${year}: dovuto ${formatEuro(f.due)}, versato ${formatEuro(f.paid)}, da versare e riportato ${formatEuro(f.open)}, crediti riportati ${formatEuro(f.credit)}. Approvata la chiusura, questi importi non cambiano più.</p>`,
    ...decisionFields(problems, reopening ? 'Approva: l’anno si riapre' : 'Approva: l’anno si chiude'),
  ];
  const content = form({
    action: feesLinks.closingAct(closing.id, 'decisione'),
    hiddenFields: visit.hiddenFields(),
    fields,
    submitLabel: 'Conferma la decisione',
    cancelHref: feesLinks.closing(closing.id),
  });
  return actPage(
    visit,
    closing,
    reopening ? 'Decisione sulla riapertura' : 'Decisione sulla chiusura',
    content,
    problems,
    DECISION_FIELDS,
  );
}

export const sendDecision = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    decisionInput,
    async ({ esito, motivo }) => {
      const approve = esito === 'APPROVA';
      await decideClosing(visit, { closingId: idOf(visit), approve, reason: motivo });
      return redirect(
        feesLinks.closing(idOf(visit)),
        approve ? 'La proposta è approvata.' : 'La proposta è respinta.',
      );
    },
    (problems) => showDecision(visit, problems),
  );

/** The page before a prepared closing is withdrawn. */
export async function showWithdrawal(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const closing = await getClosing(visit, idOf(visit));
  const content = confirmPanel({
    question: `Ritirare la chiusura delle quote ${closing.year}?`,
    consequences: html`<p>Gli importi predisposti restano consultabili; si potrà predisporre di nuovo la chiusura.</p>`,
    action: feesLinks.closingAct(closing.id, 'ritiro'),
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: 'Ritira la chiusura',
    cancelHref: feesLinks.closing(closing.id),
    danger: true,
  });
  return actPage(visit, closing, 'Ritiro', content, problems, ['motivo']);
}

export const sendWithdrawal = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    reasonInput,
    async ({ motivo }) => {
      await withdrawClosing(visit, { closingId: idOf(visit), reason: motivo });
      return redirect(feesLinks.closing(idOf(visit)), 'La chiusura è ritirata.');
    },
    (problems) => showWithdrawal(visit, problems),
  );

/** The page before a reopening is proposed. */
export async function showReopening(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const closing = await getClosing(visit, idOf(visit));
  const content = confirmPanel({
    question: `Proporre la riapertura delle quote ${closing.year}?`,
    consequences: html`<p>L’anno resta chiuso finché un’altra persona non approva. Per versare un importo riportato o per rettificarlo non serve riaprire.</p>`,
    action: feesLinks.closingAct(closing.id, 'riapertura'),
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: 'Proponi la riapertura',
    cancelHref: feesLinks.closing(closing.id),
  });
  return actPage(visit, closing, 'Riapertura', content, problems, ['motivo']);
}

export const sendReopening = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    reasonInput,
    async ({ motivo }) => {
      await proposeReopening(visit, { closingId: idOf(visit), reason: motivo });
      return redirect(
        feesLinks.closing(idOf(visit)),
        'La riapertura è proposta: ora la decide un’altra persona.',
      );
    },
    (problems) => showReopening(visit, problems),
  );

function actPage(
  visit: Visit,
  closing: Closing,
  title: string,
  content: Html,
  problems: Problems,
  fields: readonly string[],
): Answer {
  return feesPage(visit, title, html`${errorSummary(errorsOf(problems, fields))}${content}`, {
    path: [
      { label: 'Chiusura', href: feesLinks.closings() },
      { label: `Quote ${closing.year}`, href: feesLinks.closing(closing.id) },
    ],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}
