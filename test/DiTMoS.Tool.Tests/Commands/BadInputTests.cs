namespace DiTMoS.Tool.Tests.Commands;

public class BadInputTests
{
    [Fact]
    public void Train_MissingFile_IsRefused() => Refuses(folder => Train(folder, folder["nothing.npz"]), "nothing.npz");

    [Fact]
    public void Train_FileOfAnotherFormat_IsRefused() => Refuses(
        folder =>
        {
            File.WriteAllText(folder["data.npz"], "These are no recordings.");
            return Train(folder, folder["data.npz"]);
        },
        "expected one of these formats");

    [Fact]
    public void Train_TruncatedFile_IsRefused() => Refuses(
        folder =>
        {
            string data = TestRecordings.Write(folder["data.npz"]);
            File.WriteAllBytes(data, File.ReadAllBytes(data)[..^2000]);
            return Train(folder, data);
        },
        "data.npz");

    [Fact]
    public void Train_SampleThatIsNotANumber_IsRefused() => Refuses(
        folder => Train(folder, TestRecordings.Write(folder["data.npz"], TestRecordings.WithNotANumber)), "sample", "NaN");

    [Fact]
    public void Train_OneClassOnly_IsRefused() => Refuses(
        folder => Train(folder, TestRecordings.Write(folder["data.npz"], windows => TestRecordings.With(windows, labels: new int[windows.Count]))), "two classes", "standing");

    [Fact]
    public void Train_MoreClassifiersThanWindows_IsRefused() => Refuses(
        folder => [.. Train(folder, TestRecordings.Write(folder["data.npz"])), "--classifiers", "5000"], "5000");

    [Theory]
    [InlineData("--test-subjects|s2,s77", "s77")]
    [InlineData("--leave-out|s77", "s77")]
    [InlineData("--leave-out|s1|--test-subjects|s2", "--leave-out")]
    [InlineData("--split|official", "official folds")]
    [InlineData("--split|sideways", "--split must be random, trial, subject or official. Got 'sideways'.")]
    [InlineData("--fold|7", "7")]
    [InlineData("--folds|many", "--folds must be a whole number of at least 2. Got 'many'.")]
    [InlineData("--validation|1.5", "--validation must be a number of at least 0 and below 1. Got '1.5'.")]
    [InlineData("--preset|best", "--preset must be default or as-published. Got 'best'.")]
    [InlineData("--classifiers|1", "--classifiers")]
    [InlineData("--widths|8,x", "--widths must be whole numbers of at least 1, separated by commas. Got '8,x'.")]
    [InlineData("--widths|8,8", "Kernels")]
    [InlineData("--kernels|400,9,5", "kernel")]
    [InlineData("--channels|acc_q", "acc_q")]
    [InlineData("--seed|1.5", "--seed must be a whole number. Got '1.5'.")]
    [InlineData("--threads|-1", "--threads")]
    [InlineData("--jitter|NaN", "--jitter")]
    [InlineData("--from|nothing.ditmos", "nothing.ditmos")]
    [InlineData("--from|nothing.ditmos|--classifiers|3", "--classifiers must not be given with --from")]
    [InlineData("--from|nothing.ditmos|--fc|16", "--fc must not be given with --from")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--seed", "--seed")]
    public void Train_BadOption_IsRefused(string options, string message) =>
        Refuses(folder => [.. Train(folder, TestRecordings.Write(folder["data.npz"])), .. options.Split('|')], message);

    [Fact]
    public void Train_OutputInFolderThatIsNotThere_IsRefused() => Refuses(
        folder => ["train", "--data", TestRecordings.Write(folder["data.npz"]), "-o", folder["nowhere/model.ditmos"]], "nowhere", "Create it");

    [Fact]
    public void Train_OutputIsFolder_IsRefused() => Refuses(folder => ["train", "--data", TestRecordings.Write(folder["data.npz"]), "-o", folder[""]], "It is a folder");

    [Fact]
    public void Train_OutputIsTheRecordings_IsRefused() => Refuses(
        folder => ["train", "--data", TestRecordings.Write(folder["data.npz"]), "-o", folder["data.npz"]], "must not be a file that the command reads");

    [Fact]
    public void Train_FileWhereCheckpointsBelong_IsRefused() => Refuses(
        folder =>
        {
            File.WriteAllText(folder["model.ditmos.checkpoint"], "mine");
            return Train(folder, TestRecordings.Write(folder["data.npz"]));
        },
        "model.ditmos.checkpoint", "It is a file");

    [Fact]
    public void Train_JsonIsTheModel_IsRefused() => Refuses(
        folder => [.. Train(folder, TestRecordings.Write(folder["data.npz"])), "--json", folder["model.ditmos"]], "--json");

    [Theory]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("inspect")]
    public void Command_FileThatIsNoModel_IsRefused(string command) => Refuses(
        folder =>
        {
            File.WriteAllText(folder["data.npz"], "This is no model.");
            return [command, folder["data.npz"]];
        },
        "data.npz");

    [Theory]
    [InlineData("", "command")]
    [InlineData("deploy", "deploy")]
    [InlineData("evaluate", "evaluate")]
    public void CommandLine_Incomplete_IsRefused(string args, string message) => Refuses(_ => args.Split(' ', StringSplitOptions.RemoveEmptyEntries), message, "--help");

    private static string[] Train(TemporaryFolder folder, string data) => ["train", "--data", data, "-o", folder["model.ditmos"], "--epochs", "1"];

    private static void Refuses(Func<TemporaryFolder, string[]> arrange, params string[] fragments)
    {
        using var folder = new TemporaryFolder();
        string[] args = arrange(folder);
        string[] before = folder.Names;

        CommandResult result = CommandResult.Of(args);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        string error = Assert.Single(result.MessageLines);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.All(fragments, fragment => Assert.Contains(fragment, error, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(before, folder.Names);
    }
}
