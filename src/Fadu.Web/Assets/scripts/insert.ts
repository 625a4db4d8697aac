import { all } from "./dom";

/** A button with data-insert puts its value into the field of that id, where the cursor stands, instead of sending the form. */
export function inserts(): void {
  for (const button of all<HTMLButtonElement>("button[data-insert]")) {
    button.addEventListener("click", (event) => {
      const field = document.getElementById(button.dataset.insert ?? "");
      if (!(field instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      field.setRangeText(button.value, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
}
