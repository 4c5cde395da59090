/** What the pages of this room have in common: the path that led there, the links of the section, exports. */
import { NotFound } from '#platform/errors';
import type { Problems } from '#platform/forms/submit';
import type { Html } from '#platform/html';
import { type Answer, type Crumb, type PageAnswer, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { may, type Permission } from '#platform/permission';
import type { FieldError } from '#ui/error-summary';
import { feesLinks } from '../links.ts';
import { mayFollowFees, mayViewFees, mayViewPayments } from '../permissions.ts';

const SECTION: readonly { label: string; href: string; permission: Permission }[] = [
  { label: 'Accertamenti', href: feesLinks.runs(), permission: mayFollowFees },
  { label: 'Avvisi', href: feesLinks.notices(), permission: mayViewFees },
  { label: 'Rettifiche', href: feesLinks.corrections(), permission: mayFollowFees },
  { label: 'Solleciti', href: feesLinks.reminders(), permission: mayFollowFees },
  { label: 'Versamenti', href: feesLinks.payments(), permission: mayViewPayments },
  { label: 'Crediti', href: feesLinks.credits(), permission: mayViewPayments },
  { label: 'Accordi di pagamento', href: feesLinks.agreements(), permission: mayViewFees },
  { label: 'Situazione', href: feesLinks.situation(), permission: mayFollowFees },
  { label: 'Riparti dei costi', href: feesLinks.allocations(), permission: mayFollowFees },
  { label: 'Chiusura', href: feesLinks.closings(), permission: mayFollowFees },
];

/** The entries of the menu «Quote», for whoever draws a menu. */
export const feesMenu = SECTION;

type Options = Partial<Omit<PageAnswer, 'kind' | 'title' | 'content' | 'breadcrumb'>> & {
  path?: readonly Crumb[];
};

/** A page of the section. `path` are the steps between «Quote» and the page. */
export function feesPage(visit: Visit, title: string, content: Html, options: Options = {}): Answer {
  const { path = [], ...rest } = options;
  const desk = may(visit.actor, mayFollowFees);
  const start = desk
    ? [{ label: 'Scrivania', href: '/' }]
    : [
        { label: 'Il mio ente', href: '/' },
        { label: 'Quote', href: feesLinks.own() },
      ];
  return page(title, content, { breadcrumb: [...start, ...path, { label: title }], ...rest });
}

/** The identifier in the address. @throws NotFound when it has not the form of one. */
export function idOf(visit: Visit, name = 'id'): string {
  const id = visit.params[name];
  if (!isId(id)) throw new NotFound('page', id);
  return id;
}

/** A year in a filter, or undefined. */
export const yearOf = (text: string | undefined): number | undefined =>
  text && /^(19|20|21)\d{2}$/.test(text) ? Number(text) : undefined;

/** The summary of a refused form: the fields that it shows link to themselves, the others stand alone. */
export function errorsOf(problems: Problems, fields: readonly string[]): FieldError[] {
  return Object.entries(problems.errors).map(([field, message]) =>
    fields.includes(field) ? { field, message } : { message },
  );
}
