// Days before today, as a form takes them.
const DAY_MS = 86_400_000;
/** The offices of the demonstration keep the time of Beijing. */
const OFFICE_MS = 8 * 3_600_000;

/** So many days ago. */
export function date(ago) {
  return new Date(Date.now() + OFFICE_MS - ago * DAY_MS).toISOString().slice(0, 10);
}
