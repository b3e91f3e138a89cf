import { h } from "../dom.js";
import { datasetTitle, nameOf, report, severalFolders } from "../report.js";
import { differences, rowOf } from "./differences.js";

const of = (dataset) => report.comparisons.filter((c) => rowOf(c.first).dataset === dataset);

export const comparisons = {
  id: "comparisons",
  title: "Paired tests",
  isThere: ({ dataset }) => of(dataset).length > 0,
  build({ dataset }) {
    const all = of(dataset);
    const shown = (c) => (severalFolders ? `${rowOf(c.second).label}, ${report.folders[rowOf(c.second).folder].name}` : rowOf(c.second).label);
    const references = [...new Set(all.map((c) => nameOf(rowOf(c.first))))];
    return [
      h("p", {}, `Each method against ${references.length === 1 ? references[0] : "the reference of its variant"}, run by run on the same test windows: the reference's accuracy minus the method's. Student's paired t and Wilcoxon's signed ranks look at runs and see how training varies; few runs say little. The interval resamples groups or windows of the test part. McNemar's exact test counts the windows of the first run, where nothing groups them. p is not corrected for the number of comparisons.`),
      differences({
        title: `How far the reference is ahead on ${datasetTitle(dataset)}`,
        description: `${all.length} comparisons. Points right of zero say that the reference is better.`,
        comparisons: all,
        labelOf: shown,
        firstColumns: [
          { title: "Method", text: (c) => nameOf(rowOf(c.second)), value: (c) => nameOf(rowOf(c.second)) },
          { title: "Reference", text: (c) => nameOf(rowOf(c.first)), value: (c) => nameOf(rowOf(c.first)) },
        ],
        file: "tests.csv",
        axisTitle: "Reference's accuracy minus the method's, in points",
      }),
    ];
  },
};
