using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Streaming;
using DiTMoS.Tests.Networks;
using DiTMoS.Tests.Planning;

namespace DiTMoS.Tests.Streaming;

public sealed class StreamingClassifierTests
{
    [Theory]
    [InlineData(4000)]
    [InlineData(3333)]
    [InlineData(20_000)]
    public void Push_Sounds_GivesWhatBatchScoringGives(int hop)
    {
        RecordingSet sounds = StreamModels.Sounds();
        DiTMoSModel model = StreamModels.OfSounds();

        AssertAsBatch(model, sounds, StreamModels.Joined(sounds.Recordings.Skip(40).Take(8)), hop);
    }

    [Fact]
    public void Push_SoundsWithPreEmphasisAndDither_GivesWhatBatchScoringGives()
    {
        RecordingSet sounds = StreamModels.Sounds();
        DiTMoSModel model = StreamModels.OfSounds(new LogMelStep { PreEmphasis = 0.97, Dither = 1e-4, Filters = 20 });

        AssertAsBatch(model, sounds, StreamModels.Joined(sounds.Recordings.Skip(40).Take(4)), hop: 6400);
    }

    [Fact]
    public void Push_MovementsWithDerivedChannels_GivesWhatBatchScoringGives()
    {
        RecordingSet movements = StreamModels.Movements();
        DiTMoSModel model = StreamModels.OfMovements(new JerkStep { Channels = ["acc_x", "acc_y", "acc_z"] }, new MagnitudeStep());

        AssertAsBatch(model, movements, movements.Recordings.First(), hop: 25);
    }

    [Theory]
    [InlineData(2, 64)]
    [InlineData(3, 51)]
    public void Push_SamplesThatArriveFaster_GivesWhatBatchScoringGivesOfResampledOnes(int factor, int hop)
    {
        RecordingSet movements = StreamModels.Movements();
        DiTMoSModel model = StreamModels.OfMovements();
        Recording recording = AtRate(movements.Recordings.First(), factor * 50);
        WindowSet windows = StreamModels.Cut(model, movements, recording, hop);
        var classifier = new StreamingClassifier(model, new StreamingOptions { Hop = hop, SampleRateHz = factor * 50 });

        List<(StreamingDecision Decision, float[] Scores)> decisions = Push(classifier, recording);

        Assert.Equal(factor, classifier.Decimation);
        Assert.InRange(decisions.Count, windows.Count - 2, windows.Count);          // 51 samples wait for what comes next
        AssertAsBatch(model, windows, decisions);
    }

    [Fact]
    public void Push_TurnedAxesInAnotherOrder_GivesWhatBatchScoringGives()
    {
        DiTMoSModel small = PublishedModels.Make(3, 64, 4, 2, aggregation: true, sharedBase: false);
        var frontEnd = new FrontEnd { ChannelNames = ["acc_x", "acc_y", "acc_z"], Axes = "x=-y,y=x,z=z", Windows = new WindowOptions { Length = 64, Hop = 16, SampleRateHz = 50 } };
        DiTMoSModel model = Named(small, ["acc_z", "acc_x", "acc_y"], frontEnd);
        float[] samples = Draw.Gaussian(3 * 300, 1, "turned").ToSingle();
        var recording = new Recording { Name = "turned", Samples = [.. Enumerable.Range(0, 3).Select(c => samples[(c * 300)..((c + 1) * 300)])], SampleRateHz = 50 };
        var set = new RecordingSet { Format = "test", Source = "test", ChannelNames = frontEnd.ChannelNames, Recordings = [recording] };

        AssertAsBatch(model, set, recording, hop: 16);
    }

    [Fact]
    public void Push_ModelWithoutFrontEnd_TakesWhatItsWindowsHold()
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 4, 2, aggregation: true, sharedBase: true);
        WindowSet windows = PublishedModels.Windows(model, 5);
        var classifier = new StreamingClassifier(model);

        List<(StreamingDecision Decision, float[] Scores)> decisions = [.. Enumerable.Range(0, 5).SelectMany(i => Push(classifier, RecordingOf(windows, i)))];

        Assert.Equal([0, 64, 128, 192, 256], decisions.Select(pair => pair.Decision.Start));
        AssertAsBatch(model, windows, decisions);
    }

    [Fact]
    public void Push_ValueThatIsNotFinite_RejectsTheWindowsThatHoldIt()
    {
        DiTMoSModel model = PublishedModels.Make(1, 64, 4, 2, aggregation: true, sharedBase: true);
        var classifier = new StreamingClassifier(model, new StreamingOptions { Hop = 32 });
        var samples = new float[64 + (5 * 32)];
        samples[70] = float.NaN;
        var decisions = new StreamingDecision[6];

        Assert.Equal(6, classifier.Push(samples, decisions));

        Assert.Equal([false, true, true, false, false, false], decisions.Select(decision => decision.IsRejected));
        Assert.Equal((StreamingOutcome.NotFinite, -1, -1, 0), (decisions[1].Outcome, decisions[1].Label, decisions[1].Route, decisions[1].Score));
    }

    [Fact]
    public void Push_Chunks_GivesWhatSingleSamplesGive()
    {
        RecordingSet movements = StreamModels.Movements();
        float[] samples = StreamModels.Samples(movements.Recordings.First())[..(6 * 3000)];
        var options = new StreamingOptions { Hop = 10, SampleRateHz = 100 };
        var single = new StreamingClassifier(StreamModels.OfMovements(), options);
        StreamingDecision[] expected = [.. samples.Chunk(6).Select(sample => single.Push(sample, out StreamingDecision decision) ? decision : (StreamingDecision?)null).OfType<StreamingDecision>()];
        var chunked = new StreamingClassifier(StreamModels.OfMovements(), options);
        var actual = new List<StreamingDecision>();
        foreach (float[] chunk in samples.Chunk(6 * 37))
        {
            var decisions = new StreamingDecision[chunked.DecisionsFor(chunk.Length / 6)];
            Assert.Equal(decisions.Length, chunked.Push(chunk, decisions));
            actual.AddRange(decisions);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Push_AfterTheFirstWindow_AllocatesNothing()
    {
        RecordingSet sounds = StreamModels.Sounds();
        float[] samples = StreamModels.Samples([.. sounds.Recordings.Take(3)]);
        var classifier = new StreamingClassifier(StreamModels.OfSounds(), new StreamingOptions { Hop = 4000, Smoothing = SmoothingKind.Majority, SampleRateHz = 16_010 });
        int decided = Run();

        int again = 0;

        Assert.Equal(0, Allocation.LeastOf(() => again = Run()));
        Assert.True(decided > 4 && again > decided);

        int Run()
        {
            int count = 0;
            foreach (ref float sample in samples.AsSpan())
            {
                count += classifier.Push(new ReadOnlySpan<float>(ref sample), out _) ? 1 : 0;
            }

            return count;
        }
    }

    [Fact]
    public void Reset_AfterAStream_BeginsAnew()
    {
        Recording recording = StreamModels.Movements().Recordings.First();
        var classifier = new StreamingClassifier(StreamModels.OfMovements(), new StreamingOptions { Smoothing = SmoothingKind.Average, SampleRateHz = 100 });
        List<(StreamingDecision Decision, float[] Scores)> first = Push(classifier, recording);

        classifier.Reset();

        Assert.Equal(first.Select(pair => pair.Decision), Push(classifier, recording).Select(pair => pair.Decision));
    }

    public static TheoryData<StreamingOptions, string> WrongOptions => new()
    {
        { new StreamingOptions { SampleRateHz = 75 }, "Streaming.SampleRateHz must be the 50 Hz of the model's windows, or a whole multiple of it up to 10000. Got 75 Hz, 1.5 times as many." },
        { new StreamingOptions { SampleRateHz = 25 }, "Got 25 Hz, 0.5 times as many." },
        { new StreamingOptions { SampleRateHz = double.NaN }, "Streaming.SampleRateHz must be a finite number of hertz over 0. Got NaN." },
        { new StreamingOptions { Hop = 0 }, "Streaming.Hop must be at least 1 sample. Got 0." },
        { new StreamingOptions { Hop = 1, HopSeconds = 1 }, "Streaming.HopSeconds must not be set together with Hop." },
        { new StreamingOptions { HopSeconds = 1e-3 }, "Streaming.HopSeconds must be 1 to 2147483647 samples at 50 Hz. Got 0.001 s, which is 0." },
        { new StreamingOptions { Smoothing = (SmoothingKind)9 }, "Streaming.Smoothing must be None, Majority or Average. Got 9." },
        { new StreamingOptions { SmoothingWindows = 0 }, "Streaming.SmoothingWindows must be in [1, 1000]. Got 0." },
        { new StreamingOptions { SmoothingWeight = 0 }, "Streaming.SmoothingWeight must be over 0 and at most 1. Got 0." },
        { new StreamingOptions { SwitchMargin = -0.1f }, "Streaming.SwitchMargin must be in [0, 1]. Got -0.1." },
        { new StreamingOptions { RejectBelow = 1.5f }, "Streaming.RejectBelow must be in [0, 1]. Got 1.5." },
        { new StreamingOptions { RefractorySeconds = -1 }, "Streaming.RefractorySeconds must be a finite number of at least 0. Got -1." },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Create_WrongOption_IsNamed(StreamingOptions options, string message)
    {
        DiTMoSModel model = ModelData.SmallModel();

        OptionException error = Assert.Throws<OptionException>(() => new StreamingClassifier(model, options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Push_WrongNumberOfValues_IsRefused()
    {
        var classifier = new StreamingClassifier(ModelData.SmallModel());

        Assert.Contains("2 values, one of each channel: x, y. Got 3.", Assert.Throws<ArgumentException>(() => classifier.Push(new float[3], out _)).Message, StringComparison.Ordinal);
        Assert.Contains("Got 5 values.", Assert.Throws<ArgumentException>(() => classifier.Push(new float[5], [])).Message, StringComparison.Ordinal);
        Assert.Contains("room for 1 decisions. Got room for 0.", Assert.Throws<ArgumentException>(() => classifier.Push(new float[48], [])).Message, StringComparison.Ordinal);
    }

    private static void AssertAsBatch(DiTMoSModel model, RecordingSet recordings, Recording recording, int hop)
    {
        WindowSet windows = StreamModels.Cut(model, recordings, recording, hop);
        var classifier = new StreamingClassifier(model, new StreamingOptions { Hop = hop });

        List<(StreamingDecision Decision, float[] Scores)> decisions = Push(classifier, recording);

        Assert.True(windows.Count > 3);
        Assert.Equal(windows.Origins!.Starts, decisions.Select(pair => (int)pair.Decision.Start));
        AssertAsBatch(model, windows, decisions);
    }

    /// <summary>Routes, labels and scores are those of the batch, bit for bit.</summary>
    private static void AssertAsBatch(DiTMoSModel model, WindowSet windows, List<(StreamingDecision Decision, float[] Scores)> decisions)
    {
        var scorer = new WindowScorer(model, windows.Count);
        scorer.Score(windows.Samples, windows.Count);
        for (int i = 0; i < decisions.Count; i++)
        {
            (StreamingDecision decision, float[] scores) = decisions[i];
            Assert.Equal((scorer.Selected(i), scorer.Predicted(i), scorer.Predicted(i), StreamingOutcome.Accepted), (decision.Route, decision.WindowLabel, decision.Label, decision.Outcome));
            Assert.Equal(scorer.Probabilities(i), scores);
        }
    }

    private static List<(StreamingDecision Decision, float[] Scores)> Push(StreamingClassifier classifier, Recording recording)
    {
        var decisions = new List<(StreamingDecision, float[])>();
        foreach (float[] sample in StreamModels.Samples(recording).Chunk(recording.Samples.Length))
        {
            if (classifier.Push(sample, out StreamingDecision decision))
            {
                decisions.Add((decision, classifier.Scores.ToArray()));
            }
        }

        return decisions;
    }

    private static Recording AtRate(Recording recording, double rateHz) => new() { Name = recording.Name, Samples = recording.Samples, SampleRateHz = rateHz };

    private static Recording RecordingOf(WindowSet windows, int i) => new()
    {
        Name = "window",
        Samples = [.. Enumerable.Range(0, windows.Channels).Select(c => windows.Window(i).Slice(c * windows.Length, windows.Length).ToArray())],
    };

    private static DiTMoSModel Named(DiTMoSModel model, string[] channels, FrontEnd frontEnd) => new(model.Selector, model.Classifiers)
    {
        ClassNames = model.ClassNames,
        ChannelNames = channels,
        SampleRateHz = 50,
        Normalization = model.Normalization,
        FrontEnd = frontEnd,
        Record = model.Record,
    };
}
