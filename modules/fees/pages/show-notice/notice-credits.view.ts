import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonGroup, buttonLink } from '#ui/button';
import { section } from '#ui/heading';
import { feesLinks } from '../../links.ts';
import { mayFollowFees, mayRecordPayments } from '../../permissions.ts';
import { type CreditAct, freeCredit } from '../../queries/list-credits.ts';
import type { Notice } from '../../queries/list-notices.ts';
import { creditActsTable } from '../credit-acts-table.ts';

/** The credit of a notice: how it ends, and the acts that ended it or wait to. */
export function creditsPart(visit: Visit, notice: Notice, acts: readonly CreditAct[]): Html | '' {
  const { overpaid } = notice.balance;
  if (overpaid === 0 && acts.length === 0) return '';
  const free = freeCredit(overpaid, notice.id, acts);
  const record = may(visit.actor, mayRecordPayments);
  const waiting = acts.some((act) => act.state === 'PROPOSED');
  return section({
    title: 'Credito',
    content: html`${
      overpaid > 0
        ? alert({
            kind: 'info',
            text: html`Su questo avviso c’è un credito di ${formatEuro(overpaid)}${free < overpaid ? `, di cui ${formatEuro(overpaid - free)} impegnati da atti da approvare` : ''}. ${
              may(visit.actor, mayFollowFees)
                ? 'Finché resta, l’avviso non si riconcilia: si restituisce all’ente o si porta su un altro suo avviso.'
                : 'Il centro lo restituisce o lo porta su un altro avviso dell’ente.'
            }`,
          })
        : ''
    }${
      waiting
        ? html`<p>Una restituzione o una compensazione vale quando la approva una persona diversa da chi l’ha proposta.</p>`
        : ''
    }${
      record && free > 0
        ? buttonGroup([
            buttonLink({ label: 'Restituisci', href: feesLinks.refund(notice.id) }),
            buttonLink({ label: 'Compensa', href: feesLinks.offset(notice.id), kind: 'secondary' }),
          ])
        : ''
    }${
      acts.length > 0
        ? creditActsTable(visit, acts, {
            caption: 'Restituzioni e compensazioni dell’avviso',
            payer: false,
          })
        : ''
    }`,
  });
}
