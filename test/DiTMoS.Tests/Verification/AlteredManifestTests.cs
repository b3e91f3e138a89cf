using System.Text.Json;
using System.Text.Json.Nodes;
using DiTMoS.Export;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Tests.Networks;
using DiTMoS.Tests.Planning;
using DiTMoS.Verification;

namespace DiTMoS.Tests.Verification;

/// <summary>Manifests in which one value was changed and the digest computed anew: whatever they say, only our errors come of them.</summary>
public sealed class AlteredManifestTests : IDisposable
{
    private const int Changes = 700;

    private static readonly JsonNode?[] Values = [null, -1, 0, 1, 3, 4, 65_536, int.MaxValue, int.MinValue, "", "input", "selector_block1", "../model.ditmos", true, new JsonArray(), new JsonArray((JsonNode?)null), new JsonObject()];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PlacementStrategy.Ram)]
    [InlineData(PlacementStrategy.Flash)]
    [InlineData(PlacementStrategy.Recompute)]
    public void Score_AnyValueOfTheManifestChanged_GivesAnAnswerOrOurError(PlacementStrategy strategy)
    {
        DiTMoSModel model = ModelData.SmallModel();
        float[] window = PublishedModels.Windows(model, 1).Samples;
        DeploymentManifest manifest = Deployment.Write(model, _folder["out"], new DeploymentOptions { Plan = new PlanOptions { Strategy = strategy, AllowFlashWear = true } }).Manifest;
        var random = new SeededRandom(1, "altered manifests");
        int refused = 0;
        int answered = 0;
        for (int i = 0; i < Changes; i++)
        {
            JsonNode altered = JsonSerializer.SerializeToNode(manifest, ManifestJson.Default.DeploymentManifest)!;
            string where = Change(altered, random);
            try
            {
                DeploymentManifest read = altered.Deserialize(ManifestJson.Default.DeploymentManifest)!;
                SlicedDeployment.Load(_folder["out"], ManifestFile.Parse(ManifestFile.ToBytes(read), where)).Score(window);
                answered++;
            }
            catch (Exception e) when (e is DiTMoSException or JsonException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{where}: {e}");
            }
        }

        Assert.InRange(refused, 1, Changes - 1);
        Assert.InRange(answered, 1, Changes - 1);
    }

    /// <summary>Walks to a value at random, and puts another in its place or leaves it out.</summary>
    private static string Change(JsonNode root, SeededRandom random)
    {
        JsonNode node = root;
        while (true)
        {
            JsonNode? next = node switch
            {
                JsonObject { Count: > 0 } parent => parent.ElementAt(random.Next(parent.Count)).Value,
                JsonArray { Count: > 0 } parent => parent[random.Next(parent.Count)],
                _ => null,
            };
            if (next is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && random.Next(8) > 0)
            {
                node = next;
                continue;
            }

            JsonNode? value = random.OneOf(Values)?.DeepClone();
            switch (node)
            {
                case JsonObject parent:
                    string name = parent.ElementAt(random.Next(parent.Count)).Key;
                    parent[name] = value;
                    return $"{parent.GetPath()}.{name} = {value?.ToJsonString()}";
                case JsonArray parent when random.Next(2) == 0:
                    parent.RemoveAt(random.Next(parent.Count));
                    return $"{parent.GetPath()} without one";
                case JsonArray parent:
                    int index = random.Next(parent.Count);
                    parent[index] = value;
                    return $"{parent.GetPath()}[{index}] = {value?.ToJsonString()}";
            }
        }
    }
}
