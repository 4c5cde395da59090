import type { z } from 'zod';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { form } from '#ui/form';
import { membershipLinks } from '../../links.ts';
import { getMember, type MemberSheet } from '../../queries/get-member.ts';

/** Something done on a membership: a page with its form. */
interface MemberStep<S extends z.ZodType> {
  slug: string;
  title: string;
  lead(sheet: MemberSheet): string;
  submitLabel: string;
  danger?: true;
  schema: S;
  values?(sheet: MemberSheet): Record<string, string>;
  fields(problems: Problems, sheet: MemberSheet): Html | readonly Html[];
  /** Does it; answers where to go and what to say. */
  run(visit: Visit, membershipId: string, input: z.output<S>): Promise<{ to: string; text: string }>;
}

/** The two handlers of the page. */
export function memberStep<S extends z.ZodType>(definition: MemberStep<S>) {
  const render = async (visit: Visit, given: Problems | null): Promise<Answer> => {
    const sheet = await getMember(visit, visit.params.id!);
    const problems = given ?? fresh(definition.values?.(sheet));
    const refused = Object.keys(problems.errors).length > 0;
    return page(
      definition.title,
      html`${errorSummary(
        Object.entries(problems.errors).map(([field, message]) => ({ field: field || undefined, message })),
      )}${form({
        action: membershipLinks.memberStep(sheet.id, definition.slug),
        hiddenFields: visit.hiddenFields(),
        fields: definition.fields(problems, sheet),
        submitLabel: definition.submitLabel,
        danger: definition.danger,
        cancelHref: membershipLinks.member(sheet.id),
      })}`,
      {
        status: refused ? problems.status : 200,
        refused,
        breadcrumb: [
          { label: 'Scrivania', href: '/' },
          { label: 'Enti aderenti', href: membershipLinks.members() },
          { label: sheet.name, href: membershipLinks.member(sheet.id) },
          { label: definition.title },
        ],
        heading: { eyebrow: sheet.name, lead: definition.lead(sheet) },
      },
    );
  };
  return {
    show: (visit: Visit) => render(visit, null),
    submit: (visit: Visit) =>
      submitForm(
        visit,
        definition.schema,
        async (input) => {
          const { to, text } = await definition.run(visit, visit.params.id!, input);
          return redirect(to, text);
        },
        (problems) => render(visit, problems),
      ),
  };
}
