import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { TemplateSources } from '#platform/documents/typst';
import { NotAllowed, NotFound } from '#platform/errors';
import { fileStore, hashOf } from '#platform/files/store';
import { isId } from '#platform/ids';
import { may } from '#platform/permission';
import { compileSnapshot, type Snapshot } from '../commands/generate-document.ts';
import { mayViewDocuments } from '../permissions.ts';
import { subjectNamed } from '../subjects.ts';
import { DOCUMENT_COLUMNS, type ListedDocument } from './list-documents.ts';

export interface DocumentDetails extends ListedDocument {
  template: string | null;
  templateVersion: string | null;
  sourcesHash: string | null;
  bytesHash: string;
  data: Snapshot | null;
}

/**
 * Stops who may not read the documents of a thing: the whole centre's readers may, and whom the thing's room lets in.
 * @throws NotAllowed
 */
export async function demandSubject(call: Call, subject: string, subjectId: string): Promise<void> {
  if (may(call.actor, mayViewDocuments)) return;
  if (await subjectNamed(subject)?.mayRead(call, subjectId)) return;
  throw new NotAllowed(mayViewDocuments.id);
}

/**
 * A document with what it was made from.
 * @throws NotFound, NotAllowed
 */
export async function getDocument(call: Call, documentId: string): Promise<DocumentDetails> {
  const { rows } = isId(documentId)
    ? await sql<DocumentDetails>`select ${DOCUMENT_COLUMNS}, template, template_version as "templateVersion", sources_hash as "sourcesHash", bytes_hash as "bytesHash", data
        from documents.documents where centre_id = ${call.centreId} and id = ${documentId}`.execute(call.db)
    : { rows: [] };
  const [document] = rows;
  if (!document) throw new NotFound('document', documentId);
  await demandSubject(call, document.subject, document.subjectId);
  return document;
}

/**
 * A document with its bytes, which are those that were kept or nothing.
 * @throws NotFound, NotAllowed, CorruptedFile
 */
export async function readDocument(
  call: Call,
  documentId: string,
): Promise<{ document: DocumentDetails; bytes: Buffer }> {
  const document = await getDocument(call, documentId);
  return { document, bytes: await fileStore().read(document.bytesHash) };
}

/** SAME: made again from what was kept, it has the same bytes. DIFFERENT: it has not. RECEIVED: it was not made here. */
export type DocumentCheck = 'SAME' | 'DIFFERENT' | 'RECEIVED';

/**
 * Makes a document again from the kept data and the kept sources of its template, and compares the hash.
 * @throws NotFound, NotAllowed
 */
export async function checkDocument(call: Call, documentId: string): Promise<DocumentCheck> {
  const document = await getDocument(call, documentId);
  if (!document.data || !document.sourcesHash) return 'RECEIVED';
  const sources = JSON.parse((await fileStore().read(document.sourcesHash)).toString()) as TemplateSources;
  return hashOf(await compileSnapshot(sources, document.data)) === document.bytesHash ? 'SAME' : 'DIFFERENT';
}
