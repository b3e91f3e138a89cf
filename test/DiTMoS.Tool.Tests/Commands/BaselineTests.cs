using System.Text.Json;

namespace DiTMoS.Tool.Tests.Commands;

/// <summary>The models that the routed one is compared with go through the same commands.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public BaselineTests() => _data = TestRecordings.Write(_folder["data.npz"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sigcla", "SigCla", 1)]
    [InlineData("ensemble", "Ensemble", 2)]
    [InlineData("tiny", "Tiny", 1)]
    public void TrainEvaluatePredictInspect_Ensemble_ShowNoRouting(string method, string recipe, int members)
    {
        string model = _folder["model.ditmos"];
        string json = _folder["figures.json"];

        CommandResult trained = CommandResult.Of("train", "--data", _data, "-o", model, "--method", method, "--epochs", "1");
        CommandResult evaluated = CommandResult.Of("evaluate", model, "--data", _data, "--json", json);
        CommandResult predicted = CommandResult.Of("predict", model, "--data", _data);
        CommandResult inspected = CommandResult.Of("inspect", model);

        Assert.All([trained, evaluated, predicted, inspected], result => Assert.Equal(ExitCode.Done, result.ExitCode));
        Assert.Equal(["data.npz", "figures.json", "model.ditmos"], _folder.Names);
        Assert.Contains($"Recipe      {recipe}, seed 0", trained.Output, StringComparison.Ordinal);
        Assert.All([trained, evaluated, predicted, inspected], result => Assert.DoesNotContain("selector", result.Output, StringComparison.OrdinalIgnoreCase));
        Assert.All([trained, evaluated, predicted], result => Assert.DoesNotContain("classifier", result.Output, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(members == 1 ? "Networks     one" : $"Networks     {members}, whose probabilities are averaged", inspected.Output, StringComparison.Ordinal);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(members, figures.GetProperty("members").GetInt32());
        Assert.All(["unionAccuracy", "selectorAccuracy", "histogram", "loadPerClassifier", "classifiers", "classifierSimilarity"], name => Assert.Equal(JsonValueKind.Null, figures.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData("ada-moe", "AdaMoE")]
    [InlineData("naive", "NaiveSelection")]
    public void TrainEvaluate_RoutedBaseline_ShowsRouting(string method, string recipe)
    {
        string model = _folder["model.ditmos"];

        CommandResult trained = CommandResult.Of("train", "--data", _data, "-o", model, "--method", method, "--classifiers", "3", "--epochs", "1");
        CommandResult evaluated = CommandResult.Of("evaluate", model, "--data", _data);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (trained.ExitCode, evaluated.ExitCode));
        Assert.Contains($"Recipe      {recipe}, seed 0; 3 classifiers", trained.Output, StringComparison.Ordinal);
        Assert.Contains("selector accuracy", evaluated.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sigcla", "--classifiers", "3")]
    [InlineData("tiny", "--preset", "as-published")]
    [InlineData("ensemble", "--strong", "strong.ditmos")]
    [InlineData("ada-moe", "--save-strong", "strong.ditmos")]
    [InlineData("strong", "--widths", "8,8,4")]
    [InlineData("naive", "--select-on-test", null)]
    [InlineData("tiny", "--resume", null)]
    public void Train_OptionThatTheMethodDoesNotRead_IsNamed(string method, string option, string? value)
    {
        string[] words = value is null ? [option] : [option, value];

        CommandResult result = CommandResult.Of(["train", "--data", _data, "-o", _folder["model.ditmos"], "--method", method, .. words]);

        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Contains($"{option} must not be given with --method {method}", result.Messages, StringComparison.Ordinal);
    }
}
