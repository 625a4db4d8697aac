// Builds ../wwwroot/dist from styles/ and scripts/. Everything a page loads comes from here; no other host is asked.
import { mkdir, rm, writeFile, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../wwwroot/dist");

// 360 and the browser of 麒麟 are at Chromium 86.
const target = "chrome86";

// Only the few pictures that carry meaning; each is named again in TagHelpers/Icon.cs.
const icons = ["search", "list", "printer", "copy", "chevron-right", "chevron-down", "arrow-down-short", "arrow-up-short", "paperclip"];

async function styles() {
  const { css } = sass.compile(join(here, "styles/site.scss"), {
    loadPaths: [join(here, "node_modules")],
    style: "expanded",
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  const small = await esbuild.transform(css, { loader: "css", target, minify: true, legalComments: "none" });
  // A picture inside the style sheet would need `data:` in the content security policy.
  if (small.code.includes("data:")) throw new Error("site.css carries a data: address; take the picture out");
  if (/https?:/.test(small.code)) throw new Error("site.css names another host");
  await writeFile(join(out, "site.css"), small.code);
}

async function sprite() {
  const symbols = await Promise.all(
    icons.map(async (name) => {
      const svg = await readFile(join(here, `node_modules/bootstrap-icons/icons/${name}.svg`), "utf8");
      const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
      return `<symbol id="${name}" viewBox="0 0 16 16">${body.replace(/\s*\n\s*/g, "")}</symbol>`;
    }),
  );
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function scripts() {
  const { metafile } = await esbuild.build({
    entryPoints: [join(here, "scripts/site.ts")],
    outdir: out,
    bundle: true,
    format: "esm",
    target,
    minify: true,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
  });
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    if (file.endsWith("site.js") && bytes > 60_000) throw new Error(`site.js has ${bytes} bytes; it may have 60,000`);
    console.log(`${file.split("/").pop()} ${(bytes / 1024).toFixed(1)} KB`);
  }
}

// A level beam on a post: the mark in the browser's tab.
const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1f3b63"/>' +
  '<path d="M16 6v19M10 26h12M6 10h20M6 10l-3 8h6zM26 10l-3 8h6z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>';

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), sprite(), scripts(), writeFile(join(out, "favicon.svg"), favicon)]);
