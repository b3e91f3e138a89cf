using DiTMoS.Tool.Tests.Commands;
using DiTMoS.Tool.Verification;

namespace DiTMoS.Tool.Tests.Verification;

public sealed class ManifestSchemaTests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"layout\": \"LC\"", "\"layout\": \"CL\"")]
    [InlineData("\"pool\": \"arena\"", "\"pool\": \"heap\"")]
    [InlineData("\"tileRows\": 1", "\"tileRows\": 0")]
    [InlineData("\"zeroPoint\": null,", "")]
    [InlineData("\"strategy\": \"auto\"", "\"strategy\": \"auto\", \"more\": 1")]
    public void Errors_ManifestThatBreaksTheSchema_AreFound(string text, string broken)
    {
        CommandResult.Of("deploy", model.Path, "-o", _folder["deployed"]);
        string manifest = File.ReadAllText(Path.Combine(_folder["deployed"], "manifest.json"));

        Assert.Contains(text, manifest, StringComparison.Ordinal);
        Assert.Empty(ManifestSchema.Errors(manifest));
        Assert.NotEmpty(ManifestSchema.Errors(manifest.Replace(text, broken, StringComparison.Ordinal)));
    }
}
