import { directoryLinks, mayDecideProposals, mayViewProposals } from '#directory';
import {
  feesLinks,
  mayApproveAllocations,
  mayApproveAssessments,
  mayApproveClosings,
  mayFollowFees,
  mayViewPayments,
} from '#fees';
import type { Actor } from '#platform/call';
import { confinedTo, may, type Permission } from '#platform/permission';
import { mayApproveTariffs, mayViewTariffs, tariffLinks } from '#tariffs';

interface ActKind {
  /** «Rettifica». */
  label: string;
  /** What follows the label: «n. 3 del 2026», «2026», «sull’avviso n. 12/2026», «versione 2»; nothing for a proposal. */
  numbered: 'of-year' | 'year' | 'notice' | 'version' | 'none';
  view: Permission;
  decide: Permission;
  href: (id: string) => string;
}

const aboutCredit = {
  numbered: 'notice',
  view: mayViewPayments,
  decide: mayApproveAssessments,
  href: feesLinks.creditAct,
} as const;
const aboutNotice = {
  numbered: 'notice',
  view: mayFollowFees,
  decide: mayApproveAssessments,
  href: feesLinks.decideCorrection,
} as const;
const allocation = {
  numbered: 'of-year',
  view: mayFollowFees,
  decide: mayApproveAllocations,
  href: feesLinks.keptAllocation,
} as const;
const closing = {
  numbered: 'year',
  view: mayFollowFees,
  decide: mayApproveClosings,
  href: feesLinks.closing,
} as const;

/** The acts that one person asks and another decides [P1], as the windows of the rooms name them. */
export const ACT_KINDS = {
  RUN: {
    label: 'Accertamento delle quote',
    numbered: 'of-year',
    view: mayFollowFees,
    decide: mayApproveAssessments,
    href: feesLinks.run,
  },
  CORRECTION: { ...aboutNotice, label: 'Rettifica' },
  CORRECTION_REVERSAL: { ...aboutNotice, label: 'Storno di una rettifica' },
  REFUND: { ...aboutCredit, label: 'Restituzione di un credito' },
  OFFSET: { ...aboutCredit, label: 'Compensazione di un credito' },
  CREDIT_ANNULMENT: { ...aboutCredit, label: 'Annullamento di restituzione o compensazione' },
  ALLOCATION: { ...allocation, label: 'Riparto di un costo' },
  FINAL_ALLOCATION: { ...allocation, label: 'Conguaglio di un riparto' },
  CLOSING: { ...closing, label: 'Chiusura dell’anno' },
  REOPENING: { ...closing, label: 'Riapertura dell’anno' },
  TARIFF: {
    label: 'Proposta di tariffa',
    numbered: 'version',
    view: mayViewTariffs,
    decide: mayApproveTariffs,
    href: tariffLinks.tariff,
  },
  BODY_PROPOSAL: {
    label: 'Modifica ai dati di un ente',
    numbered: 'none',
    view: mayViewProposals,
    decide: mayDecideProposals,
    href: directoryLinks.proposal,
  },
} as const satisfies Record<string, ActKind>;

export type ActKindName = keyof typeof ACT_KINDS;
const NAMES = Object.keys(ACT_KINDS) as ActKindName[];

export const isActKind = (name: string | undefined): name is ActKindName =>
  name !== undefined && Object.hasOwn(ACT_KINDS, name);

/** The kinds that the actor sees over the whole centre. */
export const kindsSeenBy = (actor: Actor): ActKindName[] =>
  NAMES.filter((name) => confinedTo(actor, ACT_KINDS[name].view) === null);

/** The kinds on which the actor decides, unless the act is the actor's own. */
export const kindsDecidedBy = (actor: Actor): ActKindName[] =>
  NAMES.filter((name) => may(actor, ACT_KINDS[name].decide));

/**
 * An act by its name: «Accertamento delle quote n. 1 del 2026», «Chiusura dell’anno 2025», «Rettifica sull’avviso n. 12/2026»,
 * «Proposta di tariffa, versione 2», «Modifica ai dati di un ente».
 */
export function actLabel(act: { kind: ActKindName; year: number | null; number: number | null }): string {
  const { label, numbered } = ACT_KINDS[act.kind];
  if (numbered === 'of-year') return `${label} n. ${act.number} del ${act.year}`;
  if (numbered === 'year') return `${label} ${act.year}`;
  if (numbered === 'notice') return `${label} sull’avviso n. ${act.number}/${act.year}`;
  return numbered === 'version' ? `${label}, versione ${act.number}` : label;
}
