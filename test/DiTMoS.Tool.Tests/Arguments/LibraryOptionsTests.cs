using DiTMoS.Tool.Arguments;

namespace DiTMoS.Tool.Tests.Arguments;

public sealed class LibraryOptionsTests
{
    [Theory]
    [InlineData("Name it by Csv.LabelColumn, or set Csv.ClassFrom to Folder or FileName.", "Name it by --label-column, or set --class-from to Folder or FileName.")]
    [InlineData("Set SampleRateHz to bring all to one.", "Set --rate to bring all to one.")]
    [InlineData("Set Length or Seconds, or PadShort.", "Set --window, or --pad-short.")]
    [InlineData("Set Ucr.VariableLength to Pad for zeros.", "Set --pad-series for zeros.")]
    [InlineData("Units must be of g. Leave Units out.", "--units must be of g. Leave --units out.")]
    [InlineData("Units: 'Units: x' does not say.", "--units: 'Units: x' does not say.")]
    [InlineData("Units 'g': no channel is in it.", "--units 'g': no channel is in it.")]
    [InlineData("Windows.Length: a window's rule", "--window: a window's rule")]
    public void InWords_OptionsOfTheLibrary_BecomeThoseOfTheCommand(string message, string expected) => Assert.Equal(expected, LibraryOptions.InWords(message));

    [Theory]
    [InlineData("'PadShort.csv' must be a file.")]
    [InlineData("UniMiB-SHAR's files: Set of 'Csv.Missing' and 'MaximumBytes'.")]
    public void InWords_WhatIsQuoted_StaysAsItIs(string message) => Assert.Equal(message, LibraryOptions.InWords(message));

    [Theory]
    [InlineData("Csv.Delimiter", "Csv.DecimalSign", "Csv.Channels", "Csv.LabelColumn", "Csv.SubjectColumn", "Csv.RecordingColumn", "Csv.TrialColumn", "Csv.TrialGroupColumn", "Csv.FoldColumn", "Csv.TimeColumn")]
    [InlineData("Csv.TimeUnit", "Csv.ClassFrom", "Csv.SampleRateHz", "Csv.Missing", "Ucr.Missing", "Ucr.VariableLength to Pad", "Deap.Target", "Deap.Threshold")]
    [InlineData("Windows.Length", "Windows.Seconds", "Windows.Hop", "Windows.HopSeconds", "Windows.SampleRateHz", "Windows.MajorityThreshold", "PadShort", "MaximumBytes")]
    public void InWords_EachOption_IsOneThatTheCommandHas(params string[] names)
    {
        string help = CommandResult.Of("data", "check", "--help").Output;

        Assert.All(names, name => Assert.Contains($" {LibraryOptions.InWords(name)} ", help, StringComparison.Ordinal));
    }
}
