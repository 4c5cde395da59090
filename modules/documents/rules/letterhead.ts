/** The centre as its documents show it. It is kept with each document: a later name or logo changes none of them. */
export interface Letterhead {
  name: string;
  managingBody: string;
  /** "#06579b" */
  colour: string;
  address: string;
  phone: string;
  email: string;
  certifiedEmail: string;
  /** The documents of a demonstration centre say so on every page. */
  demonstration: boolean;
  /** The picture, by its hash in the file store. */
  logo: { hash: string; file: string } | null;
}
