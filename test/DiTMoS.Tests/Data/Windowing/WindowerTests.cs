using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data.Windowing;

public sealed class WindowerTests
{
    [Fact]
    public void Cut_LengthAndHop_TakesEveryWindowThatFits()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4, Hop = 3 }, RecordingSets.Recording("a", 11));

        Assert.Equal((3, 2, 4), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal([3, 4, 5, 6, 1003, 1004, 1005, 1006], windows.Window(1).ToArray());
        Assert.Equal([6, 7, 8, 9], windows.Window(2)[..4].ToArray());
    }

    [Fact]
    public void Cut_Seconds_AreRoundedToSamplesAtTheRate()
    {
        WindowSet windows = Cut(new WindowOptions { Seconds = 0.1, HopSeconds = 0.05 }, RecordingSets.Recording("a", 11, rate: 50));

        Assert.Equal([0f, 3f, 6f], Enumerable.Range(0, windows.Count).Select(n => windows.Window(n)[0]));
        Assert.Equal((5, 3, null, 50.0), (windows.FrontEnd!.Windows.Length, windows.FrontEnd.Windows.Hop, windows.FrontEnd.Windows.Seconds, windows.FrontEnd.Windows.SampleRateHz));
    }

    [Fact]
    public void Cut_Recordings_KeepsTheirNamesAndWhereWindowsBegin()
    {
        WindowOrigins origins = Cut(new WindowOptions { Length = 4, Hop = 3 }, RecordingSets.Recording("a", 8, rate: 20), RecordingSets.Recording("short", 3, rate: 20), RecordingSets.Recording("b", 12, gaps: [5], rate: 20)).Origins!;

        Assert.Equal(["a", "b"], origins.RecordingNames);
        Assert.Equal(["a", "a", "b", "b", "b"], Enumerable.Range(0, 5).Select(origins.NameOf));
        Assert.Equal([0, 3, 0, 5, 8], origins.Starts!);
        Assert.Equal([4, 7, 4, 9, 12], origins.Ends!);
        Assert.Equal(0.25, origins.StartSeconds(3));
    }

    [Fact]
    public void Cut_Resampled_StartsCountInTheNewRate()
    {
        WindowOrigins origins = Cut(new WindowOptions { Length = 10, SampleRateHz = 10 }, RecordingSets.Recording("a", 80, rate: 20)).Origins!;

        Assert.Equal([0, 10, 20, 30], origins.Starts!);
        Assert.Equal((10, 3), (origins.SampleRateHz, origins.StartSeconds(3)));
    }

    [Fact]
    public void Cut_PadShort_EndsWhereTheRecordingDoes() =>
        Assert.Equal([3], Cut(new WindowOptions { Length = 10, PadShort = true }, RecordingSets.Recording("a", 3)).Origins!.Ends!);

    [Fact]
    public void Cut_SecondsWithoutRate_NamesTheOption() =>
        AssertOption("Windows.Seconds", "does not say it", "Got 2", () => Cut(new WindowOptions { Seconds = 2 }, RecordingSets.Recording("a", 11, rate: null)));

    [Fact]
    public void Cut_Gaps_AreCrossedByNoWindow()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4, Hop = 1 }, RecordingSets.Recording("a", 12, gaps: [5, 7]));

        Assert.Equal([0f, 1f, 7f, 8f], Enumerable.Range(0, windows.Count).Select(n => windows.Window(n)[0]));
    }

    // Windows of 4 over walk 0-2, sit 3-6, nothing 7, sit 8-11.
    [Theory]
    [InlineData(LabelRule.Majority, 0.5, "walk,sit,sit")]
    [InlineData(LabelRule.Majority, 0.75, "walk,sit,sit")]
    [InlineData(LabelRule.Majority, 0.76, "sit")]
    [InlineData(LabelRule.Last, 0.5, "sit,sit")]
    [InlineData(LabelRule.Centre, 0.5, "walk,sit,sit")]
    public void Cut_LabelRule_DecidesTheClass(LabelRule rule, double threshold, string expected)
    {
        LabelledStretch[] labels = [new(0, 3, "walk"), new(3, 4, "sit"), new(8, 4, "sit")];

        WindowSet windows = Cut(new WindowOptions { Length = 4, LabelRule = rule, MajorityThreshold = threshold }, RecordingSets.Recording("a", 12, labels));

        Assert.Equal(expected, string.Join(',', windows.Labels.Select(label => windows.ClassNames[label])));
    }

    [Fact]
    public void Cut_MajorityOfEqualClasses_TakesTheFirst()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8, [new(0, 2, "walk"), new(2, 2, "sit"), new(4, 2, "sit"), new(6, 2, "walk")]));

        Assert.Equal(["walk", "sit"], windows.Labels.Select(label => windows.ClassNames[label]));
    }

    [Fact]
    public void Cut_Within_BeginsAtEachStretch()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4, Hop = 2, LabelRule = LabelRule.Within }, RecordingSets.Recording("a", 30, [new(1, 7, "walk"), new(8, 3, "sit"), new(20, 6, "sit")]));

        Assert.Equal([1f, 3f, 20f, 22f], Enumerable.Range(0, windows.Count).Select(n => windows.Window(n)[0]));
        Assert.Equal(["walk", "walk", "sit", "sit"], windows.Labels.Select(label => windows.ClassNames[label]));
    }

    [Fact]
    public void Cut_WithinAndPadShort_PadsEachShortStretch()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4, LabelRule = LabelRule.Within, PadShort = true }, RecordingSets.Recording("a", 30, [new(1, 5, "walk"), new(8, 3, "sit")]));

        Assert.Equal([1, 2, 3, 4, 1001, 1002, 1003, 1004], windows.Window(0).ToArray());
        Assert.Equal([8, 9, 10, 0, 1008, 1009, 1010, 0], windows.Window(1).ToArray());
        Assert.Equal(2, windows.Count);
    }

    [Fact]
    public void Cut_PadShort_PadsTheLongestPartOfAShortRecording()
    {
        WindowSet windows = Cut(
            new WindowOptions { Length = 6, PadShort = true }, RecordingSets.Recording("long", 8), RecordingSets.Recording("short", 5, gaps: [2], labels: [new(0, 5, "sit")]));

        Assert.Equal(2, windows.Count);
        Assert.Equal([2, 3, 4, 0, 0, 0, 1002, 1003, 1004, 0, 0, 0], windows.Window(1).ToArray());
    }

    [Fact]
    public void Cut_WholeRecordings_AreOneWindowEach()
    {
        WindowSet windows = Cut(new WindowOptions(), RecordingSets.Recording("a", 5), RecordingSets.Recording("b", 5));

        Assert.Equal((2, 5, 5, 5), (windows.Count, windows.Length, windows.FrontEnd!.Windows.Length, windows.FrontEnd.Windows.Hop));
    }

    [Fact]
    public void Cut_WholeRecordingsOfTwoLengths_NamesBoth() =>
        AssertRefused(["'b'", "4 samples", "'a' 5", "PadShort"], () => Cut(new WindowOptions(), RecordingSets.Recording("a", 5), RecordingSets.Recording("b", 4)));

    [Fact]
    public void Cut_WholeRecordingsPadded_AreAsLongAsTheLongest()
    {
        WindowSet windows = Cut(new WindowOptions { PadShort = true }, RecordingSets.Recording("a", 3), RecordingSets.Recording("b", 5), RecordingSets.Recording("c", 4));

        Assert.Equal((3, 5), (windows.Count, windows.Length));
        Assert.Equal([0, 1, 2, 0, 0], windows.Window(0)[..5].ToArray());
    }

    [Fact]
    public void Cut_WindowLongerThanEveryRecording_NamesBothLengths() =>
        AssertOption("Windows.Length", "12 samples", "has 11", () => Cut(new WindowOptions { Length = 12 }, RecordingSets.Recording("a", 11), RecordingSets.Recording("b", 7)));

    [Fact]
    public void Cut_NoRecording_SaysSo() => AssertRefused(["at least one recording"], () => Cut(new WindowOptions { Length = 2 }));

    [Fact]
    public void Cut_NoLabels_SaysSoOrLeavesThemOut()
    {
        RecordingSet set = RecordingSets.Of(RecordingSets.Recording("a", 8, labels: []));

        AssertRefused(["no window has a class", "Majority"], () => Windower.Cut(set, Of(new WindowOptions { Length = 4 }), new RecordingOptions()));
        WindowSet windows = Windower.Cut(set, Of(new WindowOptions { Length = 4, LabelRule = LabelRule.Within }), new RecordingOptions { RequireLabels = false });
        Assert.Equal([-1, -1], windows.Labels);
        Assert.Empty(windows.ClassNames);
    }

    [Fact]
    public void Cut_RatesThatDiffer_NamesBothAndTheWayOut()
    {
        AssertRefused(["'b'", "25 Hz", "'a' at 50 Hz", "SampleRateHz"], () => Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8), RecordingSets.Recording("b", 8, rate: 25)));
        AssertRefused(["'b'", "unknown rate"], () => Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8), RecordingSets.Recording("b", 8, rate: null)));
    }

    [Fact]
    public void Cut_RatesThatDifferAsClocksDo_CountAsOne()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8), RecordingSets.Recording("b", 8, rate: 49.9));

        Assert.Equal((4, 50.0), (windows.Count, windows.SampleRateHz));
        Assert.Equal(windows.Window(0).ToArray(), windows.Window(2).ToArray());
    }

    [Fact]
    public void Cut_SampleRate_BringsAllRecordingsToIt()
    {
        WindowSet windows = Cut(new WindowOptions { Length = 10, SampleRateHz = 25 }, RecordingSets.Recording("a", 40), RecordingSets.Recording("b", 20, rate: 25));

        Assert.Equal((4, 25.0), (windows.Count, windows.SampleRateHz));
        AssertOption("SampleRateHz", "their own is known", "'c'", () => Cut(new WindowOptions { Length = 10, SampleRateHz = 25 }, RecordingSets.Recording("c", 40, rate: null)));
    }

    [Fact]
    public void Cut_NotANumber_NamesRecordingChannelAndSample()
    {
        Recording recording = RecordingSets.Recording("walk7", 8);
        recording.Samples[1][5] = float.NaN;

        AssertRefused(["'walk7'", "'acc_y'", "sample 5", "NaN"], () => Cut(new WindowOptions { Length = 4 }, recording));
    }

    [Fact]
    public void Cut_OtherChannels_NamesTheRecording()
    {
        Recording ragged = RecordingSets.Recording("ragged", 8);
        ragged.Samples[1] = [1, 2];

        AssertRefused(["'b'", "2 channels", "Got 3"], () => Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8), RecordingSets.Recording("b", 8, channels: 3)));
        AssertRefused(["'ragged'", "equally long", "8", "2"], () => Cut(new WindowOptions { Length = 4 }, ragged));
    }

    [Fact]
    public void Cut_Trials_AreKeptWhereKnownAndElseOnePerRecording()
    {
        WindowSet windows = Cut(
            new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 8, trial: "t"), RecordingSets.Recording("b", 4), RecordingSets.Recording("c", 4, trial: "t"), RecordingSets.Recording("d", 4));

        Assert.Equal([0, 0, 1, 0, 2], windows.Trials!);
    }

    [Fact]
    public void Cut_Subjects_AreAllKnownOrNone()
    {
        Recording[] known = [RecordingSets.Recording("a", 4, subject: "p10"), RecordingSets.Recording("b", 4, subject: "p2")];

        WindowSet windows = Cut(new WindowOptions { Length = 4 }, known);

        Assert.Equal(["p2", "p10"], windows.SubjectNames);
        Assert.Equal([1, 0], windows.Subjects!);
        Assert.Null(Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 4)).Subjects);
        AssertRefused(["'b' does", "'c' does not"], () => Cut(new WindowOptions { Length = 4 }, known[1], RecordingSets.Recording("c", 4)));
    }

    [Fact]
    public void Cut_Folds_AreMinusOneWhereARecordingNamesNone()
    {
        Assert.Equal([1, -1], Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 4, fold: 1), RecordingSets.Recording("b", 4)).OfficialFolds!);
        Assert.Null(Cut(new WindowOptions { Length = 4 }, RecordingSets.Recording("a", 4)).OfficialFolds);
    }

    [Fact]
    public void Cut_Classes_KeepTheirOrderWithoutThoseThatHaveNoWindow()
    {
        RecordingSet set = RecordingSets.Of(RecordingSets.Recording("a", 8, [new(0, 4, "sit"), new(4, 4, "walk10")]), RecordingSets.Recording("b", 4, [new(0, 4, "walk2")]));

        Assert.Equal(["sit", "walk2", "walk10"], Windower.Cut(set, Of(new WindowOptions { Length = 4 }), new RecordingOptions()).ClassNames);
        Assert.Equal(["walk10", "walk2", "sit"], Windower.Cut(set.With(classNames: ["walk10", "jump", "walk2", "sit"]), Of(new WindowOptions { Length = 4 }), new RecordingOptions()).ClassNames);
        AssertRefused(["'b'", "'walk2'", "one of the 2"], () => Windower.Cut(set.With(classNames: ["walk10", "sit"]), Of(new WindowOptions { Length = 4 }), new RecordingOptions()));
    }

    [Fact]
    public void Cut_MoreThanTheLimit_IsRefused()
    {
        RecordingSet set = RecordingSets.Of(RecordingSets.Recording("a", 800));

        AssertRefused(["more than 1600 bytes", "MaximumBytes"], () => Windower.Cut(set, Of(new WindowOptions { Length = 10, Hop = 1 }), new RecordingOptions { MaximumBytes = 1600 }));
        AssertOption("Windows.Length", "500 samples", "MaximumBytes", () => Windower.Cut(set, Of(new WindowOptions { Length = 500 }), new RecordingOptions { MaximumBytes = 1600 }));
    }

    [Theory]
    [InlineData("Windows.Length must be at least 1 sample. Got 0")]
    [InlineData("Windows.Hop must be at least 1 sample. Got -1")]
    [InlineData("Windows.Seconds must be a finite number over 0. Got NaN")]
    [InlineData("Windows.HopSeconds must be a finite number over 0. Got 0")]
    [InlineData("Windows.SampleRateHz must be a finite number of hertz over 0. Got -5")]
    [InlineData("Windows.LabelRule must be Majority, Last, Centre or Within. Got 9")]
    [InlineData("Windows.MajorityThreshold must be over 0 and at most 1. Got 1.5")]
    [InlineData("Windows.Seconds must not be set together with Length")]
    [InlineData("Windows.HopSeconds must not be set together with Hop")]
    [InlineData("Windows.Hop needs Length or Seconds")]
    [InlineData("Windows.Seconds must be 1 to")]
    public void Cut_OptionOutOfRange_NamesItAndItsRule(string message)
    {
        var windows = new WindowOptions { Length = 4 };
        WindowOptions bad = message.Split(' ')[0] switch
        {
            "Windows.Length" => windows with { Length = 0 },
            "Windows.Hop" when message.Contains("needs", StringComparison.Ordinal) => new WindowOptions { Hop = 1 },
            "Windows.Hop" => windows with { Hop = -1 },
            "Windows.Seconds" when message.Contains("together", StringComparison.Ordinal) => windows with { Seconds = 1 },
            "Windows.Seconds" when message.Contains("1 to", StringComparison.Ordinal) => new WindowOptions { Seconds = 1e-9 },
            "Windows.Seconds" => new WindowOptions { Seconds = double.NaN },
            "Windows.HopSeconds" when message.Contains("together", StringComparison.Ordinal) => windows with { Hop = 1, HopSeconds = 1 },
            "Windows.HopSeconds" => windows with { HopSeconds = 0 },
            "Windows.SampleRateHz" => windows with { SampleRateHz = -5 },
            "Windows.LabelRule" => windows with { LabelRule = (LabelRule)9 },
            _ => windows with { MajorityThreshold = 1.5 },
        };

        AssertOption(message, "", "", () => Cut(bad, RecordingSets.Recording("a", 8)));
    }

    // What is cut is exactly what the definition says, whatever the lengths, gaps and labels.
    [Fact]
    public void Cut_AnyRecordings_AgreesWithTheDefinition()
    {
        int cut = 0;
        FsCheck.Check.One(Mutations.Config(300), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new SeededRandom(seed, "windows");
            int length = 1 + random.Next(12);
            int hop = 1 + random.Next(12);
            Recording recording = Draw(random);
            List<(int Start, string Class)> expected = Define(recording, length, hop);
            if (expected.Count == 0)
            {
                return;
            }

            WindowSet windows = Cut(new WindowOptions { Length = length, Hop = hop, MajorityThreshold = 0.6 }, recording);

            Assert.Equal(expected, Enumerable.Range(0, windows.Count).Select(n => ((int)windows.Window(n)[0], windows.ClassNames[windows.Labels[n]])));
            cut++;
        }));
        Assert.True(cut > 150);
    }

    [Fact]
    public void Cut_MoreThanOnePiece_KeepsEveryWindowInOrder()
    {
        Recording recording = RecordingSets.Recording("a", 3_000, channels: 3);

        WindowSet windows = Cut(new WindowOptions { Length = 1_000, Hop = 1 }, recording);               // 24 MB, of which a first piece holds 1

        Assert.Equal(2001, windows.Count);
        Assert.All(Enumerable.Range(0, windows.Count), n => Assert.Equal((n, n + 2999f), ((int)windows.Window(n)[0], windows.Window(n)[^1])));
    }

    private static Recording Draw(SeededRandom random)
    {
        int total = 1 + random.Next(60);
        var labels = new List<LabelledStretch>();
        for (int at = random.Next(4); at < total; at += random.Next(3))
        {
            int run = Math.Min(1 + random.Next(10), total - at);
            labels.Add(new LabelledStretch(at, run, ((char)('a' + random.Next(3))).ToString(CultureInfo.InvariantCulture)));
            at += run;
        }

        int[] gaps = [.. Enumerable.Range(0, random.Next(3)).Select(_ => 1 + random.Next(60)).Where(gap => gap < total).Distinct().Order()];
        return RecordingSets.Recording("drawn", total, [.. labels], gaps: gaps);
    }

    private static List<(int Start, string Class)> Define(Recording recording, int length, int hop)
    {
        var expected = new List<(int, string)>();
        int[] ends = [0, .. recording.Gaps, recording.Length];
        for (int part = 1; part < ends.Length; part++)
        {
            for (int at = ends[part - 1]; at + length <= ends[part]; at += hop)
            {
                string?[] classes = [.. Enumerable.Range(at, length).Select(t => recording.Labels.Where(stretch => t >= stretch.Start && t < stretch.Start + stretch.Length).Select(stretch => stretch.ClassName).FirstOrDefault())];
                IGrouping<string?, string?>? most = classes.Where(name => name is not null).GroupBy(name => name).MaxBy(group => group.Count());
                if (most is not null && most.Count() >= 0.6 * length)
                {
                    expected.Add((at, most.Key!));
                }
            }
        }

        return expected;
    }

    private static FrontEnd Of(WindowOptions windows) => new() { Windows = windows };

    private static WindowSet Cut(WindowOptions windows, params Recording[] recordings) => Windower.Cut(RecordingSets.Of(recordings), Of(windows), new RecordingOptions());

    private static void AssertRefused(string[] parts, Action action)
    {
        string message = Assert.Throws<RecordingException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static void AssertOption(string part1, string part2, string part3, Action action)
    {
        string message = Assert.Throws<OptionException>(action).Message;
        Assert.All([part1, part2, part3], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
