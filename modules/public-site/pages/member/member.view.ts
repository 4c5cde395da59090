import { formatItalianDate } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { siteLinks } from '../../links.ts';
import { categoryLabel } from '../../messages.it.ts';
import type { PublicBodyCard, PublicMembershipTerm } from '../../queries/find-member.ts';

export function memberView(slug: string, body: PublicBodyCard, terms: readonly PublicMembershipTerm[]): Html {
  const seat = [body.address, [body.postalCode, body.town].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return html`${section({
    title: 'Adesione',
    content: html`${dataTable({
      caption: 'Adesioni dell’ente',
      captionHidden: true,
      small: 'stack',
      rows: terms,
      columns: [
        { header: 'Convenzione', rowHeader: true, cell: (t) => t.convention },
        { header: 'Dal', nowrap: true, cell: (t) => formatItalianDate(t.since) },
        { header: 'Al', nowrap: true, cell: (t) => formatItalianDate(t.until) },
        {
          header: 'Modo',
          cell: (t) =>
            t.via
              ? html`Attraverso <a href="${siteLinks.member(slug, t.viaCode!)}">${t.via}</a>`
              : 'Adesione diretta',
        },
        {
          header: 'Stato',
          cell: (t) => (t.inForce ? statusTag('success', 'In vigore') : statusTag('neutral', 'Conclusa')),
        },
      ],
    })}${buttonLink({ label: 'Come si calcola la quota', href: siteLinks.estimate(slug, body.ipaCode ?? body.bodyId), kind: 'secondary' })}`,
  })}${section({
    title: 'L’ente',
    content: descriptionList([
      { term: 'Categoria', value: categoryLabel(body.category) },
      body.otherName && { term: 'Altra denominazione', value: body.otherName },
      { term: 'Codice IPA', value: body.ipaCode },
      body.istatCode && { term: 'Codice ISTAT', value: body.istatCode },
      body.taxCode && { term: 'Codice fiscale', value: body.taxCode },
      { term: 'Provincia', value: body.province },
      seat && { term: 'Sede', value: seat },
      body.digitalDomicile && {
        term: 'Domicilio digitale (PEC)',
        value: html`<a href="mailto:${body.digitalDomicile}">${body.digitalDomicile}</a>`,
      },
      body.inhabitants !== null && {
        term: 'Abitanti',
        value: `${formatInteger(body.inhabitants)}${body.populationOn ? ` al ${formatItalianDate(body.populationOn)}` : ''}`,
      },
    ]),
  })}`;
}
