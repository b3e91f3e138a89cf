using DiTMoS;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>The stages one by one, and the trainer that composes them.</summary>
public sealed class StageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stages_ChainedByHand_GiveTheBytesOfTheTrainerAndOfTheEngine(bool everything)
    {
        Func<TrainingOptions, TrainingOptions> engine = everything ? TestData.Everything : TestData.Short;
        var context = new MLContext(1);
        IDataView data = TestData.Keyed(context, TestData.Rows());
        DiTMoSMulticlassTrainer.Options options = TestData.Options(engine);

        DiTMoSModel whole = TestData.Trainer(context, engine).Fit(data).Model;
        DiTMoSModel chained = context.Transforms.DiTMoSSplit(options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 }))
            .Append(context.MulticlassClassification.Trainers.DiTMoSAdversarial(options.CopyTo(new DiTMoSAdversarialTrainer.Options())))
            .AppendCacheCheckpoint(context)
            .Append(context.Transforms.DiTMoSAggregate(options.CopyTo(new DiTMoSAggregateEstimator.Options())))
            .Fit(data).ToDiTMoSModel();

        byte[] expected = TestData.Bytes(whole);
        Assert.Equal(expected, TestData.Bytes(chained));
        Assert.Equal(expected, TestData.Bytes(ByEngine(TestData.Rows(), engine)));
    }

    [Fact]
    public void Split_EqualWindowsInDifferentSubsets_AreToldApartByTheirRows()
    {
        var context = new MLContext(1);
        Row[] rows = [.. TestData.Rows(), .. TestData.Rows(), .. TestData.Rows()];
        DiTMoSMulticlassTrainer.Options options = TestData.Options();

        byte[] chained = TestData.Bytes(TestData.Trainer(context, Guided).Fit(TestData.Keyed(context, rows)).Model);

        Assert.Equal(TestData.Bytes(ByEngine(rows, Guided)), chained);

        static TrainingOptions Guided(TrainingOptions options) => TestData.Short(options) with { Joint = options.Joint with { Epochs = 2, GuidanceEpochs = 2 } };
    }

    [Fact]
    public void Split_WindowsThatWereNotTrainedOn_HaveNoSubset()
    {
        var context = new MLContext(1);
        IDataView data = TestData.Keyed(context, TestData.Rows());

        DiTMoSSplitTransformer split = context.Transforms.DiTMoSSplit(channelCount: TestData.Channels, numberOfClassifiers: 3).Fit(data);

        uint[] known = [.. split.Transform(data).GetColumn<uint>("Subset")];
        uint[] unknown = [.. split.Transform(context.Data.LoadFromEnumerable(TestData.Rows(seed: 2))).GetColumn<uint>("Subset")];
        Assert.Equal([0u, 1u, 2u, 3u], known.Distinct().Order());
        Assert.InRange(known.Count(subset => subset == 0), 3, 12);
        Assert.All(unknown, subset => Assert.Equal(0u, subset));
    }

    [Fact]
    public void Adversarial_SubsetsMadeByHand_AreTrainedOn()
    {
        var context = new MLContext(1);
        Row[] rows = TestData.Rows();
        IDataView data = context.Transforms.Conversion.MapValueToKey("Subset", "Subject").Fit(TestData.Keyed(context, rows)).Transform(TestData.Keyed(context, rows));

        DiTMoSTransformer model = context.MulticlassClassification.Trainers
            .DiTMoSAdversarial(TestData.Options().CopyTo(new DiTMoSAdversarialTrainer.Options())).Fit(data);

        Assert.Equal(4, model.Model.Classifiers.Count);
    }

    [Fact]
    public void Adversarial_RowsWithoutSubset_SaysWhichAndWhy()
    {
        var context = new MLContext(1);
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        IDataView data = TestData.Keyed(context, TestData.Rows());
        DiTMoSSplitTransformer split = context.Transforms.DiTMoSSplit(options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 })).Fit(data);

        ArgumentException error = Assert.Throws<ArgumentException>(() => context.MulticlassClassification.Trainers
            .DiTMoSAdversarial(options.CopyTo(new DiTMoSAdversarialTrainer.Options { Seed = 8 })).Fit(split.Transform(TestData.Keyed(context, TestData.Rows(seed: 2)))));

        Assert.Contains("has no subset", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregate_ScoresOfAnotherTrainer_SaysWhatIsNeeded()
    {
        var context = new MLContext(1);
        IDataView data = context.Transforms.CopyColumns("Score", "Features").Fit(TestData.Keyed(context, TestData.Rows())).Transform(TestData.Keyed(context, TestData.Rows()));

        ArgumentException error = Assert.Throws<ArgumentException>(() => context.Transforms.DiTMoSAggregate(channelCount: TestData.Channels).Fit(data));

        Assert.Contains("Append Trainers.DiTMoSAdversarial first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadModel_NewerFormat_IsRefused()
    {
        var context = new MLContext(1);
        string text = TestData.Trainer(context).Fit(TestData.Keyed(context, TestData.Rows())).Stage.ToText();

        ModelFileException newer = Assert.Throws<ModelFileException>(() => StageText.ReadModel(text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)));
        ModelFileException altered = Assert.Throws<ModelFileException>(() => StageText.ReadModel(Altered(text)));

        Assert.Contains("format 2", newer.Message, StringComparison.Ordinal);
        Assert.NotEmpty(altered.Message);
        Assert.Throws<ModelFileException>(() => StageText.ReadModel("{}"));
        Assert.Throws<ModelFileException>(() => StageText.ReadModel(""));
        Assert.Throws<ModelFileException>(() => StageText.ReadModel("null"));
        Assert.Throws<ModelFileException>(() => StageText.ReadModel(text[..(text.Length / 2)]));
        Assert.Throws<ModelFileException>(() => StageText.ReadSplit(text));
    }

    [Fact]
    public void ReadModel_AnyTextAltered_IsReadOrRefused()
    {
        var context = new MLContext(1);
        string text = TestData.Trainer(context).Fit(TestData.Keyed(context, TestData.Rows())).Stage.ToText();
        var random = new SeededRandom(1, "alter");
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            char[] altered = text.ToCharArray();
            int edge = random.Next(400);                // the model lies in between, and has a checksum
            altered[i % 4 == 0 ? random.Next(altered.Length) : i % 4 == 1 ? altered.Length - 1 - (edge / 4) : edge] = (char)random.Next(128);
            try
            {
                SavedModel stage = StageText.ReadModel(new string(altered));
                Assert.All(new[] { stage.FeatureColumnName, stage.Columns.Score }, name => Assert.NotEmpty(name));
            }
            catch (ModelFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 300, 999);
    }

    [Fact]
    public void Stages_ChainedByHand_CanPredictSingleRowsAndBeSaved()
    {
        var context = new MLContext(1);
        Row[] rows = TestData.Rows();
        IDataView data = context.Data.LoadFromEnumerable(rows);
        DiTMoSMulticlassTrainer.Options options = TestData.Options(TestData.Everything);
        var model = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.DiTMoSSplit(options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 })))
            .Append(context.MulticlassClassification.Trainers.DiTMoSAdversarial(options.CopyTo(new DiTMoSAdversarialTrainer.Options())))
            .Append(context.Transforms.DiTMoSAggregate(options.CopyTo(new DiTMoSAggregateEstimator.Options())))
            .Fit(data);
        string[] expected = TestData.Scores(context, model.Transform(data));

        foreach (ITransformer transformer in new ITransformer[] { model, TestData.SaveAndLoad(context, model, data.Schema) })
        {
            PredictionEngine<Row, Scored> engine = context.Model.CreatePredictionEngine<Row, Scored>(transformer);
            Assert.Equal(expected, TestData.Scores(context, transformer.Transform(data)));
            Assert.Equal(expected, rows.Select(row => engine.Predict(row).All()));
            Assert.True(transformer.ToDiTMoSModel().SharedBase);
        }
    }

    // One letter in the middle of the model.
    private static string Altered(string text)
    {
        int at = text.IndexOf("\"model\":\"", StringComparison.Ordinal) + 20_000;
        return string.Concat(text.AsSpan(0, at), text[at] == 'A' ? "B" : "A", text.AsSpan(at + 1));
    }

    private static DiTMoSModel ByEngine(Row[] rows, Func<TrainingOptions, TrainingOptions> engine)
    {
        string[] classes = [.. rows.Select(row => row.Label).Distinct()];
        var windows = new WindowSet
        {
            Samples = [.. rows.SelectMany(row => row.Features)],
            Channels = TestData.Channels,
            Length = TestData.Length,
            Labels = [.. rows.Select(row => Array.IndexOf(classes, row.Label))],
            ClassNames = classes,
            ChannelNames = ["0", "1"],
            Source = "IDataView",
        };
        TrainingOptions recipe = engine(TrainingOptions.For(Preset.Default) with { NumberOfClassifiers = 2, Seed = 7, Threads = 1 });
        DataSplit split = DataSplitter.HoldBack(windows, SplitKind.Random, 0.2, seed: 7);
        return DiTMoSTrainer.Train(windows, split, recipe, cancellationToken: TestContext.Current.CancellationToken);
    }
}
