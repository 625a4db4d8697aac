import { all } from "./dom";

/** What is folded is printed unfolded, and the number of the case stands on every page. */
export function print(): void {
  window.addEventListener("beforeprint", () => all<HTMLDetailsElement>("main details").forEach((d) => (d.open = true)));
  const mark = document.querySelector(".print-mark")?.textContent?.trim();
  if (!mark || !("adoptedStyleSheets" in document)) return;
  // Margin boxes take their text from a style sheet only; one made by script needs no inline style.
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`@page { @top-right { content: ${JSON.stringify(mark)}; font-size: 9pt; } }`);
  const boxes = (sheet.cssRules[0] as Partial<CSSGroupingRule>).cssRules;
  if (!boxes || boxes.length === 0) return;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.documentElement.classList.add("page-marked");
}
