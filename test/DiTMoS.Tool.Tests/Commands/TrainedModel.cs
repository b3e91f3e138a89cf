namespace DiTMoS.Tool.Tests.Commands;

/// <summary>A model that the command trained once for all tests of a class.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedModel()
    {
        Data = TestRecordings.Write(_folder["data.npz"]);
        Path = _folder["model.ditmos"];
        Json = _folder["train.json"];
        Result = CommandResult.Of("train", "--data", Data, "-o", Path, "--json", Json, "--epochs", "3", "--classifiers", "3", "--seed", "5");
        Files = _folder.Names;
    }

    internal string Data { get; }

    internal string Path { get; }

    internal string Json { get; }

    internal CommandResult Result { get; }

    internal string[] Files { get; }

    public void Dispose() => _folder.Dispose();
}
