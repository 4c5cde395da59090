import type { Html } from '#platform/html';
import { type Answer, type PageAnswer, page, type Visit } from '#platform/http/visit';
import { accessLinks } from '../../links.ts';

const PARTS = [
  ['Dati personali', accessLinks.profile()],
  ['Password', accessLinks.profilePassword()],
  ['Verifica in due passaggi', accessLinks.profileTotp()],
  ['Sessioni aperte', accessLinks.profileSessions()],
  ['Per conto di chi opero', accessLinks.actingFor()],
  ['Codici per applicazioni', accessLinks.profileTokens()],
] as const;

/** A page of the own profile, with its side navigation. */
export function profilePage(
  visit: Visit,
  title: string,
  content: Html,
  options: Partial<Pick<PageAnswer, 'status' | 'refused' | 'heading'>> = {},
): Answer {
  const own = title === 'Il mio profilo';
  return page(title, content, {
    breadcrumb: [
      { label: 'Scrivania', href: accessLinks.home() },
      ...(own ? [] : [{ label: 'Il mio profilo', href: accessLinks.profile() }]),
      { label: title },
    ],
    sideNavigation: {
      title: 'Il mio profilo',
      items: PARTS.map(([label, href]) => ({
        label,
        href,
        current: visit.path === href || (href !== accessLinks.profile() && visit.path.startsWith(`${href}/`)),
      })),
    },
    ...options,
  });
}
