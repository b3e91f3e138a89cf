using System.Text;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

/// <summary>Small models and files for the tests of this folder.</summary>
internal static class ModelData
{
    public static readonly NetworkOptions SmallOptions = new() { Widths = [2, 2], Kernels = [3, 3], HiddenUnits = 3 };

    public static DiTMoSModel SmallModel(NetworkOptions? options = null)
    {
        options ??= SmallOptions;
        return new DiTMoSModel(
            Random(PublishedNetworks.Selector(2, 24, options.SelectorOutputs(3, 2), options), 0),
            [.. Enumerable.Range(1, 3).Select(i => Random(PublishedNetworks.Classifier(2, 24, 2, options), i))])
        {
            ClassNames = ["walking", "running"],
            ChannelNames = ["x", "y"],
            SampleRateHz = 50,
            Normalization = new ChannelNormalization([0.25, -1.1], [2, 0.3]),
            Temperature = 1.5f,
            Record = SmallRecord(),
        };
    }

    /// <summary>The small model with windows of 2 x 24 that it keeps.</summary>
    public static DiTMoSModel SmallModel(float[] validationWindows)
    {
        DiTMoSModel model = SmallModel();
        return new DiTMoSModel(model.Selector, model.Classifiers)
        {
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            Normalization = model.Normalization,
            Record = model.Record,
            ValidationWindows = validationWindows,
        };
    }

    /// <summary>The model with the windows of a front end.</summary>
    public static DiTMoSModel With(this DiTMoSModel model, FrontEnd frontEnd) => new(model.Selector, model.Classifiers)
    {
        ClassNames = model.ClassNames,
        ChannelNames = model.ChannelNames,
        SampleRateHz = model.SampleRateHz,
        Normalization = model.Normalization,
        FrontEnd = frontEnd,
        Temperature = model.Temperature,
        Record = model.Record,
    };

    public static TrainingRecord SmallRecord() => new()
    {
        Preset = "AsPublished",
        Seed = 7,
        Source = "windows.csv",
        Split = "subject-wise, subject 3 tested",
        TrainRows = [0, 1, 2, 5],
        ValidationRows = [3],
        TestRows = [4],
        Options = """{ "learningRate": 0.01, "note": "größer" }""",
        Epochs = [new EpochRecord("pre-training", 0, 0.75), new EpochRecord("adversarial", 0, 0.5, 0.875, 1)],
        Figures = new Dictionary<string, double> { ["union accuracy"] = 0.95, ["accuracy"] = 0.9 },
        LibraryVersion = "0.1.0",
    };

    public static NetworkFile SmallNetwork() => new(Random(PublishedNetworks.Selector(1, 14, 2, new NetworkOptions { Widths = [1], Kernels = [3], HiddenUnits = 1 }), 9))
    {
        ClassNames = ["no", "yes"],
        Normalization = new ChannelNormalization([0], [1]),
    };

    public static Network Random(NetworkSpec spec, int index)
    {
        var network = new Network(spec);
        network.Initialize(new SeededRandom(1, "test", index));
        return network;
    }

    public static byte[] Bytes(this DiTMoSModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    public static byte[] Bytes(this NetworkFile network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    public static DiTMoSModel LoadModel(byte[] bytes) => DiTMoSModel.Load(new MemoryStream(bytes), "test.ditmos");

    public static NetworkFile LoadNetwork(byte[] bytes) => NetworkFile.Load(new MemoryStream(bytes), "test.ditmos");

    public static string Manifest(byte[] file) => Encoding.UTF8.GetString(StoredZip.Read(file, "test")[0].Content.Span);

    /// <summary>The file with another manifest, all checksums made to fit: what a forger would write.</summary>
    public static byte[] Forge(byte[] file, Func<string, string> edit)
    {
        List<(string Name, ReadOnlyMemory<byte> Content)> entries = StoredZip.Read(file, "test");
        byte[] manifest = Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(entries[0].Content.Span)));
        entries[0] = (entries[0].Name, manifest);
        entries[^1] = (entries[^1].Name, Encoding.ASCII.GetBytes($"{TensorArchive.Hash(manifest)}  manifest.json\n"));
        return StoredZip.Write(entries, "test");
    }
}
