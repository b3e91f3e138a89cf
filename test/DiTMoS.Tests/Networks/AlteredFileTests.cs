using System.Text.Json.Nodes;
using DiTMoS.Networks;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Networks;

/// <summary>Whatever happens to a file: it is refused by a <see cref="ModelFileException"/>, or it reads as before.</summary>
public sealed class AlteredFileTests
{
    private static readonly byte[] Model = ModelData.SmallModel().Bytes();
    private static readonly byte[] Network = ModelData.SmallNetwork().Bytes();

    [Fact]
    public void Load_AnyByteOfANetworkAltered_IsRefused()
    {
        byte[] altered = [.. Network];
        for (int i = 0; i < altered.Length; i++)
        {
            altered[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<ModelFileException>(() => ModelData.LoadNetwork(altered));
            altered[i] = Network[i];
        }

        Assert.Equal(Network, ModelData.LoadNetwork(altered).Bytes());
    }

    [Fact]
    public void Load_BytesOfAModelAltered_IsRefused()
    {
        byte[] altered = [.. Model];
        for (int i = 0; i < altered.Length; i += 61)
        {
            altered[i] ^= 0xFF;
            Assert.Throws<ModelFileException>(() => ModelData.LoadModel(altered));
            altered[i] = Model[i];
        }
    }

    [Fact]
    public void Load_CutOff_IsRefused()
    {
        for (int length = 0; length < Model.Length; length += 64)
        {
            Assert.Throws<ModelFileException>(() => ModelData.LoadModel(Model[..length]));
        }

        Assert.Throws<ModelFileException>(() => ModelData.LoadModel(Model[..^1]));
    }

    [Fact]
    public void Load_BytesWrittenInsertedOrRemoved_IsRefusedOrUnchanged()
    {
        Gen<(int Position, int Kind, int Value)[]> edits =
            (from position in Gen.Choose(0, Network.Length - 1)
             from kind in Gen.Choose(0, 3)
             from value in Gen.Choose(0, 255)
             select (position, kind, value)).NonEmptyListOf().Select(list => list.ToArray());

        Prop.ForAll(edits.ToArbitrary(), list =>
        {
            List<byte> bytes = [.. Network];
            foreach ((int position, int kind, int value) in list)
            {
                Edit(bytes, Math.Min(position, bytes.Count - 1), kind, (byte)value);
            }

            return IsRefusedOr(() => ModelData.LoadNetwork([.. bytes]).Bytes().SequenceEqual(Network));
        }).Check(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(500));
    }

    [Fact]
    public void Load_ForgedManifest_IsRefusedOrAModelWithinBounds()
    {
        string[] values = ["null", "0", "-1", "1", "2", "3", "65536", "2147483647", "1e999", "-1.5", "1e-50", "\"\"", "\"x\"", "\"Average\"", "\"\\uD800\"", "[]", "{}", "[null]", "true", ""];
        Gen<(int Node, string Value)> edits =
            from node in Gen.Choose(0, 10_000)
            from value in Gen.Elements(values)
            select (node, value);
        ModelData.LoadModel(Model);

        Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            byte[] forged = ModelData.Forge(Model, manifest => Forge(manifest, edit.Node, edit.Value));
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool ok = IsRefusedOr(() => ModelData.LoadModel(forged).Selector.Values.Length > 0);
            return ok && GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20;
        }).Check(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(500));
    }

    [Theory]
    [InlineData("\"hiddenUnits\":3", "\"hiddenUnits\":65536")]
    [InlineData("\"length\":24", "\"length\":1048576")]
    [InlineData("\"length\":24", "\"length\":2147483647")]
    [InlineData("\"kernel\":3", "\"kernel\":-3")]
    [InlineData("\"poolKind\":\"Max\"", "\"poolKind\":7")]
    [InlineData("\"aggregatedChannels\":[0,2]", "\"aggregatedChannels\":[0,0]")]
    [InlineData("\"aggregatedChannels\":[0,2]", "\"aggregatedChannels\":[0,-2]")]
    [InlineData("\"classNames\":[\"walking\",", "\"classNames\":[null,")]
    [InlineData("\"classNames\":[\"walking\",", "\"classNames\":[")]
    [InlineData("\"temperature\":1.5", "\"temperature\":0")]
    [InlineData("\"sampleRateHz\":50", "\"sampleRateHz\":-50")]
    [InlineData("\"mean\":[0.25,", "\"mean\":[")]
    [InlineData("\"mean\":[0.25,", "\"mean\":[1e999,")]
    [InlineData("\"trainRows\":[0,", "\"trainRows\":[-1,")]
    [InlineData("\"trainRows\":[0,", "\"trainRowz\":[0,")]
    [InlineData("\"seed\":7,", "")]
    [InlineData("selector/hidden.bias", "selector/hidden.bias2")]
    public void Load_ForgedModel_IsRefused(string old, string forged)
    {
        byte[] file = ModelData.Forge(Model, manifest => manifest.Replace(old, forged, StringComparison.Ordinal));

        Assert.NotEqual(Model, file);
        Assert.StartsWith("File 'test.ditmos': ", Assert.Throws<ModelFileException>(() => ModelData.LoadModel(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NegativeVariance_IsRefusedByName()
    {
        DiTMoSModel model = ModelData.SmallModel();
        model.Classifiers[1]["block2.norm.running_var"][1] = -0.5f;

        var error = Assert.Throws<ModelFileException>(() => ModelData.LoadModel(model.Bytes()));

        Assert.Contains("tensor 'classifier1/block2.norm.running_var' must hold variances, at least 0. Got -0.5", error.Message, StringComparison.Ordinal);
    }

    private static void Edit(List<byte> bytes, int position, int kind, byte value)
    {
        switch (kind)
        {
            case 0:
                bytes[position] = value;
                break;
            case 1:
                bytes.Insert(position, value);
                break;
            case 2 when bytes.Count > 1:
                bytes.RemoveAt(position);
                break;
            default:
                bytes.RemoveRange(position, Math.Min(value, bytes.Count - position - 1));
                break;
        }
    }

    private static bool IsRefusedOr(Func<bool> load)
    {
        try
        {
            return load();
        }
        catch (ModelFileException)
        {
            return true;
        }
    }

    /// <summary>Replaces one value of the manifest by JSON text; removes it where the text is empty.</summary>
    private static string Forge(string manifest, int index, string value)
    {
        JsonNode root = JsonNode.Parse(manifest)!;
        List<(JsonNode Parent, object Key)> places = [];
        Collect(root, places);
        (JsonNode parent, object key) = places[index % places.Count];
        const string Marker = "\"@@\"";
        if (parent is JsonObject members)
        {
            members.Remove((string)key);
            if (value.Length > 0)
            {
                members[(string)key] = "@@";
            }
        }
        else if (value.Length > 0)
        {
            parent[(int)key] = "@@";
        }
        else
        {
            ((JsonArray)parent).RemoveAt((int)key);
        }

        return root.ToJsonString().Replace(Marker, value, StringComparison.Ordinal);
    }

    private static void Collect(JsonNode node, List<(JsonNode Parent, object Key)> places)
    {
        IEnumerable<(object Key, JsonNode? Child)> children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray array => array.Select((child, i) => ((object)i, child)),
            _ => [],
        };
        foreach ((object key, JsonNode? child) in children)
        {
            places.Add((node, key));
            if (child is not null && key is not "tensors")
            {
                Collect(child, places);
            }
        }

        if (node is JsonObject o && o["tensors"] is JsonArray tensors)
        {
            Collect(tensors[0]!, places);
        }
    }
}
