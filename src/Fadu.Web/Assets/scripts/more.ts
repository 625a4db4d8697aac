import { all, page } from "./dom";

/** 更多: appends the next rows to the list instead of leaving it. Where that fails the link does what links do. */
export function more(): void {
  document.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-more]");
    const list = link && document.getElementById(link.dataset.more ?? "");
    const body = list?.querySelector("tbody") ?? list;
    if (!link || !list || !body) return;
    event.preventDefault();
    link.setAttribute("aria-disabled", "true");
    const next = await page(link.href).catch(() => null);
    const other = next?.getElementById(list.id);
    const from = other?.querySelector("tbody") ?? other;
    const pager = link.closest(".pager");
    if (!next || !from) {
      location.href = link.href;
      return;
    }
    const rows = Array.from(from.children);
    body.append(...rows);
    const newPager = pager && next.getElementById(pager.id);
    if (pager && newPager) pager.replaceWith(newPager);
    else pager?.remove();
    (rows[0]?.querySelector("a, input, button") as HTMLElement | null)?.focus();
  });
}

/** Progress of long work: asks every two seconds while the page is seen. */
export function poll(): void {
  window.setInterval(async () => {
    if (document.hidden) return;
    for (const element of all("[data-poll][id]")) {
      const href = element.dataset.poll!;
      const next = (await page(href).catch(() => null))?.getElementById(element.id);
      if (next) element.replaceWith(next);
    }
  }, 2000);
}

/** Parts of a page that change without loading it: a link or GET form with data-swap="id" replaces only that element. */
export function swap(): void {
  let shown = location.pathname + location.search;
  const go = async (id: string, href: string): Promise<void> => {
    const target = document.getElementById(id);
    const next = (await page(href).catch(() => null))?.getElementById(id);
    if (!target || !next) {
      location.href = href;
      return;
    }
    target.replaceWith(next);
    history.pushState({ swap: true }, "", href);
    shown = location.pathname + location.search;
  };
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-swap]");
    if (!link) return;
    event.preventDefault();
    void go(link.dataset.swap!, link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.dataset.swap || form.method !== "get") return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    void go(form.dataset.swap, `${form.action.split("?")[0]}?${query}`);
  });
  // A link within the page is a step in the history too; what is typed must survive it.
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
}
