using DiTMoS.Experiments;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Tests.Experiments;

public sealed class RunStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ditmos-runs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_Run_IsNamedByWhatItIsAndItsKey()
    {
        string path = new RunStore(_folder).Save(TestRuns.Create(variant: "Width = 0.5, no base!", run: 3));

        Assert.Equal("waves/default-width-0.5-no-base-3-aaaaaaaa.json", Path.GetRelativePath(_folder, path).Replace('\\', '/'));
    }

    [Fact]
    public void Load_SeveralRuns_OrdersThem()
    {
        var store = new RunStore(_folder);
        store.Save(TestRuns.Create(method: "tiny", run: 1, key: 'c'));
        store.Save(TestRuns.Create(method: "tiny", run: 0, key: 'd'));
        store.Save(TestRuns.Create(variant: "n=4", run: 0));
        Directory.CreateDirectory(Path.Combine(_folder, ".cache"));
        File.WriteAllText(Path.Combine(_folder, ".cache", "other.json"), "no run");
        File.WriteAllText(Path.Combine(_folder, "experiment.json"), "no run");

        IReadOnlyList<RunRecord> runs = store.Load();

        Assert.Equal(["default/n=4/0", "tiny//0", "tiny//1"], runs.Select(run => $"{run.Method}/{run.Variant}/{run.Run}"));
    }

    [Fact]
    public void Load_RunOfAnotherName_SaysWhichFileAndWhatItMustBeCalled()
    {
        var store = new RunStore(_folder);
        string path = store.Save(TestRuns.Create());
        File.Move(path, Path.Combine(_folder, "waves", "mine.json"));

        var error = Assert.Throws<ExperimentException>(store.Load);

        Assert.Contains("mine.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("default-0-aaaaaaaa.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TruncatedFile_SaysWhichFile()
    {
        var store = new RunStore(_folder);
        string path = store.Save(TestRuns.Create());
        File.WriteAllText(path, File.ReadAllText(path)[..^100]);

        var error = Assert.Throws<ExperimentException>(store.Load);

        Assert.Contains("default-0-aaaaaaaa.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_RunOfAnotherKeyUnderTheSameName_IsRefused()
    {
        var store = new RunStore(_folder);
        RunRecord run = TestRuns.Create();
        store.Save(run);

        Assert.Equal(run.Key, store.Find("waves", "default", "", 0, run.Key)!.Key);
        Assert.Null(store.Find("waves", "default", "", 1, run.Key));
        Assert.Throws<ExperimentException>(() => store.Find("waves", "default", "", 0, new string('a', 8) + new string('b', 56)));
    }

    [Fact]
    public void Save_RunThatContradictsItself_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new RunStore(_folder).Save(TestRuns.Create() with { RecipeHash = "short" }));
}
