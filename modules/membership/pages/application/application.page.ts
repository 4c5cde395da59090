import { documentLinks } from '#documents';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { sentenceFor } from '#platform/messages';
import { checkApplication } from '../../commands/check-application.ts';
import { prepareConvention, preparedConvention } from '../../commands/prepare-convention.ts';
import { submitApplication } from '../../commands/submit-application.ts';
import { membershipLinks } from '../../links.ts';
import { getApplication } from '../../queries/get-application.ts';
import { applicationTag } from '../list-applications/list-applications.view.ts';
import { applicationView } from './application.view.ts';

/** An application: what it is waiting for, what can be done, its acts and its history. */
export const show = (visit: Visit): Promise<Answer> => render(visit, null);

/** Presents the application. */
export const present = (visit: Visit): Promise<Answer> =>
  immediately(visit, submitApplication, 'La domanda è stata presentata.');

/** The formal check went well. */
export const check = (visit: Visit): Promise<Answer> =>
  immediately(visit, checkApplication, 'La verifica formale è stata registrata: si attende la delibera.');

/** Makes the PDF that the two sides sign, and shows it. */
export async function prepare(visit: Visit): Promise<Answer> {
  try {
    const { documentId } = await prepareConvention(visit, { applicationId: visit.params.id! });
    return redirect(
      documentLinks.document(documentId),
      'La convenzione è pronta: scaricarla e firmarla così com’è, senza convertirla.',
    );
  } catch (error) {
    if (error instanceof RuleBroken) return render(visit, sentenceFor(error.code, error.facts));
    throw error;
  }
}

async function immediately(
  visit: Visit,
  command: (call: Visit, input: { applicationId: string; version?: number }) => Promise<unknown>,
  done: string,
): Promise<Answer> {
  try {
    await command(visit, { applicationId: visit.params.id!, version: seenVersion(visit) });
    return redirect(membershipLinks.application(visit.params.id!), done);
  } catch (error) {
    if (error instanceof RuleBroken) return render(visit, sentenceFor(error.code, error.facts));
    if (error instanceof InvalidInput) return render(visit, Object.values(error.fields).join(' '));
    throw error;
  }
}

/** The version that the person was looking at, from the form's hidden field. */
export const seenVersion = (visit: Visit): number | undefined => {
  const seen = Number(visit.form.versione);
  return Number.isSafeInteger(seen) && seen > 0 ? seen : undefined;
};

async function render(visit: Visit, refusal: string | null): Promise<Answer> {
  const sheet = await getApplication(visit, visit.params.id!);
  const prepared = await preparedConvention(visit, sheet.id);
  return page(`Domanda di adesione n. ${sheet.number}`, applicationView(visit, sheet, refusal, prepared), {
    status: refusal ? 409 : 200,
    refused: refusal !== null,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Domande di adesione', href: membershipLinks.applications() },
      { label: `n. ${sheet.number}` },
    ],
    heading: { eyebrow: sheet.name, status: applicationTag(sheet.state) },
  });
}
