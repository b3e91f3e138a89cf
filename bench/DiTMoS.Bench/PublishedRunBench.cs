using System.Diagnostics;
using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Bench;

/// <summary>Times the authors' whole recipe, from the strong model to the last of 480 epochs, on random windows of UniMiB-SHAR's shape.</summary>
internal static class PublishedRunBench
{
    private const int Windows = 9409;
    private const int Classes = 17;

    /// <summary>Trains once and prints seconds per stage, the whole time and the largest memory.</summary>
    public static int Run()
    {
        var random = new SeededRandom(0, "bench");
        var windows = new WindowSet
        {
            Samples = [.. Enumerable.Range(0, (Windows + 1) * 3 * 151).Select(_ => (float)random.NextGaussian())],
            Channels = 3,
            Length = 151,
            Labels = [.. Enumerable.Range(0, Windows + 1).Select(i => i % Classes)],
            ClassNames = [.. Enumerable.Range(0, Classes).Select(k => k.ToString(CultureInfo.InvariantCulture))],
            ChannelNames = ["x", "y", "z"],
            Source = "random windows",
        };
        DataSplit split = DataSplit.FromRows(windows, SplitKind.Random, Enumerable.Range(0, Windows).ToArray(), [], [Windows]);
        long start = Stopwatch.GetTimestamp();
        var clock = new StageClock(start);
        DiTMoSModel model = DiTMoSTrainer.Train(windows, split, DiTMoS.Training.TrainingOptions.For(Preset.AsPublished), clock);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        clock.Finish();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole run: {seconds:F1} s on {Environment.ProcessorCount} processors, {model.Record.Epochs.Count} epochs; peak memory {process.PeakWorkingSet64 / 1048576.0:F0} MiB"));
        return 0;
    }

    private sealed class StageClock(long start) : IProgress<TrainingProgress>
    {
        private string? _stage;
        private long _since = start;

        public void Report(TrainingProgress value)
        {
            if (value.Stage != _stage)
            {
                Finish();
                _stage = value.Stage;
            }
        }

        public void Finish()
        {
            if (_stage != null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_stage}: about {Stopwatch.GetElapsedTime(_since).TotalSeconds:F1} s"));
            }

            _since = Stopwatch.GetTimestamp();
        }
    }
}
