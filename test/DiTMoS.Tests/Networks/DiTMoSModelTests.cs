using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class DiTMoSModelTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void SaveAndLoad_Model_KeepsEveryBit(bool sharedBase, bool aggregation)
    {
        using var folder = new TemporaryFolder();
        DiTMoSModel model = ModelData.SmallModel(ModelData.SmallOptions with { SharedBase = sharedBase, FeatureAggregation = aggregation });
        model.Selector["block1.norm.running_mean"][0] = -0f;
        model.Selector["block1.norm.running_var"][0] = float.Epsilon;

        model.Save(folder["a.ditmos"]);
        DiTMoSModel loaded = DiTMoSModel.Load(folder["a.ditmos"]);

        Assert.Equal(sharedBase, loaded.SharedBase);
        Assert.Equal(aggregation, loaded.FeatureAggregation);
        foreach ((Network expected, Network actual) in model.Classifiers.Prepend(model.Selector).Zip(loaded.Classifiers.Prepend(loaded.Selector)))
        {
            Assert.Equal(Bits(expected.Values), Bits(actual.Values));
            Assert.Equal(Bits(expected.Statistics), Bits(actual.Statistics));
            Assert.True(expected.Spec.HasShapeOf(actual.Spec));
            Assert.Equal(expected.Spec.Name, actual.Spec.Name);
        }

        Assert.Equal(model.ClassNames, loaded.ClassNames);
        Assert.Equal(model.ChannelNames, loaded.ChannelNames);
        Assert.Equal(model.SampleRateHz, loaded.SampleRateHz);
        Assert.Equal(model.Temperature, loaded.Temperature);
        Assert.Equal(model.Normalization.Mean, loaded.Normalization.Mean);
        Assert.Equal(model.Normalization.Scale, loaded.Normalization.Scale);
        AssertSameRecord(model.Record, loaded.Record);
        Assert.Equal(model.Bytes(), loaded.Bytes());
        Assert.Equal(File.ReadAllBytes(folder["a.ditmos"]), loaded.Bytes());
    }

    [Fact]
    public void SaveLoad_ValidationWindows_ComeBack()
    {
        using var folder = new TemporaryFolder();
        float[] windows = [.. Enumerable.Range(0, 2 * 2 * 24).Select(i => i / 7f)];

        ModelData.SmallModel(windows).Save(folder["a.ditmos"]);

        Assert.Equal(windows, DiTMoSModel.Load(folder["a.ditmos"]).ValidationWindows);
    }

    [Fact]
    public void ValidationWindows_NotWholeOrNotFinite_AreRefused()
    {
        Assert.Contains("whole windows of 48 values", Assert.Throws<OptionException>(() => ModelData.SmallModel(new float[47])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<OptionException>(() => ModelData.SmallModel([float.NaN, .. new float[47]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_TheSameContent_IsTheSameOnEveryMachine()
    {
        Assert.Equal("e6c3dcd6c5bd13aeca9ef7b6154b70b33fbee2cce9bdaa059a1696043a0e9db2", ModelData.SmallModel().Hash);
    }

    [Fact]
    public void Hash_SavedFile_IsThatOfItsBytes()
    {
        DiTMoSModel model = ModelData.SmallModel();

        Assert.Equal(TensorArchive.Hash(model.Bytes()), model.Hash);
    }

    [Fact]
    public void Hash_OneWeightChanged_Changes()
    {
        DiTMoSModel model = ModelData.SmallModel();
        string before = model.Hash;

        model.Classifiers[2]["output.bias"][1] = 0.5f;

        Assert.NotEqual(before, model.Hash);
    }

    [Fact]
    public void Save_Model_NamesTensorsByNetwork()
    {
        TensorArchive archive = TensorArchive.Parse(ModelData.SmallModel().Bytes(), "test", "model");

        Assert.Contains(archive.Tensors, tensor => tensor.Name == "selector/block1.conv.weight");
        Assert.Contains(archive.Tensors, tensor => tensor.Name == "classifier0/block2.conv.weight" && tensor.Shape.SequenceEqual([2, 4, 3]));
        Assert.Contains(archive.Tensors, tensor => tensor.Name == "classifier2/output.bias");
    }

    [Theory]
    [InlineData("selector", "hidden.weight", float.NaN)]
    [InlineData("classifier1", "block2.norm.running_mean", float.PositiveInfinity)]
    public void Save_WeightThatIsNotFinite_IsRefusedByNameAndKeepsTheOldFile(string network, string tensor, float value)
    {
        using var folder = new TemporaryFolder();
        DiTMoSModel model = ModelData.SmallModel();
        model.Save(folder["a.ditmos"]);
        byte[] before = File.ReadAllBytes(folder["a.ditmos"]);
        (network == "selector" ? model.Selector : model.Classifiers[1])[tensor][0] = value;

        var error = Assert.Throws<ModelFileException>(() => model.Save(folder["a.ditmos"]));

        Assert.Contains($"{network}/{tensor}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder["a.ditmos"]));
        Assert.Equal(["a.ditmos"], folder.Files);
    }

    [Fact]
    public void Constructor_OneClassifier_IsRefused() =>
        AssertRefused("must be at least 2", () => Wire(Selector(1), [Classifier()]));

    [Fact]
    public void Constructor_ClassifiersOfDifferentShape_AreRefused() =>
        AssertRefused("classifier 1: must have the shape of classifier 0", () => Wire(Selector(2), [Classifier(), Classifier(ModelData.SmallOptions with { HiddenUnits = 4 })]));

    [Fact]
    public void Constructor_SelectorOutputsThatFitNothing_AreRefused() =>
        AssertRefused("must have 2 outputs, one for each classifier, or 4 with a shared base. Got 3", () => Wire(Selector(3), [Classifier(), Classifier()]));

    [Fact]
    public void Constructor_SelectorOfOtherWindows_IsRefused() =>
        AssertRefused("2 channels and 24 samples. Got 2 and 30", () => Wire(PublishedNetworks.Selector(2, 30, 2, ModelData.SmallOptions), [Classifier(), Classifier()]));

    [Fact]
    public void Constructor_AggregatedChannelsThatTheSelectorDoesNotGive_AreRefused() =>
        AssertRefused(
            "classifiers, block 2: must read what the selector's block 1 gives, 5 channels of 11 samples. Got 2 channels of 11 samples",
            () => Wire(PublishedNetworks.Selector(2, 24, 2, ModelData.SmallOptions with { Widths = [5, 2] }), [Classifier(), Classifier()]));

    [Fact]
    public void Constructor_AggregatedLengthThatTheSelectorDoesNotGive_IsRefused() =>
        AssertRefused(
            "2 channels of 10 samples. Got 2 channels of 11 samples",
            () => Wire(PublishedNetworks.Selector(2, 24, 2, ModelData.SmallOptions with { Kernels = [5, 3] }), [Classifier(), Classifier()]));

    [Fact]
    public void Constructor_AggregationInTheFirstBlock_IsRefused() =>
        AssertRefused("block 1: must not read features", () => Wire(Selector(2), [Aggregating(2, 0), Aggregating(2, 0)]));

    [Fact]
    public void Constructor_AggregatingSelector_IsRefused() =>
        AssertRefused("selector: must read nothing but the window", () => Wire(Aggregating(0, 2), [Classifier(), Classifier()]));

    [Fact]
    public void ClassNames_TooFewEmptyOrTwice_AreRefused()
    {
        AssertRefused("class names: must be 2", () => Wire(Selector(2), [Classifier(), Classifier()], "walking"));
        AssertRefused("class names: must not be empty", () => Wire(Selector(2), [Classifier(), Classifier()], "walking", " "));
        AssertRefused("class names: must differ", () => Wire(Selector(2), [Classifier(), Classifier()], "walking", "walking"));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Temperature_NotOverZero_IsRefused(float temperature) =>
        AssertRefused("temperature", () => new DiTMoSModel(ModelData.SmallModel().Selector, ModelData.SmallModel().Classifiers)
        {
            ClassNames = ["a", "b"],
            ChannelNames = ["x", "y"],
            Normalization = new ChannelNormalization([0, 0], [1, 1]),
            Record = ModelData.SmallRecord(),
            Temperature = temperature,
        });

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static NetworkSpec Selector(int outputs) => PublishedNetworks.Selector(2, 24, outputs, ModelData.SmallOptions);

    private static NetworkSpec Classifier(NetworkOptions? options = null) => PublishedNetworks.Classifier(2, 24, 2, options ?? ModelData.SmallOptions);

    private static NetworkSpec Aggregating(params int[] channels) => Classifier() with { AggregatedChannels = channels };

    private static DiTMoSModel Wire(NetworkSpec selector, NetworkSpec[] classifiers, params string[] classNames) =>
        new(new Network(selector), [.. classifiers.Select(spec => new Network(spec))])
        {
            ClassNames = classNames.Length == 0 ? ["walking", "running"] : classNames,
            ChannelNames = ["x", "y"],
            Normalization = new ChannelNormalization([0, 0], [1, 1]),
            Record = ModelData.SmallRecord(),
        };

    private static void AssertRefused(string part, Func<DiTMoSModel> make) =>
        Assert.Contains(part, Assert.Throws<OptionException>(make).Message, StringComparison.Ordinal);

    private static void AssertSameRecord(TrainingRecord expected, TrainingRecord actual)
    {
        Assert.Equal((expected.Preset, expected.Seed, expected.Source, expected.Split), (actual.Preset, actual.Seed, actual.Source, actual.Split));
        Assert.Equal(expected.TrainRows, actual.TrainRows);
        Assert.Equal(expected.ValidationRows, actual.ValidationRows);
        Assert.Equal(expected.TestRows, actual.TestRows);
        Assert.Equal(expected.SelectedOnTest, actual.SelectedOnTest);
        Assert.Equal(expected.Options, actual.Options);
        Assert.Equal(expected.Epochs, actual.Epochs);
        Assert.Equal(expected.Figures, actual.Figures);
        Assert.Equal(expected.LibraryVersion, actual.LibraryVersion);
    }
}
