using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Tool.Arguments;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private const int Seconds = 20;
    private const int RateHz = 25;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> FeatureKinds => [.. FeatureText.Kinds];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_WithAWord_ShowsTheCardsThatHaveIt()
    {
        CommandResult result = CommandResult.Of("data", "list", "EEG");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Bonn EEG", result.Output, StringComparison.Ordinal);
        Assert.Contains("DEAP", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PAMAP2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void List_WithAWordOfNoCard_IsRefused()
    {
        CommandResult result = CommandResult.Of("data", "list", "zebrafish");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("zebrafish", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OwnLogs_ShowsWhatIsRecognised()
    {
        string json = _folder["check.json"];

        CommandResult result = CommandResult.Of("data", "check", WriteLogs(), "--window", "2s", "--json", json);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        JsonElement survey = figures.GetProperty("survey");
        Assert.Equal("csv", survey.GetProperty("format").GetString());
        Assert.Equal(4, survey.GetProperty("recordings").GetInt32());
        Assert.Equal([RateHz], survey.GetProperty("sampleRatesHz").EnumerateArray().Select(rate => rate.GetDouble()));
        Assert.Equal(["p1", "p2"], survey.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()));
        Assert.Equal(["acc_x", "acc_y", "acc_z"], survey.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("name").GetString()));
        Assert.Equal(4 * Seconds / 2, figures.GetProperty("windows").GetProperty("windows").GetInt32());
        Assert.Equal(2 * RateHz, figures.GetProperty("windows").GetProperty("length").GetInt32());
        Assert.Contains("walk", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ChannelThatHangs_SaysSoAndWhyNothingCanBeTrained()
    {
        string path = WriteLogs(z: _ => 1);

        CommandResult result = CommandResult.Of("data", "check", path, "--window", "50", "--json", _folder["check.json"]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("never changes from 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("Windows      none", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: ", result.Messages, StringComparison.Ordinal);
        Assert.Contains("Leave it out: --channels acc_x,acc_y", result.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["check.json"]));
    }

    [Fact]
    public void Check_RecordingsShorterThanAWindow_SaysSoAndTheWayOut()
    {
        string path = WriteLogs();
        foreach (string file in Directory.GetFiles(path))
        {
            File.WriteAllLines(file, File.ReadLines(file).Take(21).ToArray());
        }

        CommandResult result = CommandResult.Of("data", "check", path);
        CommandResult shorter = CommandResult.Of("data", "check", path, "--window", "10");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("4 recordings", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: --window: a window of ", result.Messages, StringComparison.Ordinal);
        Assert.Contains("has 20. Cut shorter windows, or set --pad-short.", result.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, shorter.ExitCode);
    }

    [Fact]
    public void Check_FileWithTextInANumber_NamesTheRow()
    {
        string path = WriteLogs();
        string file = Directory.GetFiles(path)[0];
        string[] lines = File.ReadAllLines(file);
        lines[30] = lines[30].Replace("0.", "O.", StringComparison.Ordinal);
        File.WriteAllLines(file, lines);

        CommandResult result = CommandResult.Of("data", "check", path);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(Path.GetFileName(file), result.Messages, StringComparison.Ordinal);
        Assert.Contains("row 31", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ColumnsOfChannels_AreThoseNamed()
    {
        CommandResult result = CommandResult.Of("data", "check", WriteLogs(), "--channel-columns", "acc_z,2", "--json", _folder["check.json"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement channels = JsonDocument.Parse(File.ReadAllText(_folder["check.json"])).RootElement.GetProperty("survey").GetProperty("channels");
        Assert.Equal(["acc_z", "acc_x"], channels.EnumerateArray().Select(channel => channel.GetProperty("name").GetString()));
    }

    [Fact]
    public void Train_WithoutClasses_NamesTheOptionsOfTheCommand()
    {
        CommandResult result = CommandResult.Of("train", "--data", Path.Combine(WriteLogs(), "p1-sit.csv"), "--class-from", "column", "--channel-columns", "acc_x", "--label-column", "nothing", "-o", _folder["m.ditmos"]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("--label-column must name a column of 'p1-sit.csv'", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ArchiveBeyondTheBytesAllowed_NamesTheOption()
    {
        string zip = _folder["logs.zip"];
        ZipFile.CreateFromDirectory(WriteLogs(), zip);

        CommandResult result = CommandResult.Of("data", "check", zip, "--maximum-bytes", "1000");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("the limit is 1000. Raise --maximum-bytes", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ToNpz_HoldsTheWindowsThatAreCut()
    {
        string path = WriteLogs();
        string output = _folder["windows.npz"];

        CommandResult result = CommandResult.Of("data", "convert", path, "-o", output, "--window", "50", "--hop", "25", "--features", "magnitude", "--channels", "acc_magnitude");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        WindowSet windows = Recordings.Load(output);
        Assert.Equal((4 * 19, 1, 50), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["acc_magnitude"], windows.ChannelNames);
        Assert.Equal(["p1", "p2"], windows.SubjectNames);
    }

    [Fact]
    public void Convert_WithParametersOfAStep_ComputesByThem()
    {
        string output = _folder["windows.npz"];

        CommandResult result = CommandResult.Of(
            "data", "convert", WriteLogs(), "-o", output, "--window", "50", "--channels", "acc_x_mel0", "--features", "log-mel:frameLength=16:hop=8:fftSize=16:filters=2:lowestHz=1:highestHz=12.5");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(1 + ((50 - 16) / 8), Recordings.Load(output).Length);
    }

    [Theory]
    [MemberData(nameof(FeatureKinds))]
    public void Features_NamedByTheirKind_AreThatStep(string kind)
    {
        FeatureStep step = FeatureText.Parse("--features", kind);

        Assert.Equal(kind.Replace("-", "", StringComparison.Ordinal) + "step", step.GetType().Name.ToLowerInvariant());
    }

    [Fact]
    public void Convert_ToCsv_GivesTheSameRecordings()
    {
        string path = WriteLogs();
        string output = _folder["all.csv"];

        CommandResult result = CommandResult.Of("data", "convert", path, "-o", output);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("2,000 rows", result.Output, StringComparison.Ordinal);
        var options = new RecordingOptions { AdjustWindows = windows => windows with { Length = 50 } };
        WindowSet expected = Recordings.Load(path, options);
        WindowSet actual = Recordings.Load(output, options);
        Assert.Equal(expected.Samples, actual.Samples);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Equal(expected.Subjects, actual.Subjects);
        Assert.Equal(expected.SampleRateHz, actual.SampleRateHz);
    }

    [Theory]
    [InlineData("out.txt", "--output must end with .npz or .csv")]
    [InlineData("out.csv|--window|50", "takes recordings as they are")]
    [InlineData("out.npz|--window|2m", "--window must be a number of samples")]
    [InlineData("out.npz|--features|spectrogram", "Got 'spectrogram'")]
    [InlineData("out.npz|--features|log-mel:hops=10", "log-mel takes frameLength, hop, fftSize")]
    [InlineData("out.npz|--features|log-mel:hop=ten", "Got 'log-mel:hop=ten'")]
    [InlineData("out.npz|--features|log-mel:hop", "must be NAME=VALUE")]
    [InlineData("out.npz|--features|log-mel:frameLength=32:hop=0", "Hop must be")]
    [InlineData("out.npz|--format|sound", "--format must be one of")]
    [InlineData("out.npz|--window|100000", "100000")]
    public void Convert_OptionsThatDoNotFit_AreRefused(string options, string message)
    {
        string[] words = options.Split('|');

        CommandResult result = CommandResult.Of(["data", "convert", WriteLogs(), "-o", _folder[words[0]], .. words[1..]]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.Equal(["logs"], _folder.Names);
    }

    [Fact]
    public void Convert_IntoTheFolderThatIsRead_IsRefused()
    {
        string path = WriteLogs();

        CommandResult result = CommandResult.Of("data", "convert", path, "-o", Path.Combine(path, "all.csv"));

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("the recordings would be there twice", result.Messages, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(path).Length);
    }

    [Theory]
    [InlineData("--window|5000", "a window of 5000 samples must fit into a recording")]
    [InlineData("--axes|x=y", "--axes must say")]
    [InlineData("--units|g", "Leave --units out.")]
    public void Check_OptionsThatDoNotFit_AreRefused(string options, string message)
    {
        CommandResult result = CommandResult.Of(["data", "check", WriteLogs(), .. options.Split('|')]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_ThenTrainBySplitFile_TestsThoseWindows()
    {
        string path = WriteLogs();
        string split = _folder["split.json"];
        string[] cut = ["--window", "50", "--hop", "25"];

        CommandResult result = CommandResult.Of(["data", "split", path, "-o", split, "--test-subjects", "p2", "--validation", "0", .. cut]);
        CommandResult train = CommandResult.Of(["train", "--data", path, "-o", _folder["model.ditmos"], "--split-file", split, "--epochs", "1", "--classifiers", "2", .. cut]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Leak         none found", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, train.ExitCode);
        Assert.Contains("whole subjects, p2 tested", train.Output, StringComparison.Ordinal);
        Assert.Contains("38 to test", train.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_SubjectsUnknown_DoesNotSayThatTheyAreApart()
    {
        string[] rows = File.ReadAllLines(Path.Combine(WriteLogs(), "p1-walk.csv"));
        string folder = Directory.CreateDirectory(_folder["plain"]).FullName;
        for (int n = 0; n < 12; n++)
        {
            File.WriteAllLines(Path.Combine(folder, $"{n}.csv"), [rows[0].Replace(",subject", ",who", StringComparison.Ordinal), .. rows[(1 + (40 * n))..(41 + (40 * n))].Select(row => row.Replace("walk", n % 2 == 0 ? "walk" : "run", StringComparison.Ordinal))]);
        }

        CommandResult result = CommandResult.Of("data", "split", folder, "-o", _folder["split.json"], "--window", "20", "--channel-columns", "acc_x,acc_y,acc_z", "--split", "trial");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("no recording is on both sides", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no subject is on both sides", result.Output, StringComparison.Ordinal);
        Assert.Contains("which subject a window is of is unknown", result.Output, StringComparison.Ordinal);
    }

    // Two people who walk and sit, a file each: time in seconds, three axes, label and subject in columns.
    private string WriteLogs(Func<int, double>? z = null)
    {
        string folder = Directory.CreateDirectory(_folder["logs"]).FullName;
        foreach (string subject in new[] { "p1", "p2" })
        {
            foreach (string label in new[] { "sit", "walk" })
            {
                var random = new SeededRandom(label.Length + subject[1], "logs");
                var text = new StringBuilder("time,acc_x,acc_y,acc_z,label,subject\n");
                for (int t = 0; t < Seconds * RateHz; t++)
                {
                    double swing = label == "walk" ? Math.Sin(t * 0.5) : 0;
                    double up = z?.Invoke(t) ?? 0.9 + (0.01 * random.NextGaussian());
                    text.Append(CultureInfo.InvariantCulture, $"{t / (double)RateHz:0.00},{0.1 + swing + (0.01 * random.NextGaussian()):0.0000},{0.2 + (0.01 * random.NextGaussian()):0.0000},{up:0.0000},{label},{subject}\n");
                }

                File.WriteAllText(Path.Combine(folder, $"{subject}-{label}.csv"), text.ToString());
            }
        }

        return folder;
    }
}
