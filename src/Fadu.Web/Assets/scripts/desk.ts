import { all } from "./dom";

/**
 * The reading desk: a place in the source and what was read there light up together, by pointer, focus, click and keys. Keys work only
 * while the focus is inside of the desk and not in a field: j/k or down/up walk the items, Enter or right/left cross to the other
 * side, Escape comes back. Without script the two sides are joined by ordinary links.
 */
export function desks(): void {
  for (const desk of all(".desk")) new Desk(desk);
}

class Desk {
  private pinned: string | null = null;

  constructor(private readonly root: HTMLElement) {
    this.items.forEach((item, i) => (item.tabIndex = i === 0 ? 0 : -1));
    all<HTMLElement>("mark[data-ref] a", root).forEach((a) => (a.tabIndex = -1)); // the items are the way for the tab key
    root.addEventListener("mouseover", (e) => this.show(this.refAt(e.target)));
    root.addEventListener("mouseleave", () => this.show(null));
    root.addEventListener("focusin", (e) => this.pin(this.refAt(e.target), null));
    root.addEventListener("click", (e) => this.click(e));
    root.addEventListener("keydown", (e) => this.key(e));
  }

  private get items(): HTMLElement[] {
    return all(".desk-item", this.root);
  }

  private refAt(target: EventTarget | null): string | null {
    return (target as Element | null)?.closest<HTMLElement>("[data-ref]")?.dataset.ref ?? null;
  }

  private twins(ref: string): HTMLElement[] {
    return all(`[data-ref="${CSS.escape(ref)}"]`, this.root);
  }

  private show(ref: string | null): void {
    const lit = ref ?? this.pinned;
    for (const one of all("[data-ref]", this.root)) one.classList.toggle("lit", lit !== null && one.dataset.ref === lit);
  }

  private pin(ref: string | null, scrollTo: "source" | "item" | null): void {
    if (ref === null) return;
    this.pinned = ref;
    this.show(null);
    const twins = this.twins(ref);
    const inSource = (e: HTMLElement): boolean => e.closest(".desk-source") !== null;
    const target = scrollTo === "source" ? twins.find(inSource) : scrollTo === "item" ? twins.find((e) => !inSource(e)) : undefined;
    target?.scrollIntoView({ block: "center" });
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const mark = target.closest<HTMLElement>("mark[data-ref]");
    if (mark) {
      event.preventDefault();
      const ref = mark.dataset.ref!;
      this.pin(ref, "item");
      this.focus(this.twins(ref).map((e) => e.closest<HTMLElement>(".desk-item")).find(Boolean) ?? null, ref);
      return;
    }
    if (target.closest(".to-source")) {
      event.preventDefault();
      this.pin(this.refAt(target), "source");
      return;
    }
    if (target.closest("a, button, input, select, textarea, label")) return;
    this.pin(this.refAt(target), "source");
  }

  private focus(item: HTMLElement | null, ref: string | null = null): void {
    if (!item) return;
    for (const one of this.items) one.tabIndex = one === item ? 0 : -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    this.pin(ref ?? item.dataset.ref ?? null, "source");
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.closest("input, select, textarea, [contenteditable]")) {
      if (event.key === "Escape") this.focus(target.closest<HTMLElement>(".desk-item"));
      return;
    }
    const items = this.items;
    const at = items.findIndex((i) => i.contains(target));
    const step = event.key === "j" || event.key === "ArrowDown" ? 1 : event.key === "k" || event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      if (target.closest(".desk-source") && event.key.startsWith("Arrow")) return; // the source scrolls
      event.preventDefault();
      this.focus(items[Math.min(items.length - 1, Math.max(0, at + step))] ?? null);
      return;
    }
    const source = this.root.querySelector<HTMLElement>(".desk-source");
    const crosses = event.key === "ArrowLeft" || (event.key === "Enter" && target.classList.contains("desk-item"));
    if (crosses && at >= 0 && source) {
      event.preventDefault();
      source.focus({ preventScroll: true });
      this.pin(items[at]?.dataset.ref ?? null, "source");
    } else if ((event.key === "ArrowRight" || event.key === "Escape" || event.key === "Enter") && target.closest(".desk-source")) {
      event.preventDefault();
      const own = this.pinned === null ? null : this.twins(this.pinned).map((e) => e.closest<HTMLElement>(".desk-item")).find(Boolean);
      this.focus(own ?? items[0] ?? null, this.pinned);
    }
  }
}
