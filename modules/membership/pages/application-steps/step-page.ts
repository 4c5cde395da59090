import type { z } from 'zod';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { alert } from '#ui/alert';
import { errorSummary } from '#ui/error-summary';
import { hidden } from '#ui/field';
import { form } from '#ui/form';
import { membershipLinks } from '../../links.ts';
import { type ApplicationSheet, getApplication } from '../../queries/get-application.ts';
import { whatItWaitsFor } from '../application/actions.ts';
import { seenVersion } from '../application/application.page.ts';

/** One step of the procedure that needs data: a page with its form. */
interface StepPage<S extends z.ZodType> {
  slug: string;
  title: string;
  lead?: string;
  submitLabel: string;
  danger?: true;
  /** Files are sent with it. */
  multipart?: true;
  schema: S;
  values?(sheet: ApplicationSheet, visit: Visit): Record<string, string>;
  fields(problems: Problems, sheet: ApplicationSheet, visit: Visit): Html | readonly Html[];
  /** Does the step; answers the sentence to show, or the refusal of something that was kept all the same. */
  run(
    visit: Visit,
    step: { applicationId: string; version?: number },
    input: z.output<S>,
  ): Promise<string | Refused>;
}

/** Something that was refused and kept all the same, with where more can be read of it. */
interface Refused {
  refused: string;
  more?: { label: string; href: string };
}

/** The two handlers of a step's page: the form, and what happens when it is sent. */
export function stepPage<S extends z.ZodType>(definition: StepPage<S>) {
  return {
    show: async (visit: Visit): Promise<Answer> => {
      const sheet = await getApplication(visit, visit.params.id!);
      return render(definition, visit, sheet, fresh(definition.values?.(sheet, visit)));
    },
    submit: async (visit: Visit): Promise<Answer> => {
      const applicationId = visit.params.id!;
      const again = async (problems: Problems, more?: Refused['more']) =>
        render(definition, visit, await getApplication(visit, applicationId), problems, more);
      return submitForm(
        visit,
        definition.schema,
        async (input) => {
          const outcome = await definition.run(visit, { applicationId, version: seenVersion(visit) }, input);
          if (typeof outcome === 'string')
            return redirect(membershipLinks.application(applicationId), outcome);
          const refused = { '': outcome.refused };
          return again(
            { ...fresh(), values: { ...visit.form, versione: '' }, errors: refused, status: 409 },
            outcome.more,
          );
        },
        (problems) => again(problems),
      );
    },
  };
}

function render<S extends z.ZodType>(
  definition: StepPage<S>,
  visit: Visit,
  sheet: ApplicationSheet,
  problems: Problems,
  more?: Refused['more'],
): Answer {
  const refused = Object.keys(problems.errors).length > 0;
  const back = membershipLinks.application(sheet.id);
  return page(
    definition.title,
    html`${errorSummary(
      Object.entries(problems.errors).map(([field, message]) => ({ field: field || undefined, message })),
    )}${more ? html`<p><a href="${more.href}">${more.label}</a></p>` : ''}${alert({ kind: 'info', text: whatItWaitsFor(sheet, visit.today) })}${form(
      {
        action: membershipLinks.applicationStep(sheet.id, definition.slug),
        hiddenFields: html`${visit.hiddenFields()}${hidden('versione', problems.values.versione || sheet.version)}`,
        fields: definition.fields(problems, sheet, visit),
        submitLabel: definition.submitLabel,
        danger: definition.danger,
        multipart: definition.multipart,
        cancelHref: back,
      },
    )}`,
    {
      status: refused ? problems.status : 200,
      refused,
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Domande di adesione', href: membershipLinks.applications() },
        { label: `n. ${sheet.number}`, href: back },
        { label: definition.title },
      ],
      heading: { eyebrow: `Domanda n. ${sheet.number} – ${sheet.name}`, lead: definition.lead },
    },
  );
}
