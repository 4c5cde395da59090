import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditConventions } from '../permissions.ts';
import {
  type Article,
  insertTemplate,
  latestTemplateVersion,
  lockTemplate,
  updateTemplate,
} from '../store/templates.ts';

/** Begins a template of convention, at version 1. @throws RuleBroken `membership.template-code-taken`. */
export async function draftTemplate(
  call: Call,
  input: { code: string; title: string; articles: readonly Article[] },
): Promise<{ templateId: string }> {
  demand(call, mayEditConventions);
  return perform(
    call,
    'membership.draft-template',
    async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`membership.template ${call.centreId} ${input.code}`}, 0))`.execute(
        tx.db,
      );
      if ((await latestTemplateVersion(tx, input.code)) > 0)
        throw new RuleBroken('membership.template-code-taken', { field: 'codice', code: input.code });
      const id = newId();
      await insertTemplate(tx, { id, version: 1, ...input });
      tx.record({
        action: 'membership.template-drafted',
        target: 'convention-template',
        targetId: id,
        after: input,
        facts: { code: input.code, version: 1 },
      });
      return { templateId: id };
    },
    input,
  );
}

/** Writes a draft again. @throws RuleBroken `membership.template-approved`, `platform.changed-meanwhile`. */
export async function editTemplate(
  call: Call,
  input: { templateId: string; rowVersion?: number; title: string; articles: readonly Article[] },
): Promise<void> {
  demand(call, mayEditConventions);
  await perform(
    call,
    'membership.edit-template',
    async (tx) => {
      const template = await lockTemplate(tx, input.templateId);
      if (template.approvedOn)
        throw new RuleBroken('membership.template-approved', { version: template.version });
      if (input.rowVersion !== undefined && input.rowVersion !== template.rowVersion)
        throw new RuleBroken('platform.changed-meanwhile');
      await updateTemplate(tx, template.id, input);
      tx.record({
        action: 'membership.template-edited',
        target: 'convention-template',
        targetId: template.id,
        before: { title: template.title, articles: template.articles },
        after: { title: input.title, articles: input.articles },
      });
    },
    input,
  );
}

/**
 * Begins the next version of a template, with the articles of the version named: an approved one is never written
 * over. One draft at a time. @throws RuleBroken `membership.template-draft-open`.
 */
export async function draftNextVersion(
  call: Call,
  input: { templateId: string },
): Promise<{ templateId: string }> {
  demand(call, mayEditConventions);
  return perform(
    call,
    'membership.draft-next-version',
    async (tx) => {
      const from = await lockTemplate(tx, input.templateId);
      const latest = await latestTemplateVersion(tx, from.code);
      const { rows } = await sql<{ version: number }>`select version from membership.convention_templates
        where centre_id = ${call.centreId} and code = ${from.code} and approved_on is null`.execute(tx.db);
      if (rows[0]) throw new RuleBroken('membership.template-draft-open', { version: rows[0].version });
      const id = newId();
      await insertTemplate(tx, { ...from, id, version: latest + 1 });
      tx.record({
        action: 'membership.template-drafted',
        target: 'convention-template',
        targetId: id,
        facts: { code: from.code, version: latest + 1, from: from.version },
      });
      return { templateId: id };
    },
    input,
  );
}
