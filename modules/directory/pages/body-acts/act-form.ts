import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, page, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { form } from '#ui/form';
import { directoryLinks } from '../../links.ts';
import type { ShownBody } from '../../queries/get-body.ts';

/** The form of an act about a body. */
export interface ActForm {
  title: string;
  lead: string;
  /** Where it is sent: the address of the page itself. */
  action: string;
  fields: Html;
  submitLabel: string;
  back: string;
  danger?: boolean;
}

/** The page of an act about a body: breadcrumb, errors, form. */
export function actPage(visit: Visit, body: ShownBody | null, problems: Problems, act: ActForm): Answer {
  const errors = Object.entries(problems.errors).map(([field, message]) => ({ field, message }));
  const refused = errors.length > 0;
  return page(
    act.title,
    html`${errorSummary(errors)}${form({
      action: act.action,
      hiddenFields: visit.hiddenFields(),
      fields: act.fields,
      submitLabel: act.submitLabel,
      cancelHref: act.back,
      ...(act.danger ? { danger: true } : {}),
    })}`,
    {
      status: refused ? problems.status : 200,
      refused,
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Enti', href: directoryLinks.bodies() },
        ...(body ? [{ label: body.name, href: directoryLinks.body(body.id) }] : []),
        { label: act.title },
      ],
      heading: { lead: act.lead, ...(body ? { eyebrow: body.name } : {}) },
    },
  );
}

/** Value and error of a field of a refused, or fresh, form. */
export const kept = (problems: Problems, name: string): { name: string; value: string; error?: string } => ({
  name,
  value: problems.values[name] ?? '',
  ...(problems.errors[name] ? { error: problems.errors[name] } : {}),
});
