import { h } from "../dom.js";
import { count, interval, percent, seconds, spread } from "../format.js";
import { datasetTitle, report, rowsOf, severalFolders } from "../report.js";
import { table } from "../table.js";

const folder = { title: "Folder", text: (row) => report.folders[row.folder].name, value: (row) => report.folders[row.folder].name };
const share = (title, of) => ({ title, numeric: true, text: (row) => spread(of(row)), value: (row) => of(row)?.mean });
const number = (title, of) => ({ title, numeric: true, text: (row) => count(of(row)), value: of });

const columns = [
  { title: "Method", text: (row) => row.label, value: (row) => row.label },
  folder,
  number("Runs", (row) => row.runs.length),
  share("Accuracy", (row) => row.accuracy),
  { title: "95 % interval", numeric: true, text: (row) => interval(row.accuracy.low, row.accuracy.high), value: (row) => row.accuracy.low },
  share("Macro-F1", (row) => row.macroF1),
  share("Union accuracy", (row) => row.unionAccuracy),
  share("Selector accuracy", (row) => row.selectorAccuracy),
  number("Parameters", (row) => row.cost?.parameters),
  number("MACs", (row) => row.cost?.macs),
  number("RAM, bytes", (row) => row.cost?.ramBytes),
  number("Flash, bytes", (row) => row.cost?.flashBytes),
  number("Instructions", (row) => row.cost?.instructions),
  { title: "Training", numeric: true, text: (row) => seconds(row.trainSeconds.mean), value: (row) => row.trainSeconds.mean },
];

export const results = {
  id: "results",
  title: "Results",
  isThere: () => true,
  build({ dataset }) {
    const rows = rowsOf(dataset);
    const shown = columns.filter((column) => (column === folder ? severalFolders : rows.some((row) => column.value(row) !== undefined)));
    const best = Math.max(...rows.map((row) => row.accuracy.mean));
    return [
      h("p", {}, "Shares of test windows in percent, mean ± standard deviation over runs. Union accuracy: some classifier is right. Selector accuracy: accuracy over union accuracy. MACs: multiplications of one inference. The interval resamples ", unit(dataset), ": its ends are means over the runs. The highest accuracy stands in bold."),
      table({ caption: `Results on ${datasetTitle(dataset)}`, file: `results-${report.datasets[dataset].name}.csv`, columns: shown, records: rows, highlights: (row) => row.accuracy.mean === best }),
      report.datasets.length > 1 ? acrossDatasets() : null,
    ];
  },
};

function unit(dataset) {
  const grouped = report.datasets[dataset].groupedBy;
  return grouped.length === 1 && grouped[0] !== "window" ? `whole ${grouped[0]}s where there are several, else windows` : "groups of windows where there are several, else windows";
}

function acrossDatasets() {
  const keys = [...new Map(report.rows.map((row) => [`${row.folder}~${row.label}`, row])).values()];
  const of = (key, dataset) => report.rows.find((row) => row.folder === key.folder && row.label === key.label && row.dataset === dataset)?.accuracy;
  return table({
    caption: "Accuracy on all data sets, in percent",
    file: "accuracy.csv",
    records: keys,
    columns: [
      { title: "Method", text: (key) => key.label, value: (key) => key.label },
      ...(severalFolders ? [folder] : []),
      ...report.datasets.map((_, dataset) => ({ title: datasetTitle(dataset), numeric: true, text: (key) => percent(of(key, dataset)?.mean), value: (key) => of(key, dataset)?.mean })),
    ],
  });
}
