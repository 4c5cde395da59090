import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';

export interface ListedDocument {
  id: string;
  type: string;
  title: string;
  subject: string;
  subjectId: string;
  mediaType: string;
  fileName: string;
  size: number;
  registryNumber: string | null;
  registryDate: string | null;
  createdBy: string;
  createdAt: Date;
}

export const DOCUMENT_COLUMNS = sql`id, type, title, subject, subject_id as "subjectId", media_type as "mediaType", file_name as "fileName",
  size, registry_number as "registryNumber", registry_date as "registryDate", created_by as "createdBy", created_at as "createdAt"`;

/** The documents of one thing, the latest first. The room of the thing has checked who asks. */
export async function listDocumentsOf(
  call: Call,
  subject: string,
  subjectId: string,
): Promise<readonly ListedDocument[]> {
  const { rows } = await sql<ListedDocument>`
    select ${DOCUMENT_COLUMNS} from documents.documents
    where centre_id = ${call.centreId} and subject = ${subject} and subject_id = ${subjectId}
    order by created_at desc, id desc limit 500`.execute(call.db);
  return rows;
}

/** All the documents of the centre, a page at a time, the latest first. */
export async function listDocuments(
  call: Call,
  filter: { words?: string; type?: string },
  page: { size: number; offset: number },
): Promise<Listed<ListedDocument>> {
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const { rows } = await sql<ListedDocument & { total: number }>`
    select ${DOCUMENT_COLUMNS}, count(*) over () as total from documents.documents
    where centre_id = ${call.centreId}
      ${filter.type ? sql`and type = ${filter.type}` : sql``}
      ${words ? sql`and (title ilike ${`%${words}%`} or registry_number ilike ${`%${words}%`})` : sql``}
    order by created_at desc, id desc limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
