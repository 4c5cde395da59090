import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';

export interface NewDocument {
  type: string;
  title: string;
  /** What it is about: `payment-notice` and its identifier. */
  subject: string;
  subjectId: string;
  mediaType: string;
  fileName: string;
  bytesHash: string;
  size: number;
  made: { template: string; version: string; sourcesHash: string; data: unknown } | null;
}

/** Writes a document and its audit; gives its identifier. */
export async function insertDocument(tx: Transaction, document: NewDocument): Promise<string> {
  const { call } = tx;
  const id = newId();
  const { made } = document;
  await sql`insert into documents.documents (centre_id, id, type, title, subject, subject_id, template, template_version, sources_hash, data, media_type, file_name, bytes_hash, size, created_by, created_at)
    values (${call.centreId}, ${id}, ${document.type}, ${document.title}, ${document.subject}, ${document.subjectId},
      ${made?.template ?? null}, ${made?.version ?? null}, ${made?.sourcesHash ?? null}, ${made ? JSON.stringify(made.data) : null}::jsonb,
      ${document.mediaType}, ${document.fileName}, ${document.bytesHash}, ${document.size}, ${call.actor.name}, ${call.now})`.execute(
    tx.db,
  );
  tx.record({
    action: made ? 'documents.document-generated' : 'documents.document-kept',
    target: 'document',
    targetId: id,
    facts: {
      type: document.type,
      subject: document.subject,
      subjectId: document.subjectId,
      hash: document.bytesHash,
      ...(made ? { template: `${made.template}/${made.version}` } : {}),
    },
  });
  return id;
}

export interface LockedDocument {
  id: string;
  registryNumber: string | null;
  createdAt: Date;
}

/** Locks a document, or null. */
export async function lockDocument(tx: Transaction, documentId: string): Promise<LockedDocument | null> {
  const { rows } = await sql<LockedDocument>`
    select id, registry_number as "registryNumber", created_at as "createdAt" from documents.documents
    where centre_id = ${tx.call.centreId} and id = ${documentId} for update`.execute(tx.db);
  return rows[0] ?? null;
}

export async function setRegistryNumber(
  tx: Transaction,
  documentId: string,
  registry: { number: string; on: string },
): Promise<void> {
  await sql`update documents.documents set registry_number = ${registry.number}, registry_date = ${registry.on}
    where centre_id = ${tx.call.centreId} and id = ${documentId}`.execute(tx.db);
}
