import { desks } from "./desk";
import { drafts } from "./draft";
import { buttons, once, organs, picks } from "./forms";
import { inserts } from "./insert";
import { more, poll, swap } from "./more";
import { print } from "./print";

document.documentElement.classList.add("js");
desks();
drafts();
picks();
organs();
once();
buttons();
more();
poll();
swap();
print();
inserts();

// What is wrong with a form is read out first.
document.querySelector<HTMLElement>(".error-summary")?.focus();

// The drawer closes with Escape and the focus returns to its button.
const drawer = document.querySelector<HTMLInputElement>("#nav-check");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer?.checked) return;
  drawer.checked = false;
  drawer.focus();
});
// Enter opens it too: people expect a button.
drawer?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") drawer.click();
});
