import { NotFound } from '#platform/errors';
import { readListQuery } from '#platform/forms/list-query';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { documentLinks } from '../../links.ts';
import { mayViewDocuments } from '../../permissions.ts';
import { demandSubject } from '../../queries/get-document.ts';
import { listDocuments, listDocumentsOf } from '../../queries/list-documents.ts';
import { subjectNamed } from '../../subjects.ts';
import { documentsTable } from './documents-table.ts';
import { listDocumentsView } from './list-documents.view.ts';

/** All the documents of the centre. */
export async function show(visit: Visit): Promise<Answer> {
  demand(visit, mayViewDocuments);
  const list = readListQuery(visit, { sorts: ['data'], filters: ['q', 'tipo'] });
  const { q, tipo } = list.filters;
  const documents = await listDocuments(visit, { words: q, type: tipo }, list);
  return page('Documenti', listDocumentsView(list, documents), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Documenti' }],
    heading: {
      lead: 'Quello che il centro ha generato o ricevuto, con i dati da cui è stato prodotto.',
    },
    wide: true,
  });
}

/** The documents of one thing, for whom the thing's room lets in. */
export async function showSubject(visit: Visit): Promise<Answer> {
  const { subject = '', subjectId = '' } = visit.params;
  const known = subjectNamed(subject);
  if (!known || !isId(subjectId)) throw new NotFound('documents', subject);
  await demandSubject(visit, subject, subjectId);
  const documents = await listDocumentsOf(visit, subject, subjectId);
  const href = known.href?.(subjectId);
  return page('Documenti', documentsTable(documents), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: known.label, ...(href ? { href } : {}) },
      { label: 'Documenti', href: documentLinks.ofSubject(subject, subjectId) },
    ],
    wide: true,
  });
}
