using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Tool.Arguments;

namespace DiTMoS.Tool.Tests.Arguments;

public sealed class LibraryOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Raise MaximumBytes.csv")]
    [InlineData("it's Csv.LabelColumn, set Csv.ClassFrom.csv")]
    [InlineData("\uFDD0Csv.LabelColumn\uFDD1.csv")]
    public void InWords_FileNamedLikeAnOption_KeepsItsName(string name)
    {
        File.WriteAllText(_folder[name], "x\n1\n2\n");

        var error = Assert.Throws<RecordingException>(() => Recordings.Load(_folder[name]));

        Assert.Equal(
            $"'{name.Replace('\uFDD0', '?').Replace('\uFDD1', '?')}' must have a column of classes, named such as 'label'. Got none. Name it by --label-column, or set --class-from to Folder or FileName.",
            LibraryOptions.InWords(error));
    }

    [Fact]
    public void InWords_ValueLikeAnOption_StaysAsItIs()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);

        var error = Assert.Throws<OptionException>(() => Recordings.Load(data, new RecordingOptions { Axes = "Axes must Units" }));

        Assert.StartsWith("--axes must say for each", LibraryOptions.InWords(error), StringComparison.Ordinal);
        Assert.Contains("Got 'Axes must Units'", LibraryOptions.InWords(error), StringComparison.Ordinal);
    }

    [Fact]
    public void InWords_SeveralOptions_AreAllRenamed()
    {
        string data = TestRecordings.Write(_folder["data.npz"]);

        var error = Assert.Throws<OptionException>(() => Recordings.Load(data, new RecordingOptions { Windows = new WindowOptions { Length = 9_000 } }));

        Assert.StartsWith("Windows.Length: a window of 9000 samples", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Windows.Length", "PadShort"], error.Options.Select(option => option.Option));
        Assert.StartsWith("--window: a window of 9000 samples", LibraryOptions.InWords(error), StringComparison.Ordinal);
        Assert.EndsWith("Cut shorter windows, or set --pad-short.", LibraryOptions.InWords(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Csv.Delimiter", "Csv.DecimalSign", "Csv.Channels", "Csv.LabelColumn", "Csv.SubjectColumn", "Csv.RecordingColumn", "Csv.TrialColumn", "Csv.TrialGroupColumn", "Csv.FoldColumn", "Csv.TimeColumn")]
    [InlineData("Csv.TimeUnit", "Csv.ClassFrom", "Csv.SampleRateHz", "Csv.Missing", "Ucr.Missing", "Ucr.VariableLength to Pad", "Deap.Target", "Deap.Threshold")]
    [InlineData("Windows.Length", "Windows.Seconds", "Length or Seconds", "Windows.Hop", "Windows.HopSeconds", "Windows.SampleRateHz", "Windows.MajorityThreshold", "PadShort", "MaximumBytes")]
    [InlineData("Format", "Set", "Units", "Axes")]
    public void NameOf_EachOption_IsOneThatTheCommandHas(params string[] names)
    {
        string help = CommandResult.Of("data", "check", "--help").Output;

        Assert.All(names, name => Assert.Contains($" {LibraryOptions.NameOf(name)} ", help, StringComparison.Ordinal));
    }
}
