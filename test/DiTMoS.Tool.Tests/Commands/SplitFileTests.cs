using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class SplitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public SplitFileTests() => _data = TestRecordings.Write(_folder["data.npz"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_SplitFile_IsReplayedAndKept()
    {
        WindowSet windows = Recordings.Load(_data);
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["s2"] });
        SplitFile.Save(_folder["split.json"], windows, split);

        CommandResult result = Train("--split-file", _folder["split.json"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains($"Split: {split.Description}.", result.Output, StringComparison.Ordinal);
        TrainingRecord record = DiTMoSModel.Load(_folder["model.ditmos"]).Record;
        Assert.Equal((split.Description, windows.Digest()), (record.Split, record.DataDigest));
        Assert.Equal(split.Test, record.TestRows);
    }

    [Fact]
    public void Train_SplitFileAndSplit_AreRefusedTogether() =>
        Assert.Contains("--split-file and --fold both say how to split", Train("--split-file", "any.json", "--fold", "1").Messages, StringComparison.Ordinal);

    [Fact]
    public void Train_SplitFileOfOtherWindows_IsRefusedAndNothingWritten()
    {
        WindowSet others = Recordings.Load(TestRecordings.WriteOther(_folder["other.npz"]));
        SplitFile.Save(_folder["split.json"], others, DataSplitter.Split(others, new SplitOptions()));

        CommandResult result = Train("--split-file", _folder["split.json"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'split.json': must be a split of these windows, 'data.npz' (64 windows). It is one of others: 'other.npz'", result.Messages, StringComparison.Ordinal);
        Assert.Equal(["data.npz", "other.npz", "split.json"], _folder.Names);
    }

    [Fact]
    public void Train_SplitFileAsOutput_IsRefused() =>
        Assert.Contains("must not be a file that the command reads", CommandResult.Of("train", "--data", _data, "-o", _folder["s.json"], "--split-file", _folder["s.json"]).Messages, StringComparison.Ordinal);

    [Fact]
    public void Train_RandomSplit_WarnsOfWhatLeaksAndKeepsIt()
    {
        CommandResult result = Train("--split", "random", "--json", _folder["train.json"]);

        JsonElement leakage = JsonDocument.Parse(File.ReadAllText(_folder["train.json"])).RootElement.GetProperty("leakage");
        int shared = leakage.GetProperty("windowsOfSharedSubjects").GetInt32();
        Assert.True(shared > 0);
        Assert.Contains($"Warning: {shared} of {leakage.GetProperty("testWindows")} tested windows are from subjects that are also learnt from: ", result.Output, StringComparison.Ordinal);
        string recording = leakage.GetProperty("sharedTrialRecordings")[0].GetProperty("test").GetString()!;
        Assert.Contains($"(recording '{recording}', ", result.Output, StringComparison.Ordinal);
        Assert.True(leakage.GetProperty("overlappingWindows").GetInt32() > 0);
        Assert.Equal(3, result.Output.Split("Warning: ").Length - 1);
        Assert.Equal(3, leakage.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public void Train_SplitBySubject_WarnsOfNothing()
    {
        CommandResult result = Train("--json", _folder["train.json"]);

        Assert.DoesNotContain("Warning", result.Output, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(File.ReadAllText(_folder["train.json"])).RootElement.GetProperty("leakage").GetProperty("isClean").GetBoolean());
    }

    private CommandResult Train(params string[] more) => CommandResult.Of(["train", "--data", _data, "-o", _folder["model.ditmos"], "--epochs", "1", "--classifiers", "2", .. more]);
}
