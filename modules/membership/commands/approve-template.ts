import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { CONTENT_LABELS, MANDATORY_CONTENTS } from '../contents.it.ts';
import { mayApproveTemplates } from '../permissions.ts';
import { type Article, approveTemplateRow, lockTemplate } from '../store/templates.ts';

/**
 * The mandatory contents of a convention that no article regulates. [F1; TUEL art. 30 c. 2: aims, duration, forms of
 * consultation, financial relations, mutual obligations and guarantees]
 */
export function missingContents(articles: readonly Article[]): string[] {
  const regulated = new Set(articles.filter((a) => a.text.trim() !== '').map((a) => a.content));
  return MANDATORY_CONTENTS.filter((content) => !regulated.has(content));
}

/**
 * Records the act by which the board approved a version of a template; from then on it is never written over.
 * @throws RuleBroken `membership.template-incomplete` naming each mandatory content that is missing,
 *   `membership.template-empty-articles`, `membership.template-approved`.
 */
export async function approveTemplate(
  call: Call,
  input: { templateId: string; act: string; on: string },
): Promise<void> {
  demand(call, mayApproveTemplates);
  if (input.on > call.today) throw new InvalidInput({ data: 'La data dell’atto non può essere futura.' });
  await perform(
    call,
    'membership.approve-template',
    async (tx) => {
      const template = await lockTemplate(tx, input.templateId);
      if (template.approvedOn)
        throw new RuleBroken('membership.template-approved', { version: template.version });
      const missing = missingContents(template.articles);
      if (missing.length > 0)
        throw new RuleBroken('membership.template-incomplete', {
          missing: missing.map((content) => CONTENT_LABELS[content]).join('; '),
        });
      const empty = template.articles.filter((article) => article.text.trim() === '');
      if (empty.length > 0)
        throw new RuleBroken('membership.template-empty-articles', {
          headings: empty.map((article) => article.heading).join('; '),
        });
      await approveTemplateRow(tx, template.id, input);
      tx.record({
        action: 'membership.template-approved',
        target: 'convention-template',
        targetId: template.id,
        after: template.articles,
        facts: { code: template.code, version: template.version, act: input.act, on: input.on },
      });
    },
    input,
  );
}
