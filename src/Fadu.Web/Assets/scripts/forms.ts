import { all } from "./dom";

/** Chosen rows: choose all, and say how many are chosen in [data-picked]. */
export function picks(): void {
  const count = (): void => {
    const boxes = all<HTMLInputElement>("td.pick input");
    for (const box of boxes) box.closest("tr")?.classList.toggle("chosen", box.checked);
    const chosen = boxes.filter((b) => b.checked).length;
    for (const place of all("[data-picked]")) place.textContent = chosen > 0 ? `已选 ${chosen} 条` : "";
  };
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-pick-all]"))
      for (const one of all<HTMLInputElement>("td.pick input", box.closest("table")!)) one.checked = box.checked;
    if (box.matches("[data-pick-all], td.pick input")) count();
  });
  if (document.querySelector("td.pick")) count();
}

/** Several organs in one field: the list goes on completing after each 、. */
export function organs(): void {
  for (const field of all<HTMLInputElement>("input[data-several][list]")) {
    const options = all<HTMLOptionElement>("option", field.list ?? document.createElement("div"));
    const names = options.map((o) => o.value);
    const refresh = (): void => {
      const done = field.value.slice(0, field.value.search(/[^、,,;;\s]*$/)).replace(/[,,;;\s]+/g, "、");
      options.forEach((option, i) => (option.value = done + names[i]));
    };
    field.addEventListener("input", refresh);
  }
}

/** A form that was sent is not sent again by a second click. */
export function once(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
}

/** Buttons that copy and print. */
export function buttons(): void {
  document.addEventListener("click", async (event) => {
    const target = event.target as Element;
    if (target.closest("[data-print]")) window.print();
    const copy = target.closest<HTMLElement>("[data-copy]");
    if (!copy) return;
    const words = copy.textContent;
    const ok = await write(copy.dataset.copy ?? "");
    copy.textContent = ok ? "已复制" : "复制不了，请手动选取";
    window.setTimeout(() => (copy.textContent = words), 2000);
  });
}

// Without https the browser gives no clipboard; many counties run on an inner network without it.
async function write(text: string): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const ok = document.execCommand("copy");
  field.remove();
  return ok;
}
