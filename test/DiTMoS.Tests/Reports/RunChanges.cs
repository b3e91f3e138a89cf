using System.Text.Json.Nodes;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Tests.Reports;

/// <summary>Changes of runs that reports look at.</summary>
internal static class RunChanges
{
    /// <summary>The run with other settings and costs.</summary>
    public static RunRecord WithSettings(this RunRecord run, int classifiers, int width, long bytes) => run with
    {
        Settings = new JsonObject { ["numberOfClassifiers"] = classifiers, ["widths"] = new JsonArray(width, width, width / 2) },
        RecipeHash = $"{classifiers:x6}{width:x6}",
        System = run.System! with { Parameters = [bytes, bytes], FlashBytes = 8 * bytes, ArenaBytes = new RunArenaBytes(bytes) },
        Test = run.Test with
        {
            CorrectHistogram = [1, 4, 5, .. Enumerable.Repeat(0, classifiers - 2)],
            LoadPerClassifier = [.. Enumerable.Repeat(1.0 / classifiers, classifiers)],
            RoutesPerClass = [[5, 5, .. Enumerable.Repeat(0, classifiers - 2)], [.. Enumerable.Repeat(0, classifiers)]],
        },
    };
}
