/** The addresses that every face shows. Links are functions, never strings put together on a page; each room adds its own. */
export const links = {
  home: () => '/',
  signIn: () => '/accedi',
  signOut: () => '/esci',
  profile: () => '/profilo',
  chooseCentre: () => '/centro',
  search: () => '/cerca',
  publicSearch: (slug: string) => `/centri/${slug}/cerca`,
  publicHome: (slug?: string) => (slug ? `/centri/${slug}` : '/'),
  publicPage: (slug: string, name: string) => `/centri/${slug}/${name}`,
  brand: (slug: string, colour: string) => `/centri/${slug}/aspetto.css?v=${colour.slice(1)}`,
  logo: (slug: string) => `/centri/${slug}/logo`,
};
