export const notificationLinks = {
  messages: () => '/messaggi',
  messagesCsv: (query = '') => `/messaggi.csv${query}`,
  message: (id: string) => `/messaggi/${id}`,
  resend: (id: string) => `/messaggi/${id}/rinvia`,
};
