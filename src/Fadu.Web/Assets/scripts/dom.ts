/** All elements that match, as the wanted type. */
export const all = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] =>
  Array.from(root.querySelectorAll<T>(selector));

/** Fetches a page of our own and parses it. A page that asks to sign in again is shown as a whole. */
export async function page(href: string): Promise<Document | null> {
  const answer = await fetch(href, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
  if (answer.redirected || !answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
