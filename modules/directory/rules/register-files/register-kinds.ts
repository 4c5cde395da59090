import { type AssociationMember, associationMembers } from './association-members.ts';
import { type Association, associations } from './associations.ts';
import { type Boundary, boundaries } from './boundaries.ts';
import { type EnterpriseEntry, enterprises } from './enterprises.ts';
import { type IpaBody, ipaBodies } from './ipa-bodies.ts';
import { type IstatComune, istatComuni } from './istat-comuni.ts';
import { type MunicipalityChange, municipalityChanges } from './municipality-changes.ts';
import { type PopulationEntry, population } from './population.ts';
import { type QuantityEntry, quantities } from './quantities.ts';
import type { RegisterKind, RegisterKindName } from './register-kind.ts';

/** The record that each kind of register gives. */
export interface RegisterRecords {
  'ipa-bodies': IpaBody;
  'istat-comuni': IstatComune;
  population: PopulationEntry;
  enterprises: EnterpriseEntry;
  quantities: QuantityEntry;
  associations: Association;
  'association-members': AssociationMember;
  'municipality-changes': MunicipalityChange;
  boundaries: Boundary;
}

/** Every kind of register, the most particular first: at equal merit the first one is recognised. */
export const REGISTER_KINDS: { readonly [K in RegisterKindName]: RegisterKind<RegisterRecords[K]> } = {
  'municipality-changes': municipalityChanges,
  'association-members': associationMembers,
  associations,
  quantities,
  enterprises,
  population,
  'ipa-bodies': ipaBodies,
  'istat-comuni': istatComuni,
  boundaries,
};
