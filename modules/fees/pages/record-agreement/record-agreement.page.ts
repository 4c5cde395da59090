import { formatItalianDate } from '#platform/calendar';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { dateField, fieldset, moneyField, numberField, select, textField } from '#ui/field';
import { form } from '#ui/form';
import { recordPayerAgreement } from '../../commands/record-payer-agreement.ts';
import { feesLinks } from '../../links.ts';
import { listAgreementBodies, type NamedBody } from '../../queries/list-agreements.ts';
import { errorsOf, feesPage } from '../fees-page.ts';
import { recordAgreementInput } from './record-agreement.input.ts';

const FIELDS = ['debitore', 'pagatore', 'quota', 'importo', 'atto', 'dal', 'al'];
const ASSOCIATIONS = new Set(['UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO']);

/** Who pays for whom, how much, by which act. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const { debtors, payers } = await listAgreementBodies(visit);
  const filled =
    problems ?? fresh({ dal: formatItalianDate(`${Number(visit.today.slice(0, 4)) + 1}-01-01`) });
  const { values, errors } = filled;
  const choice = (b: NamedBody) => ({ value: b.id, label: b.name });
  const groups = [
    { group: 'Forme associative', choices: payers.filter((b) => ASSOCIATIONS.has(b.category)).map(choice) },
    { group: 'Altri enti', choices: payers.filter((b) => !ASSOCIATIONS.has(b.category)).map(choice) },
  ].filter((group) => group.choices.length > 0);
  const content = html`${errorSummary(errorsOf(filled, FIELDS))}${form({
    action: feesLinks.newAgreement(),
    hiddenFields: visit.hiddenFields(),
    fields: [
      select({
        name: 'debitore',
        label: 'Debitore della quota',
        required: true,
        value: values.debitore,
        error: errors.debitore,
        emptyLabel: 'Scegliere',
        choices: debtors.map(choice),
      }),
      select({
        name: 'pagatore',
        label: 'Ente che paga',
        required: true,
        value: values.pagatore,
        error: errors.pagatore,
        emptyLabel: 'Scegliere',
        choices: groups,
      }),
      fieldset({
        legend: 'Quanto paga',
        hint: 'Indicare la percentuale della quota oppure un importo fisso.',
        content: [
          numberField({
            name: 'quota',
            label: 'Percentuale',
            suffix: '%',
            hint: 'Ad esempio 60 oppure 33,3333',
            inputmode: 'decimal',
            value: values.quota,
            error: errors.quota,
          }),
          moneyField({
            name: 'importo',
            label: 'Importo annuo',
            value: values.importo,
            error: errors.importo,
          }),
        ],
      }),
      textField({
        name: 'atto',
        label: 'Atto',
        required: true,
        hint: 'La delega, il progetto associato o l’accordo territoriale, con numero e data.',
        value: values.atto,
        error: errors.atto,
        width: 'full',
      }),
      dateField({ name: 'dal', label: 'Dal', required: true, value: values.dal, error: errors.dal }),
      dateField({
        name: 'al',
        label: 'Al',
        hint: 'Facoltativo, nel formato gg/mm/aaaa: il giorno indicato è compreso.',
        value: values.al,
        error: errors.al,
      }),
    ],
    submitLabel: 'Registra l’accordo',
    cancelHref: feesLinks.agreements(),
  })}`;
  return feesPage(visit, 'Registrare un accordo di pagamento', content, {
    path: [{ label: 'Accordi di pagamento', href: feesLinks.agreements() }],
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    recordAgreementInput,
    async (input) => {
      await recordPayerAgreement(visit, {
        debtorId: input.debitore,
        payerId: input.pagatore,
        share: input.share,
        amountCents: input.amountCents,
        sourceAct: input.atto,
        from: input.dal,
        to: input.al,
      });
      return redirect(
        feesLinks.agreements(),
        'L’accordo è registrato: vale per gli avvisi che si emettono da ora.',
      );
    },
    (problems) => show(visit, problems),
  );
