import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';

/** An article of a convention: what it must regulate (`content`), its heading and its text. */
export interface Article {
  content: string;
  heading: string;
  text: string;
}

export interface TemplateRow {
  id: string;
  code: string;
  version: number;
  title: string;
  articles: Article[];
  approvedOn: string | null;
  rowVersion: number;
}

/**
 * A version of a template, locked until the transaction ends.
 * @throws NotFound when the centre has no such template.
 */
export async function lockTemplate(tx: Transaction, id: string): Promise<TemplateRow> {
  if (!isId(id)) throw new NotFound('template', id);
  const { rows } =
    await sql<TemplateRow>`select id, code, version, title, articles, approved_on as "approvedOn", row_version as "rowVersion"
    from membership.convention_templates where centre_id = ${tx.call.centreId} and id = ${id} for update`.execute(
      tx.db,
    );
  if (!rows[0]) throw new NotFound('template', id);
  return rows[0];
}

/** The number of the latest version of a template's code; 0 when there is none. Locks the versions that there are. */
export async function latestTemplateVersion(tx: Transaction, code: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from membership.convention_templates
    where centre_id = ${tx.call.centreId} and code = ${code} order by version desc for update`.execute(tx.db);
  return rows[0]?.version ?? 0;
}

export async function insertTemplate(
  tx: Transaction,
  template: { id: string; code: string; version: number; title: string; articles: readonly Article[] },
): Promise<void> {
  const { centreId, actor, now } = tx.call;
  const t = template;
  await sql`insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
    values (${centreId}, ${t.id}, ${t.code}, ${t.version}, ${t.title}, ${JSON.stringify(t.articles)}::jsonb, ${actor.name}, ${now}, ${now})`.execute(
    tx.db,
  );
}

export async function updateTemplate(
  tx: Transaction,
  id: string,
  change: { title: string; articles: readonly Article[] },
): Promise<void> {
  await sql`update membership.convention_templates set title = ${change.title}, articles = ${JSON.stringify(change.articles)}::jsonb, changed_at = ${tx.call.now}, row_version = row_version + 1
    where centre_id = ${tx.call.centreId} and id = ${id}`.execute(tx.db);
}

export async function approveTemplateRow(
  tx: Transaction,
  id: string,
  approval: { act: string; on: string },
): Promise<void> {
  await sql`update membership.convention_templates set approved_act = ${approval.act}, approved_on = ${approval.on}, approved_by = ${tx.call.actor.name}, changed_at = ${tx.call.now}, row_version = row_version + 1
    where centre_id = ${tx.call.centreId} and id = ${id}`.execute(tx.db);
}
