import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewConventions } from '../permissions.ts';
import type { Article } from '../store/templates.ts';

export interface TemplateSheet {
  id: string;
  code: string;
  version: number;
  title: string;
  articles: Article[];
  approvedAct: string | null;
  approvedOn: string | null;
  createdBy: string;
  createdAt: Date;
  rowVersion: number;
  /** Other versions of the same template, the latest first. */
  versions: { id: string; version: number; approvedOn: string | null }[];
  conventions: { id: string; title: string }[];
}

/** The versions of the templates, the latest of each first. Without their articles: see `getTemplate`. */
export async function listTemplates(call: Call): Promise<Omit<TemplateSheet, 'articles' | 'versions'>[]> {
  demand(call, mayViewConventions);
  const { rows } =
    await sql<TemplateSheet>`select t.id, t.code, t.version, t.title, t.approved_act as "approvedAct", t.approved_on as "approvedOn",
      t.created_by as "createdBy", t.created_at as "createdAt", t.row_version as "rowVersion",
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title) order by c.valid_from desc) from membership.conventions c
        where c.centre_id = t.centre_id and c.template_id = t.id), '[]') as conventions
    from membership.convention_templates t where t.centre_id = ${call.centreId} order by t.code, t.version desc`.execute(
      call.db,
    );
  return rows;
}

/** @throws NotFound when the centre has no such template version. */
export async function getTemplate(call: Call, id: string): Promise<TemplateSheet> {
  demand(call, mayViewConventions);
  if (!isId(id)) throw new NotFound('template', id);
  const { rows } =
    await sql<TemplateSheet>`select t.id, t.code, t.version, t.title, t.articles, t.approved_act as "approvedAct", t.approved_on as "approvedOn",
      t.created_by as "createdBy", t.created_at as "createdAt", t.row_version as "rowVersion",
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'approvedOn', o.approved_on) order by o.version desc)
        from membership.convention_templates o where o.centre_id = t.centre_id and o.code = t.code and o.id <> t.id), '[]') as versions,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title) order by c.valid_from desc) from membership.conventions c
        where c.centre_id = t.centre_id and c.template_id = t.id), '[]') as conventions
    from membership.convention_templates t where t.centre_id = ${call.centreId} and t.id = ${id}`.execute(
      call.db,
    );
  if (!rows[0]) throw new NotFound('template', id);
  return rows[0];
}
