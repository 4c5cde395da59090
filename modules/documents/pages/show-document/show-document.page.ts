import { NotFound } from '#platform/errors';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, file, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { registerDocument } from '../../commands/register-document.ts';
import { documentLinks } from '../../links.ts';
import { mayRegisterDocuments, mayViewDocuments } from '../../permissions.ts';
import { findSignatureCheck } from '../../queries/find-signature-check.ts';
import { checkDocument, getDocument, readDocument } from '../../queries/get-document.ts';
import { subjectNamed } from '../../subjects.ts';
import { registerInput } from './show-document.input.ts';
import { showDocumentView } from './show-document.view.ts';

/** A document: what it is, what it was made from, whether it is still itself. */
export function show(visit: Visit): Promise<Answer> {
  return render(visit, fresh());
}

/** The bytes, as they were kept. */
export async function download(visit: Visit): Promise<Answer> {
  const { document, bytes } = await readDocument(visit, visit.params.id!);
  return file(document.fileName, document.mediaType, bytes);
}

/** Notes the registry number. */
export function register(visit: Visit): Promise<Answer> {
  const documentId = visit.params.id;
  if (!documentId) throw new NotFound('document');
  return submitForm(
    visit,
    registerInput,
    async (input) => {
      await registerDocument(visit, { documentId, ...input });
      return redirect(documentLinks.document(documentId), 'Numero di protocollo annotato.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const document = await getDocument(visit, visit.params.id!);
  const check = visit.query.verifica === '1' ? await checkDocument(visit, document.id) : null;
  const subject = subjectNamed(document.subject);
  const signatures = await findSignatureCheck(visit, document.id);
  const refused = Object.keys(problems.errors).length > 0;
  return page(
    document.title,
    showDocumentView({
      document,
      check,
      signatures,
      problems,
      subjectHref: subject?.href?.(document.subjectId) ?? null,
      subjectLabel: subject?.label ?? null,
      mayRegister: may(visit.actor, mayRegisterDocuments) && document.registryNumber === null,
      hiddenFields: visit.hiddenFields(),
    }),
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        may(visit.actor, mayViewDocuments)
          ? { label: 'Documenti', href: documentLinks.documents() }
          : { label: 'Documenti' },
        { label: document.title },
      ],
      refused,
      status: refused ? problems.status : 200,
    },
  );
}
