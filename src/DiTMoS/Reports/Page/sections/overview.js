import { h } from "../dom.js";
import { count, list, plural, range, seconds } from "../format.js";
import { datasetTitle, report, rowsOf, severalFolders } from "../report.js";
import { table } from "../table.js";

export const overview = {
  id: "overview",
  title: "What was run",
  isThere: () => true,
  build() {
    const runs = report.folders.reduce((sum, folder) => sum + folder.runs, 0);
    const facts = [
      [count(runs), runs === 1 ? "run" : "runs"],
      [count(report.datasets.length), report.datasets.length === 1 ? "data set" : "data sets"],
      [count(report.methods.length), report.methods.length === 1 ? "method" : "methods"],
      [count(report.rows.length), "rows of results"],
      [seconds(report.folders.reduce((sum, folder) => sum + folder.trainSeconds, 0)), "of training"],
    ];
    return [
      h("p", {}, "A run trains one method on one data set with one seed and tests it once. Runs that differ only in their seed or fold make a row: figures are means over its runs."),
      h("dl", { class: "facts" }, facts.map(([value, name]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
      report.folders.map(folderCard),
      datasets(),
    ];
  },
};

function folderCard(folder) {
  return h(
    "div",
    { class: "folder" },
    h("h3", {}, severalFolders ? `Folder ${folder.name}` : folder.name),
    folder.description ? h("p", {}, folder.description) : null,
    h(
      "dl",
      { class: "pairs" },
      pair("Runs", count(folder.runs)),
      pair("Training", seconds(folder.trainSeconds)),
      pair("Machine", folder.machines.join("; ")),
      pair("Engine", folder.engines.join(", ")),
    ),
    h("details", {}, h("summary", {}, `${plural(folder.commands.length, "command line")} that repeat${folder.commands.length === 1 ? "s" : ""} the runs`), h("pre", { tabindex: "0", role: "region", "aria-label": `Command lines of ${folder.name}` }, h("code", {}, folder.commands.join("\n")))),
  );
}

function pair(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

function datasets() {
  const records = report.datasets.map((dataset, index) => ({ dataset, index, seeds: [...new Set(rowsOf(index).flatMap((row) => row.seeds))].sort((a, b) => a - b) }));
  return table({
    caption: "Data sets, their splits, and the seeds that runs were trained with",
    file: "data-sets.csv",
    records,
    columns: [
      { title: "Data set", text: (r) => datasetTitle(r.index), value: (r) => r.dataset.title },
      { title: "Classes", numeric: true, text: (r) => count(r.dataset.classNames.length), value: (r) => r.dataset.classNames.length },
      { title: "Channels", numeric: true, text: (r) => count(r.dataset.channelNames.length), value: (r) => r.dataset.channelNames.length },
      { title: "Training windows", numeric: true, text: (r) => range(r.dataset.trainWindows), value: (r) => r.dataset.trainWindows.most },
      { title: "Validation windows", numeric: true, text: (r) => range(r.dataset.validationWindows), value: (r) => r.dataset.validationWindows.most },
      { title: "Test windows", numeric: true, text: (r) => range(r.dataset.testWindows), value: (r) => r.dataset.testWindows.most },
      { title: "Seeds", text: (r) => r.seeds.join(", "), value: (r) => r.seeds.join(" ") },
      { title: "Kept together", text: (r) => list(r.dataset.groupedBy), value: (r) => r.dataset.groupedBy.join(" ") },
      { title: "Split", text: (r) => splits(r.dataset), value: (r) => r.dataset.splits.join("; ") },
    ],
  });
}

function splits({ splits: all }) {
  return h("details", {}, h("summary", {}, `${plural(all.length, "split")} in words`), h("ul", {}, all.map((one) => h("li", {}, one))));
}
