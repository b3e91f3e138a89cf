// Puts the page together, and again what depends on a choice.
import { drawAll, forget, redrawAll } from "./chart.js";
import { h, select } from "./dom.js";
import { plural } from "./format.js";
import { datasetTitle, nameOf, report, rowsOf, severalFolders } from "./report.js";
import { accuracy } from "./sections/accuracy.js";
import { classifiers } from "./sections/classifiers.js";
import { comparisons } from "./sections/comparisons.js";
import { confusion } from "./sections/confusion.js";
import { cost } from "./sections/cost.js";
import { curves } from "./sections/curves.js";
import { examples } from "./sections/examples.js";
import { folders } from "./sections/folders.js";
import { memory } from "./sections/memory.js";
import { overview } from "./sections/overview.js";
import { results } from "./sections/results.js";
import { routes } from "./sections/routes.js";
import { similarity } from "./sections/similarity.js";
import { size } from "./sections/size.js";
import { change, hashFor, onChange, state } from "./state.js";
import { applyTheme, chooseTheme, isDark, keptTheme, onSystemTheme, themes } from "./theme.js";

const sections = [overview, results, accuracy, comparisons, folders, classifiers, size, cost, curves, confusion, routes, similarity, examples, memory];
const main = document.getElementById("main");
const status = h("p", { class: "unseen", role: "status" });
const choices = h("div", { class: "choices", role: "group", "aria-label": "What is shown" });

head();
show(sections);
chooseIn();
contents();
onChange((changes) => {
  const names = Object.keys(changes);
  if (names.some((name) => name !== "at")) {
    const isDataset = "dataset" in changes;
    show(sections.filter((section) => section !== overview && (isDataset || ("row" in changes && section.ofRow) || section.depends?.some((name) => name in changes))));
    if (isDataset || "row" in changes) chooseIn();
    status.textContent = `Showing ${datasetTitle(state.dataset)}, ${nameOf(state.row)}.`;
  }
  contents();
  if (names.includes("at")) goTo(state.at);
});
onSystemTheme(redrawAll);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".folder details")) details.open = true;
  const wasDark = isDark();
  if (wasDark) applyTheme("light");
  drawAll(wasDark);
});
addEventListener("afterprint", () => {
  applyTheme(keptTheme());
  if (isDark()) drawAll(true);
});
if (state.at) requestAnimationFrame(() => goTo(state.at));

function head() {
  const runs = report.folders.reduce((sum, folder) => sum + folder.runs, 0);
  document.getElementById("top").append(
    h("div", { class: "title" }, h("p", { class: "kind" }, "Report of experiments"), h("h1", {}, report.title), h("p", { class: "summary" }, `${plural(runs, "run")} of ${plural(report.methods.length, "method")} on ${plural(report.datasets.length, "data set")}${severalFolders ? `, in ${report.folders.length} folders` : ""}`)),
    select("Colours", Object.entries(themes), keptTheme(), (theme) => {
      chooseTheme(theme);
      redrawAll();
    }),
  );
  main.replaceChildren(choices, status, ...sections.map((section) => h("section", { id: section.id, "aria-labelledby": `${section.id}-title` })));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    goTo("main");
  });
  document.getElementById("foot").append(h("p", {}, "Made by ", h("code", {}, "ditmos report"), ". The page holds all its data and needs no network."));
}

// The choice that has the focus keeps it.
function chooseIn() {
  const focused = document.activeElement?.dataset?.keep;
  const rows = rowsOf(state.dataset);
  choices.replaceChildren(
    select("Data set", report.datasets.map((_, index) => [String(index), datasetTitle(index)]), String(state.dataset), (value) => change({ dataset: Number(value) }), { "data-keep": "dataset" }),
    select("Method in detail", rows.map((row) => [row.id, nameOf(row)]), state.row.id, (id) => change({ row: rows.find((row) => row.id === id) }), { "data-keep": "row" }),
  );
  refocus(focused);
}

function show(which) {
  const focused = document.activeElement?.dataset?.keep;
  const height = document.documentElement.scrollTop;
  for (const section of which) {
    const element = document.getElementById(section.id);
    forget(element);
    const isThere = section.isThere(state);
    element.hidden = !isThere;
    element.replaceChildren(...(isThere ? [h("h2", { id: `${section.id}-title`, tabindex: "-1" }, section.title), ...[section.build(state)].flat(Infinity).filter(Boolean)] : []));
  }
  document.documentElement.scrollTop = height;
  refocus(focused);
}

function refocus(name) {
  if (name) document.querySelector(`[data-keep="${name}"]`)?.focus({ preventScroll: true });
}

function contents() {
  const shown = sections.filter((section) => section.isThere(state));
  document.getElementById("contents").replaceChildren(h("p", { class: "heading", "aria-hidden": "true" }, "Sections"), h("ul", {}, shown.map((section) => h("li", {}, link(section)))));
}

// The address does not change where it is there already.
function link(section) {
  return h("a", { href: hashFor({ at: section.id }), onclick: () => state.at === section.id && goTo(section.id) }, section.title);
}

function goTo(id) {
  const target = id === "main" ? main : document.getElementById(`${id}-title`);
  if (!target || target.closest("[hidden]")) return;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}
