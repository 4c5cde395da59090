export const centresLinks = {
  face: () => '/centro/aspetto',
  logo: () => '/centro/aspetto/logo',
};
