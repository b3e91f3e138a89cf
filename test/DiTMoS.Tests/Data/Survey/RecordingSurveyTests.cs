using DiTMoS.Data;
using DiTMoS.Data.Survey;

namespace DiTMoS.Tests.Data.Survey;

public sealed class RecordingSurveyTests
{
    [Fact]
    public void Of_TwoRecordings_CountsWhatTheyHold()
    {
        RecordingSurvey survey = RecordingSurvey.Of(Set(
            new Recording { Name = "a", Samples = [Ramp(100), Ramp(100)], SampleRateHz = 50, Labels = [new(0, 40, "walk"), new(60, 40, "sit")], Gaps = [50], Subject = "s2", Trial = "1" },
            new Recording { Name = "b", Samples = [Ramp(300), Ramp(300)], SampleRateHz = 50, Labels = [new(0, 300, "walk")], Subject = "s10", Trial = "2", OfficialFold = 1 }));

        Assert.Equal((2, 400, 8.0), (survey.Recordings, survey.Samples, survey.Seconds!.Value));
        Assert.Equal((100, 300, 1, 20), (survey.Shortest, survey.Longest, survey.Gaps, survey.Unlabelled));
        Assert.Equal(["s2", "s10"], survey.Subjects);
        Assert.Equal((2, 2), (survey.Trials, survey.OfficialFolds));
        Assert.Equal([("sit", 1, 40L, 1), ("walk", 2, 340L, 2)], survey.Classes.Select(c => (c.Name, c.Stretches, c.Samples, c.Subjects)));
        Assert.Equal(Ramp(100)[60..], survey.Classes[0].Example);
    }

    [Fact]
    public void Of_RateUnknownSomewhere_GivesNoDuration()
    {
        RecordingSurvey survey = RecordingSurvey.Of(Set(
            new Recording { Name = "a", Samples = [Ramp(10), Ramp(10)], SampleRateHz = 50 },
            new Recording { Name = "b", Samples = [Ramp(10), Ramp(10)] }));

        Assert.Null(survey.Seconds);
        Assert.Equal([50], survey.SampleRatesHz);
    }

    [Fact]
    public void Of_SoundChannel_HasMeanAndDeviationAndNoSuspicion()
    {
        var random = new SeededRandom(1, "survey");
        float[] samples = [.. Enumerable.Range(0, 20000).Select(_ => (float)(1e4 + random.NextGaussian()))];

        ChannelSurvey channel = RecordingSurvey.Of(Set(new Recording { Name = "a", Samples = [samples, samples] })).Channels[0];

        Assert.Equal(samples.Average(v => (double)v), channel.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(samples.Average(v => (v - channel.Mean) * (v - channel.Mean))), channel.StandardDeviation, 1e-9);
        Assert.Empty(channel.Suspicions);
    }

    [Theory]
    [InlineData("constant", "never changes")]
    [InlineData("saturated", "saturate")]
    [InlineData("hanging", "holds one value for 500 samples")]
    [InlineData("missing", "3 samples are missing")]
    [InlineData("empty", "no sample is a finite number")]
    public void Of_ChannelThatLooksWrong_SaysWhy(string kind, string words)
    {
        float[] samples = Ramp(10000);
        switch (kind)
        {
            case "constant":
                Array.Fill(samples, 2);
                break;
            case "saturated":
                samples = Array.ConvertAll(samples, v => Math.Clamp(v, 200.25f, 9000.5f));
                break;
            case "hanging":
                samples.AsSpan(700, 500).Fill(70.5f);
                break;
            case "missing":
                samples[3] = samples[5] = float.NaN;
                samples[7] = float.PositiveInfinity;
                break;
            default:
                Array.Fill(samples, float.NaN);
                break;
        }

        RecordingSurvey survey = RecordingSurvey.Of(Set(new Recording { Name = "a", Samples = [Ramp(10000), samples] }));

        Assert.Empty(survey.Channels[0].Suspicions);
        Assert.Contains(survey.Channels[1].Suspicions, suspicion => suspicion.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ChannelThatRisesInEveryRecording_IsTakenForTime()
    {
        float[] time = [.. Enumerable.Range(0, 300).Select(i => i * 0.02f)];

        RecordingSurvey survey = RecordingSurvey.Of(Set(
            new Recording { Name = "a", Samples = [time, Ramp(300)] },
            new Recording { Name = "b", Samples = [time, Ramp(300)] }));

        Assert.Contains(survey.Channels[0].Suspicions, suspicion => suspicion.Contains("rises with every sample", StringComparison.Ordinal));
        Assert.Empty(survey.Channels[1].Suspicions);
    }

    private static RecordingSet Set(params Recording[] recordings) => new() { Format = "test", Source = "test", ChannelNames = ["x", "y"], Recordings = recordings };

    // Rises, and falls once at its end.
    private static float[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => ((i + 1) % length) + 0.5f)];
}
