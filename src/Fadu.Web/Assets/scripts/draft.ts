import { all } from "./dom";

const token = "__RequestVerificationToken";
const pause = 1500;

/**
 * Keeps what is typed into form[data-draft] on the server: a moment after the last key, and when the page is left. Files and passwords
 * stay out. The page says when it was kept, and says so if it could not be.
 */
export function drafts(): void {
  for (const form of all<HTMLFormElement>("form[data-draft]")) keep(form);
}

function keep(form: HTMLFormElement): void {
  const address = form.dataset.draft!;
  const state = form.querySelector<HTMLElement>("[data-draft-state]");
  let timer = 0;
  let dirty = false;
  let sent = false;

  const say = (words: string, failed = false): void => {
    if (!state) return;
    state.textContent = words;
    state.classList.toggle("late-text", failed);
  };

  const body = (): URLSearchParams => {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const field = form.elements.namedItem(name);
      const secret = field instanceof HTMLInputElement && field.type === "password";
      if (typeof value === "string" && name !== token && !secret) values.append(name, value);
    }
    return values;
  };

  const save = async (leaving: boolean): Promise<void> => {
    if (!dirty || sent) return;
    dirty = false;
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: body(),
        credentials: "same-origin",
        keepalive: leaving,
        redirect: "manual",
        headers: {
          RequestVerificationToken: form.querySelector<HTMLInputElement>(`[name=${token}]`)?.value ?? "",
          "X-Requested-With": "fetch",
        },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) {
        dirty = true;
        say("登录已过期。请在另一个窗口登录，再回来继续", true);
        timer = window.setTimeout(() => void save(false), 10_000);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const now = new Date();
      say(`已存草稿 ${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`);
    } catch {
      dirty = true;
      say("草稿还没有存上，正在重试，请先不要关闭", true);
      timer = window.setTimeout(() => void save(false), 5000);
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(false), pause);
  });
  form.addEventListener("submit", () => {
    sent = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => (sent = false));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) void save(true);
  });
  window.addEventListener("pagehide", () => void save(true));
}
