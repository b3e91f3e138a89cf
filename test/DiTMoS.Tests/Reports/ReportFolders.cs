using DiTMoS.Evaluation;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Records;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports;

/// <summary>Folders of runs for tests, deleted at the end.</summary>
internal sealed class ReportFolders : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ditmos-report-").FullName;

    /// <summary>The path of a name in the folder.</summary>
    public string this[string name] => Path.Combine(_root, name);

    /// <summary>Writes a folder of runs.</summary>
    public string Write(string name, params ReadOnlySpan<RunRecord> runs)
    {
        var store = new RunStore(this[name]);
        foreach (RunRecord run in runs)
        {
            store.Save(run);
        }

        return this[name];
    }

    /// <summary>A folder with everything that a report can show: two data sets, routed and plain methods, numbers of classifiers, sizes, and names that try to break out.</summary>
    public string WriteEverything(string name, int better = 0)
    {
        var runs = new List<RunRecord>();
        foreach (string dataset in (string[])["waves", "tides"])
        {
            for (int run = 0; run < 2; run++)
            {
                runs.Add(Named(TestRuns.Create(dataset, run: run, right: 7 + run, key: Key(runs.Count))));
                runs.Add(Named(TestRuns.Create(dataset, variant: "n=4", run: run, right: 8 + better - run, key: Key(runs.Count))).WithSettings(4, 8, 400));
                runs.Add(Named(TestRuns.Create(dataset, variant: "size=2", run: run, right: 7, key: Key(runs.Count))).WithSettings(2, 16, 900));
                runs.Add(Named(TestRuns.Create(dataset, "tiny", run: run, right: 5 + run, key: Key(runs.Count))) with { MethodTitle = "one tiny network", Examples = null, Similarity = null, System = null });
            }
        }

        return Write(name, [.. runs]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static char Key(int index) => "0123456789abcdef"[index % 16];

    private static RunRecord Named(RunRecord run) => run with
    {
        DatasetTitle = run.Dataset == "waves" ? "Waves </script><script>alert(1)</script>" : "Tides & \u2028 <b>currents</b>",
        ClassNames = ["</script><!--", "=cmd|'/c calc'!A1, \"quoted\""],
        Examples = [.. Enumerable.Range(0, 2).Select(n => new RunExample { Classifier = n, TrueClass = 0, PredictedClass = n, Confidence = 0.75, Values = [[.. Enumerable.Range(0, 40).Select(t => MathF.Sin((t + n) / 5f))]] })],
        Curves = [new RunCurve { Stage = "joint training", Epochs = [1, 2, 3], Loss = [1.25, 0.8, 0.5], ValidationAccuracy = [0.4, 0.6, 0.8], ValidationUnionAccuracy = [0.5, null, 0.9] }],
        Test = run.Test with { Intervals = run.Test.Intervals with { UnionAccuracy = new Interval(0.7, 1) } },
    };
}
