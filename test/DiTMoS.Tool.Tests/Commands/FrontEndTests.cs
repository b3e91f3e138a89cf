using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Tool.Tests.Commands;

/// <summary>Models that were trained on windows cut in their own way, used on recordings.</summary>
public sealed class FrontEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_Recordings_AreCutAsForTraining()
    {
        WriteRecordings(users: 4);
        WindowSet windows = Recordings.Load(_folder["raw"], new RecordingOptions { Windows = new WindowOptions { Length = 50, Hop = 25, SampleRateHz = 25, LabelRule = LabelRule.Within }, Channels = "acc_z,gyro_x" });
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["2"], ValidationFraction = 0 });
        TrainingOptions options = TrainingOptions.For(Preset.Default);
        DiTMoSModel model = DiTMoSTrainer.Train(
            windows, split, options with { NumberOfClassifiers = 2, Joint = options.Joint with { Epochs = 1 } }, null, TestContext.Current.CancellationToken);
        model.Save(_folder["model.ditmos"]);

        CommandResult evaluated = CommandResult.Of("evaluate", _folder["model.ditmos"], "--data", _folder["raw"]);
        CommandResult predicted = CommandResult.Of("predict", _folder["model.ditmos"], "--data", _folder["raw"]);

        Assert.Equal((50, 25, 25.0), (model.FrontEnd!.Windows.Length, model.FrontEnd.Windows.Hop, model.FrontEnd.Windows.SampleRateHz));
        Assert.Equal(["acc_z", "gyro_x"], model.FrontEnd.ChannelNames);
        Assert.Equal((ExitCode.Done, ""), (evaluated.ExitCode, evaluated.Messages));
        Assert.Contains(split.Description, evaluated.Output, StringComparison.Ordinal);                      // the digest was the same, so the model knew its windows again
        Assert.Equal(ExitCode.Done, predicted.ExitCode);
        Assert.True(predicted.Output.Split('\n').Length > windows.Count);
    }

    [Fact]
    public void Convert_WindowsWithFeatures_TrainAModelThatReadsTheRecordings()
    {
        WriteRecordings(users: 4);
        string[] recipe = ["--epochs", "1", "--classifiers", "2", "--test-subjects", "2", "--seed", "1"];

        CommandResult converted = CommandResult.Of("data", "convert", _folder["raw"], "-o", _folder["data.npz"], "--window", "50", "--hop", "25", "--features", "magnitude");
        CommandResult direct = CommandResult.Of(["train", "--data", _folder["raw"], "-o", _folder["direct.ditmos"], "--window", "50", "--hop", "25", "--features", "magnitude", .. recipe]);
        CommandResult trained = CommandResult.Of(["train", "--data", _folder["data.npz"], "-o", _folder["model.ditmos"], .. recipe]);
        CommandResult ofRecordings = CommandResult.Of("predict", _folder["model.ditmos"], "--data", _folder["raw"]);
        CommandResult ofWindows = CommandResult.Of("predict", _folder["model.ditmos"], "--data", _folder["data.npz"]);

        Assert.Equal([0, 0, 0, 0, 0], [converted.ExitCode, direct.ExitCode, trained.ExitCode, ofRecordings.ExitCode, ofWindows.ExitCode]);
        FrontEnd expected = DiTMoSModel.Load(_folder["direct.ditmos"]).FrontEnd!;
        FrontEnd kept = DiTMoSModel.Load(_folder["model.ditmos"]).FrontEnd!;
        Assert.Equal((expected.Windows, expected.Axes), (kept.Windows, kept.Axes));
        Assert.Equal(expected.ChannelNames, kept.ChannelNames);
        Assert.Equal(expected.ChannelUnits, kept.ChannelUnits);
        Assert.Equal(expected.Features, kept.Features);
        Assert.Contains(",RawData/acc_exp01_user01.txt,25,0.5", ofRecordings.Output, StringComparison.Ordinal);
        Assert.Equal(ofRecordings.Output, ofWindows.Output);
    }

    // Users of one experiment each: 400 samples of lying, then 400 of walking.
    private void WriteRecordings(int users)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder["raw"], "RawData")).FullName;
        var labels = new StringWriter(CultureInfo.InvariantCulture);
        for (int user = 1; user <= users; user++)
        {
            var random = new SeededRandom(user, "recording");
            foreach (string sensor in new[] { "acc", "gyro" })
            {
                File.WriteAllLines(Path.Combine(folder, $"{sensor}_exp{user:00}_user{user:00}.txt"), Enumerable.Range(0, 800).Select(t => string.Join(' ', Enumerable.Range(0, 3).Select(c =>
                    (((t < 400 ? 0.01 : 0.5) * Math.Sin(t * (c + 1) * 0.2)) + (0.01 * random.Next(100) / 100)).ToString("F6", CultureInfo.InvariantCulture)))));
            }

            labels.WriteLine($"{user} {user} 6 1 400");
            labels.WriteLine($"{user} {user} 1 401 800");
        }

        File.WriteAllText(Path.Combine(folder, "labels.txt"), labels.ToString());
    }
}
