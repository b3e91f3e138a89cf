import { h } from "../dom.js";
import { datasetTitle, nameOf, report, severalFolders } from "../report.js";
import { differences, rowOf } from "./differences.js";

const of = (dataset) => report.folderComparisons.filter((c) => rowOf(c.first).dataset === dataset);

export const folders = {
  id: "folders",
  title: "Folders compared",
  isThere: ({ dataset }) => severalFolders && of(dataset).length > 0,
  build({ dataset }) {
    const all = of(dataset);
    return [
      h("p", {}, `Rows that both folders have, run by run: the accuracy in the later folder minus that in ${report.folders[0].name}. Intervals and tests are those of the section on paired tests.`),
      differences({
        title: `Change from ${report.folders[0].name} on ${datasetTitle(dataset)}`,
        description: `${all.length} rows. Points right of zero say that the later folder is better.`,
        comparisons: all,
        labelOf: (c) => `${rowOf(c.first).label}, ${report.folders[rowOf(c.first).folder].name}`,
        firstColumns: [
          { title: "Row", text: (c) => nameOf(rowOf(c.first)), value: (c) => nameOf(rowOf(c.first)) },
          { title: "Compared with", text: (c) => nameOf(rowOf(c.second)), value: (c) => nameOf(rowOf(c.second)) },
        ],
        file: "folders.csv",
        axisTitle: `Accuracy minus that in ${report.folders[0].name}, in points`,
      }),
    ];
  },
};
