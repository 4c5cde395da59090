import type { Topology } from 'topojson-specification';
import { type Html, html } from '#platform/html';
import { formatInteger } from '#platform/money';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { choropleth } from '#ui/map';
import { siteLinks } from '../../links.ts';
import type { PublicMember } from '../../queries/list-members.ts';

const CLASSES = [{ label: 'Adesione attraverso una forma associativa' }, { label: 'Adesione diretta' }];

export function membersMapView(
  slug: string,
  territory: { topology: Topology; objectName: string; source: string } | null,
  members: readonly PublicMember[],
): Html {
  const toList = buttonLink({ label: 'Vai all’elenco degli enti aderenti', href: siteLinks.members(slug) });
  if (!territory)
    return emptyState({
      title: 'La mappa del territorio non è disponibile',
      text: 'Gli stessi dati sono nell’elenco degli enti aderenti.',
      action: toList,
      icon: 'map-marker',
    });
  const byIstat = new Map(members.map((m) => [m.istatCode, m]));
  // A TopoJSON identifier may be a number, and numbers lose the zeros in front.
  const memberAt = (id: string) => byIstat.get(id.padStart(6, '0'));
  return html`<p>I comuni colorati aderiscono oggi al centro; ognuno porta alla propria scheda. Gli stessi dati, in forma di tabella, sono nell’<a href="${siteLinks.members(slug)}">elenco degli enti aderenti</a>.</p>${choropleth(
    {
      title: 'Comuni aderenti',
      description: `${formatInteger(members.length)} comuni aderenti sulla mappa del territorio.`,
      topology: territory.topology,
      object: territory.objectName,
      classify: (id) => {
        const member = memberAt(id);
        return member ? (member.via ? 0 : 1) : undefined;
      },
      classes: CLASSES,
      label: (id) => {
        const member = memberAt(id);
        return member
          ? `${member.name}: ${member.via ? `aderisce attraverso ${member.via}` : 'aderisce direttamente'}`
          : 'Non aderisce';
      },
      href: (id) => {
        const member = memberAt(id);
        return member ? siteLinks.member(slug, member.ipaCode ?? member.bodyId) : undefined;
      },
      legendTitle: 'Adesione',
      unknownLabel: 'Non aderisce',
    },
  )}<p class="form-text">Confini: ${territory.source}.</p>${toList}`;
}
