import { type ConventionData, listDocumentsOf, recordDocument, renderDocument } from '#documents';
import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayHandleApplications } from '../permissions.ts';
import { type ApplicationSheet, getApplication } from '../queries/get-application.ts';
import type { Article } from '../store/templates.ts';

/**
 * Makes the PDF that the two sides sign, with the text of the approved template and the names of this application.
 * Once it is there, a signed file with another text is refused; asked again, it is the same one.
 * @throws RuleBroken `membership.application-not-possible-now` before the resolution, `membership.already-signed-by-one-side`, `documents.field-missing`.
 */
export async function prepareConvention(
  call: Call,
  { applicationId }: { applicationId: string },
): Promise<{ documentId: string }> {
  demand(call, mayHandleApplications);
  const sheet = await getApplication(call, applicationId);
  if (sheet.state !== 'RESOLVED' && sheet.state !== 'READY_TO_SIGN')
    throw new RuleBroken('membership.application-not-possible-now', { state: sheet.state, event: 'sign' });
  const made = await preparedConvention(call, applicationId);
  if (made) return { documentId: made };
  if (sheet.signatures.some((signature) => signature.result === 'VALID'))
    throw new RuleBroken('membership.already-signed-by-one-side');
  const rendered = await renderDocument(call, {
    template: 'convention',
    data: await conventionData(call, sheet),
    title: `Convenzione da firmare, ${sheet.name}`,
    fileName: `convenzione-domanda-${sheet.number}`,
    subject: 'membership-application',
    subjectId: applicationId,
  });
  return perform({ ...call, requestKey: null }, 'membership.prepare-convention', async (tx) => {
    await sql`select id from membership.applications where centre_id = ${call.centreId} and id = ${applicationId} for update`.execute(
      tx.db,
    );
    const meanwhile = await preparedConvention(tx.call, applicationId);
    if (meanwhile) return { documentId: meanwhile };
    const { documentId, hash } = await recordDocument(tx, rendered);
    tx.record({
      action: 'membership.convention-prepared',
      target: 'application',
      targetId: applicationId,
      facts: { documentId, hash },
    });
    return { documentId };
  });
}

/** The PDF to sign of an application, or null when it was not made. */
export async function preparedConvention(call: Call, applicationId: string): Promise<string | null> {
  const documents = await listDocumentsOf(call, 'membership-application', applicationId);
  return documents.find((document) => document.type === 'convention')?.id ?? null;
}

async function conventionData(call: Call, sheet: ApplicationSheet): Promise<ConventionData> {
  const { rows } = await sql<{
    articles: Article[];
    version: number;
    managing: string;
    taxCode: string | null;
  }>`
    select t.articles, t.version, k.managing_body as managing, b.tax_code as "taxCode"
    from membership.convention_templates t
    join centres.centre_card k on k.centre_id = t.centre_id
    join directory.body_card b on b.centre_id = t.centre_id and b.body_id = ${sheet.bodyId}
    where t.centre_id = ${call.centreId} and t.id = ${sheet.templateId}`.execute(call.db);
  const { articles, version, managing, taxCode } = rows[0]!;
  const premises = articles.filter((article) => article.content === 'PREMISES');
  const { resolution } = sheet;
  return {
    title: sheet.conventionTitle,
    version: String(version),
    parties: {
      managing: { name: managing, representative: 'il legale rappresentante' },
      member: {
        name: sheet.name,
        taxCode,
        representative: resolution?.signatory ?? 'il legale rappresentante',
      },
    },
    premises: [
      ...premises.flatMap((article) => article.text.split('\n')).filter((line) => line.trim() !== ''),
      ...(resolution
        ? [
            `${sheet.name} ha approvato lo schema della presente convenzione con deliberazione n. ${resolution.number} del ${formatItalianDate(resolution.resolvedOn)}.`,
          ]
        : []),
    ],
    articles: articles.filter((article) => article.content !== 'PREMISES' && article.text.trim() !== ''),
  };
}
