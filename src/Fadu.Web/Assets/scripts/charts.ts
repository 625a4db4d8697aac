import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { all } from "./dom";

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const ink = "#4b5262";
const rule = "#e6e1d7";
// Told apart also without colour: lines by their marks, bars by their order in the legend.
const colours = ["#1f3b63", "#8a5806", "#24684a", "#6d87ad", "#b99a5b", "#7fa792"];
const marks = ["circle", "rect", "triangle", "diamond"] as const;

for (const figure of all(".chart[data-chart]")) draw(figure);

/** Draws what the table says. */
function draw(figure: HTMLElement): void {
  const table = figure.querySelector("table");
  const both = figure.querySelector(".chart-both");
  if (!table || !both) return;
  const kind = figure.dataset.chart ?? "bar";
  const unit = figure.dataset.unit ?? "";
  const names = all("thead th", table).slice(1).map((th) => th.textContent?.trim() ?? "");
  const rows = all("tbody tr", table);
  const categories = rows.map((row) => row.querySelector("th")?.textContent?.trim() ?? "");
  const cell = (row: number, series: number): HTMLElement | undefined => all("td", rows[row]!)[series];

  const place = document.createElement("div");
  place.className = "chart-canvas";
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", `${figure.querySelector("figcaption")?.textContent ?? ""}，数字见表`);
  both.prepend(place);
  figure.classList.add("chart-drawn");

  const lying = kind === "lying";
  const named = { type: "category" as const, data: categories, axisLine: { lineStyle: { color: ink } }, axisTick: { show: false }, axisLabel: { color: ink }, inverse: lying };
  const measured = { type: "value" as const, splitLine: { lineStyle: { color: rule } }, axisLabel: { color: ink } };
  const chart = echarts.init(place, undefined, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    color: colours,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    grid: { left: 8, right: 16, top: names.length > 1 ? 36 : 14, bottom: 4, containLabel: true },
    legend: names.length > 1 ? { top: 0, left: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: ink } } : undefined,
    // Rich text is drawn on the canvas: no style attribute that the content security policy would refuse.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (v: unknown) => (v == null || v === "-" ? "—" : `${String(v)}${unit}`), axisPointer: { type: kind === "line" ? "line" : "shadow" } },
    xAxis: lying ? measured : named,
    yAxis: lying ? named : measured,
    series: names.map((name, s) => ({
      name,
      type: kind === "line" ? ("line" as const) : ("bar" as const),
      stack: kind === "stack" ? "all" : undefined,
      barMaxWidth: 26,
      symbol: marks[s % marks.length],
      symbolSize: 6,
      data: rows.map((_, r) => {
        const value = cell(r, s)?.dataset.value;
        return value === undefined || value === "" ? null : Number(value);
      }),
    })),
  });
  // A bar opens the records that its number opens.
  chart.on("click", (event) => {
    const href = cell(event.dataIndex, event.seriesIndex ?? 0)?.querySelector("a")?.href;
    if (href) location.href = href;
  });
  new ResizeObserver(() => chart.resize()).observe(place);
  window.addEventListener("beforeprint", () => chart.resize());
}
