// Charts: a figure with a heading, a description for those who cannot see it, its data as a table, and a drawing that is made when it comes into view.
import { View, Warn, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { h, newId } from "./dom.js";
import { table } from "./table.js";
import { colours } from "./theme.js";

const charts = new Set();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting) drawLater(entry.target.chart);
  },
  { rootMargin: "300px" },
);
const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) if (entry.target.chart?.drawnWidth && Math.abs(entry.target.clientWidth - entry.target.chart.drawnWidth) > 2) drawLater(entry.target.chart, true);
});

// spec: ({ width, colours, narrow }) => Vega-Lite. data: { columns, records } of the table, or null. level: of the heading.
export function chart({ title, description, note, height, spec, data, file, level = 3, controls, crisp = false }) {
  const id = newId("figure");
  const drawing = h("div", { class: crisp ? "drawing crisp" : "drawing", role: "img", "aria-label": `${title}. ${description}` });
  drawing.style.setProperty("min-height", `${height}px`);
  drawing.chart = { drawing, spec, drawnWidth: 0, view: null, isWaiting: false };
  charts.add(drawing.chart);
  watcher.observe(drawing);
  sizes.observe(drawing);
  return h(
    "figure",
    { "aria-labelledby": id },
    h(`h${level}`, { id }, title),
    controls,
    drawing,
    note ? h("figcaption", {}, note) : null,
    data ? h("details", { class: "data" }, h("summary", {}, "Data of this chart", h("span", { class: "unseen" }, `: ${title}`)), table({ caption: `Data: ${title}`, file: file ?? "chart.csv", hidesCaption: true, ...data })) : null,
  );
}

// Forgets the charts inside an element that is about to go.
export function forget(element) {
  for (const { chart: gone } of element.querySelectorAll(".drawing")) {
    watcher.unobserve(gone.drawing);
    sizes.unobserve(gone.drawing);
    gone.view?.finalize();
    charts.delete(gone);
  }
}

export function redrawAll() {
  for (const one of charts) if (one.view) drawLater(one, true);
}

// At once, not in a later frame: print does not wait.
export function drawAll(again = false) {
  for (const one of charts) if (again || !one.view) draw(one);
}

function drawLater(one, again = false) {
  if (one.isWaiting || (one.view && !again)) return;
  one.isWaiting = true;
  requestAnimationFrame(() => {
    one.isWaiting = false;
    if (charts.has(one)) draw(one);
  });
}

function draw(one) {
  const width = one.drawing.clientWidth || 640;
  const palette = colours();
  const drawn = one.spec({ width, colours: palette, narrow: width < 480 });
  // A layer without data would leave its scales without ends.
  const layers = drawn.layer ? { layer: drawn.layer.filter((layer) => layer.data?.values?.length !== 0) } : {};
  const { spec } = compile({ background: "transparent", padding: 2, autosize: { type: "fit-x", contains: "padding" }, width, ...drawn, ...layers }, { config: configOf(palette) });
  one.view?.finalize();
  // Expressions are interpreted, as the page's policy allows no code made of text.
  one.view = new View(parse(spec, null, { ast: true }), { expr: expressionInterpreter, renderer: "svg", container: one.drawing, logLevel: Warn, hover: false });
  one.view.run();
  one.drawing.firstElementChild.setAttribute("aria-hidden", "true");
  one.drawnWidth = width;
  one.drawing.style.removeProperty("min-height");
  one.drawing.dataset.drawn = "true";
}

function configOf(palette) {
  const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
  return {
    aria: false,
    font,
    view: { stroke: null },
    range: { category: palette.series, heatmap: palette.heat, ramp: palette.heat },
    axis: {
      labelColor: palette.muted, titleColor: palette.text, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, gridColor: palette.rule, domainColor: palette.muted,
      tickColor: palette.muted, labelPadding: 6, titlePadding: 10, grid: true, domain: false, ticks: false,
    },
    legend: { labelColor: palette.text, titleColor: palette.muted, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400, orient: "top", direction: "horizontal", labelLimit: 300, offset: 12, symbolStrokeWidth: 2, title: null },
    header: { labelColor: palette.text, titleColor: palette.text, labelFontSize: 12 },
    text: { color: palette.text, fontSize: 12, font },
    title: { color: palette.text },
  };
}
