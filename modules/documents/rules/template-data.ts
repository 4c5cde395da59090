/*
 * What each template prints. Amounts are cents, days are YYYY-MM-DD: the template writes them the Italian way.
 */

export type VatTreatment = 'OUT_OF_SCOPE' | 'EXEMPT' | 'STANDARD_SPLIT_PAYMENT';

/** Avviso di versamento. [domain F13, C22] */
export interface PaymentNoticeData {
  number: number;
  year: number;
  /** The year of the fee, when it is not that of the notice. */
  feeYear?: number;
  issuedOn: string;
  dueOn: string;
  payer: { name: string; address?: string | null; taxCode: string; certifiedEmail: string };
  convention: { title: string; act?: string | null };
  /** The tariff with the decision that approved it: "deliberazione n. 4 del 15/10/2026". */
  tariff: { title: string; decision: string };
  lines: readonly {
    debtor: string;
    description: string;
    inhabitants?: number | null;
    enterprises?: number | null;
    netCents: number;
    vatCents?: number;
    vatTreatment: VatTreatment;
  }[];
  totalCents: number;
  /** How to pay, a sentence each, in order. */
  howToPay: readonly string[];
  /** What to write in the reason for payment. */
  paymentReason: string;
  /** The day of the figures on which the fees rest. */
  figuresOn?: string | null;
}

/** Prospetto delle quote of a run. [domain F13] */
export interface FeeScheduleData {
  year: number;
  convention: { title: string };
  tariff: { title: string; decision: string };
  /** Day of population and enterprises. */
  figuresOn: string;
  state: 'DRAFT' | 'APPROVED';
  /** "approvato da … il …", when approved. */
  approval?: string | null;
  rows: readonly {
    body: string;
    category: string;
    inhabitants: number | null;
    enterprises: number | null;
    amountCents: number;
    /** Who pays, when it is not the body itself. */
    payer?: string | null;
  }[];
  /** Bodies not assessed, with what is missing. */
  missing: readonly { body: string; what: string }[];
  totalCents: number;
}

/** Amounts of a year, in cents. */
interface YearAmounts {
  noticed: number;
  corrected: number;
  due: number;
  paid: number;
  open: number;
  credit: number;
}

interface ClosingBody {
  body: string;
  dueCents: number;
  paidCents: number;
  openCents: number;
  creditCents: number;
}

/** Rendiconto delle quote dell’anno. [domain C22] */
export interface FeeClosingData {
  year: number;
  closedOn: string;
  /** Day up to which what came after the closing is counted. */
  on: string;
  state: string;
  preparedBy: string;
  approval: string | null;
  digest: string;
  frozen: YearAmounts & { assessedBodies: number; assessed: number; missing: number; notices: number };
  /** Null while the closing is not in force. */
  now: YearAmounts | null;
  payers: readonly ClosingBody[];
  debtors: readonly ClosingBody[];
  carried: readonly {
    notice: string;
    body: string;
    kind: 'OPEN' | 'CREDIT';
    amountCents: number;
    reason: string;
  }[];
  movements: readonly { on: string; what: string; notice: string; amountCents: number }[];
}

/** Prospetto del riparto di un costo. [domain D13] */
export interface CostAllocationData {
  title: string;
  number: string;
  /** "Sul preventivo", "Conguaglio sul consuntivo". */
  kind: string;
  state: string;
  convention: string;
  membersOn: string;
  figuresOn: string;
  weights: string;
  draftedBy: string;
  draftedOn: string;
  approval: string | null;
  /** Why it was discarded, and when. */
  discarded: string | null;
  digest: string;
  costCents: number;
  grantsCents: number;
  netCents: number;
  /** What was shared on the budget; null where this is not the final account. */
  provisionalCents: number | null;
  usageIsZero: boolean;
  /** Names of the figures that weigh, as the columns are headed. */
  figures: readonly string[];
  shares: readonly {
    body: string;
    figures: readonly string[];
    shareCents: number;
    provisionalCents: number | null;
    balanceCents: number | null;
  }[];
}

/** Convenzione (schema di). [domain F1; TUEL 30] */
export interface ConventionData {
  title: string;
  /** Version of the text, as the delibere name it. */
  version: string;
  parties: {
    managing: { name: string; representative: string };
    /** Absent in the bare text that the bodies approve. */
    member?: { name: string; taxCode?: string | null; representative: string } | null;
  };
  premises: readonly string[];
  /** The articles in order; a line break in the text begins a new comma. */
  articles: readonly { heading: string; text: string }[];
}

/** Schema di delibera, v.COMUNE and v.UNIONE-CM. [domain F2] */
export interface ResolutionData {
  body: { name: string; organ: string };
  centre: string;
  convention: { title: string; version: string };
  /** Legal references, reviewed every year. */
  references: readonly string[];
  signatory: string;
  boardRepresentative: string;
  /** First year of the fee and its amount, when already known. */
  spending: { year: number; amountCents: number | null };
  immediatelyExecutable: boolean;
  /** Comuni acted for, with the share of their fee that the association pays and the act that says so. (v.UNIONE-CM) */
  municipalities?: readonly { name: string; sharePercent: string; sourceAct: string }[];
}

/** Domanda di adesione. */
export interface ApplicationData {
  number: number;
  submittedOn: string;
  body: {
    name: string;
    category: string;
    seat?: string | null;
    taxCode: string;
    certifiedEmail: string;
  };
  actingBody?: string | null;
  delegation?: string | null;
  convention: { title: string; version: string; validFrom: string; validTo: string };
  legalRepresentative: string;
  operatingContact: string;
  /** Resolution adopted, or the declared session in which it will be. */
  resolution: string;
  municipalities: readonly string[];
  effectiveFrom?: string | null;
}

export interface TemplateData {
  'payment-notice': PaymentNoticeData;
  'fee-schedule': FeeScheduleData;
  'fee-closing': FeeClosingData;
  'cost-allocation': CostAllocationData;
  convention: ConventionData;
  'resolution-municipality': ResolutionData;
  'resolution-association': ResolutionData;
  'membership-application': ApplicationData;
}

export type TemplateName = keyof TemplateData;
