using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class NetworkFileTests
{
    [Fact]
    public void SaveAndLoad_Network_KeepsEveryBit()
    {
        using var folder = new TemporaryFolder();
        NetworkFile network = ModelData.SmallNetwork();

        network.Save(folder["strong.ditmos"]);
        NetworkFile loaded = NetworkFile.Load(folder["strong.ditmos"]);

        Assert.Equal(network.Network.Values, loaded.Network.Values);
        Assert.Equal(network.Network.Statistics, loaded.Network.Statistics);
        Assert.Equal(network.ClassNames, loaded.ClassNames);
        Assert.Null(loaded.Record);
        Assert.Equal(network.Bytes(), loaded.Bytes());
    }

    [Fact]
    public void Load_Model_NamesBothKinds()
    {
        var error = Assert.Throws<ModelFileException>(() => ModelData.LoadNetwork(ModelData.SmallModel().Bytes()));

        Assert.Contains("must be of the kind 'network'. Got 'model'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NetworkThatReadsAnother_IsRefused()
    {
        Assert.Throws<OptionException>(() => new NetworkFile(new Network(PublishedNetworks.Classifier(3, 151, 17)))
        {
            ClassNames = [],
            Normalization = ModelData.SmallNetwork().Normalization,
        });
    }

    [Fact]
    public void Save_Network_WritesTheApprovedManifest()
    {
        string manifest = ModelData.Manifest(ModelData.SmallNetwork().Bytes());

        Assert.StartsWith(
            """
            {"format":"ditmos","version":1,"kind":"network","document":{"network":{"name":"selector","channels":1,"length":14,
            "blocks":[{"outputChannels":1,"kernel":3,"padding":0,"stride":1,"groups":1,"pool":2,"poolKind":"Max"}],
            "aggregatedChannels":[0],"hiddenUnits":1,"outputs":2,"dropout":0.2},"classNames":["no","yes"],
            "normalization":{"mean":[0],"scale":[1]},"record":null},
            "tensors":[{"name":"input.norm.weight","type":"float32","shape":[1],"file":"tensors/000.bin","bytes":4,"sha256":"
            """.ReplaceLineEndings(""),
            manifest,
            StringComparison.Ordinal);
    }
}
