using DiTMoS;
using DiTMoS.Export;
using DiTMoS.Export.Onnx;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Training;
using DiTMoS.Verification;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>The stage of a pipeline that writes files for a microcontroller when it is fitted.</summary>
public sealed class DeployStageTests : IDisposable
{
    private static readonly string[] Added = ["PredictedLabel", "Score", "SelectedClassifier", "SelectorScore"];

    private readonly TemporaryFolder _folders = new();
    private readonly MLContext _context = new(1);
    private readonly IDataView _data;

    public DeployStageTests() => _data = _context.Data.LoadFromEnumerable(TestData.Rows());

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Fit_BehindATrainer_WritesWhatDeployWrites()
    {
        string folder = _folders.New();
        string expected = _folders.New();

        TransformerChain<DiTMoSDeployTransformer> model = Pipeline(new() { Folder = folder }).Fit(_data);
        model.Deploy(expected);

        DeploymentResult result = model.LastTransformer.Result;
        Assert.Equal(File.ReadAllBytes(Path.Combine(expected, "manifest.json")), File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        Assert.Equal(Files(folder), result.Files.Order(StringComparer.Ordinal));
        Assert.True(DeploymentVerifier.Verify(folder, cancellation: TestContext.Current.CancellationToken).Valid);
    }

    [Fact]
    public void Fit_BehindTheStages_DeploysTheModelOfTheLast()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options(TestData.Everything);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.DiTMoSSplit(options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 })))
            .Append(_context.MulticlassClassification.Trainers.DiTMoSAdversarial(options.CopyTo(new DiTMoSAdversarialTrainer.Options())))
            .Append(_context.Transforms.DiTMoSAggregate(options.CopyTo(new DiTMoSAggregateEstimator.Options())))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"))
            .AppendCacheCheckpoint(_context);
        string folder = _folders.New();

        var model = pipeline.Append(_context.Transforms.DiTMoSDeploy(folder)).Fit(_data);

        byte[] file = File.ReadAllBytes(Path.Combine(folder, "model.ditmos"));
        Assert.Equal(TestData.Bytes(model.ToDiTMoSModel()), file);
        Assert.True(model.ToDiTMoSModel().SharedBase);
    }

    [Fact]
    public void Transform_FittedOrLoaded_PassesRowsThroughAndWritesNothing()
    {
        string folder = _folders.New();
        string file = Path.Combine(Path.GetDirectoryName(folder)!, "model.zip");
        ITransformer model = Pipeline(new() { Folder = folder }).Fit(_data);
        TransformerChain<DiTMoSTransformer> plain = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context)).Fit(_data);
        string[] expected = RowText.Of(plain.Transform(_data), ["Number", .. Added]);
        _context.Model.Save(model, _data.Schema, file);
        Directory.Delete(folder, recursive: true);
        ITransformer loaded = _context.Model.Load(file, out _);

        foreach (ITransformer transformer in new[] { model, loaded, loaded.RestoreDiTMoS(_context), TestData.SaveAndLoad(_context, loaded, _data.Schema) })
        {
            using PredictionEngine<Row, Scored> engine = _context.Model.CreatePredictionEngine<Row, Scored>(transformer);

            Assert.Equal(expected, RowText.Of(transformer.Transform(_data), ["Number", .. Added]));
            Assert.Equal(TestData.Scores(_context, plain.Transform(_data)), TestData.Rows().Select(row => engine.Predict(row).All()));
            Assert.Equal(TestData.Bytes(plain.ToDiTMoSModel()), TestData.Bytes(transformer.ToDiTMoSModel()));
        }

        Assert.Equal(TestData.Scores(_context, plain.Transform(_data)), FreshProcess.Scores(file));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void GetOutputSchema_OfStageAndTransformer_IsTheInputs()
    {
        IDataView scored = Scored();
        SchemaShape shape = ShapeProbe.ShapeOf(scored.Schema);
        DiTMoSDeployEstimator stage = _context.Transforms.DiTMoSDeploy(_folders.New());

        DiTMoSDeployTransformer fitted = stage.Fit(scored);
        IRowToRowMapper mapper = fitted.GetRowToRowMapper(scored.Schema);

        Assert.Same(shape, stage.GetOutputSchema(shape));
        Assert.Same(scored.Schema, fitted.GetOutputSchema(scored.Schema));
        Assert.Same(scored.Schema, mapper.OutputSchema);
        Assert.Same(scored, fitted.Transform(scored));
        Assert.Equal(["Score", "Number"], mapper.GetDependencies([scored.Schema["Score"], scored.Schema["Number"]]).Select(column => column.Name).OrderDescending());
    }

    [Fact]
    public void Fit_WithoutAFeaturesColumn_ReadsNoRow()
    {
        DiTMoSTransformer trained = TestData.Trainer(_context).Fit(TestData.Keyed(_context, TestData.Rows()));
        int read = 0;
        IDataView counted = trained.Transform(_context.Data.LoadFromEnumerable(TestData.Rows().Select(row =>
        {
            read++;
            return row;
        })));

        DeploymentResult kept = _context.Transforms.DiTMoSDeploy(_folders.New()).Fit(counted).Result;
        int without = read;
        DeploymentResult fitted = _context.Transforms.DiTMoSDeploy(new DiTMoSDeployEstimator.Options { Folder = _folders.New(), FeatureColumnName = "Features", MaximumNumberOfWindows = 20 }).Fit(counted).Result;

        Assert.Equal((0, 36), (without, read));
        Assert.InRange(kept.VerificationWindows, 3, 12);
        Assert.Equal(20, fitted.VerificationWindows);
    }

    [Fact]
    public void Options_AllOfThem_ReachTheEngine()
    {
        DeploymentOptions? seen = null;
        Board own = Board.Stm32F767ZI with { Name = "own" };
        var options = new DiTMoSDeployEstimator.Options
        {
            Folder = _folders.New(),
            BoardName = "nonsense, which Board overrides",
            Board = own,
            Strategy = PlacementStrategy.Flash,
            RamLimitBytes = 50_000,
            LatencyLimitMs = 900,
            InferencesPerSecond = 2,
            RequiredLifetimeYears = 3,
            AllowFlashWear = true,
            Targets = DeploymentTargets.None,
            Layout = OnnxLayout.Conv2D,
            MaximumNumberOfWindows = 7,
            Engine = o => seen = o,
        };

        DeploymentResult result = _context.Transforms.DiTMoSDeploy(options).Fit(Scored()).Result;

        var plan = new PlanOptions { Strategy = PlacementStrategy.Flash, RamLimitBytes = 50_000, LatencyLimitMs = 900, InferencesPerSecond = 2, RequiredLifetimeYears = 3, AllowFlashWear = true };
        Assert.Equal(new DeploymentOptions { Board = own, Plan = plan, Targets = DeploymentTargets.None, Layout = OnnxLayout.Conv2D, MaximumWindows = 7 }, seen);
        Assert.DoesNotContain(result.Files, file => file.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_Unchanged_AreTheDefaultsOfTheEngine()
    {
        DeploymentOptions? seen = null;
        var options = new DiTMoSDeployEstimator.Options { Folder = "x", Engine = o => seen = o };

        _context.Transforms.DiTMoSDeploy(options);

        Assert.Equal(new DeploymentOptions(), seen);
    }

    [Fact]
    public void Catalog_CommonParameters_ReachTheStage()
    {
        var log = new List<string>();
        _context.Log += (_, e) => log.Add(e.Message);

        DeploymentResult smallest = _context.Transforms.DiTMoSDeploy(_folders.New(), "STM32F767ZI", PlacementStrategy.Recompute, mlContext: _context).Fit(Scored()).Result;
        DeploymentResult fastest = _context.Transforms.DiTMoSDeploy(_folders.New()).Fit(Scored()).Result;

        Assert.True(smallest.ArenaBytes < fastest.ArenaBytes && smallest.Macs > fastest.Macs, $"{smallest.ArenaBytes} and {fastest.ArenaBytes} bytes");
        Assert.Single(log, line => line.Contains($"Deployed for stm32f767zi: {smallest.Files.Count} files, {smallest.ArenaBytes} bytes of RAM", StringComparison.Ordinal));
        Assert.Throws<PlanException>(() => _context.Transforms.DiTMoSDeploy(_folders.New(), ramLimitBytes: 100).Fit(Scored()));
        Assert.Contains("Score column 'Points': not found", Refusal(() => _context.Transforms.DiTMoSDeploy(_folders.New(), scoreColumnName: "Points").Fit(Scored())), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ColumnsThatDoNotFit_SaysWhatIsNeeded()
    {
        IDataView scored = Scored();
        IDataView others = _context.Transforms.CopyColumns("Score", "Features").Fit(_data).Transform(_data);
        IDataView loaded = TestData.SaveAndLoad(_context, TestData.Trainer(_context).Fit(TestData.Keyed(_context, TestData.Rows())), _data.Schema).Transform(_data);
        DiTMoSDeployEstimator stage = _context.Transforms.DiTMoSDeploy(_folders.New());

        Assert.Contains("Score column 'Score': not found", Refusal(() => stage.Fit(_data)), StringComparison.Ordinal);
        Assert.Contains("Append Trainers.DiTMoS", Refusal(() => stage.Fit(others)), StringComparison.Ordinal);
        Assert.Contains("call RestoreDiTMoS before", Refusal(() => stage.Fit(loaded)), StringComparison.Ordinal);
        Assert.Contains("Features column 'Window': not found", Refusal(() => Windows("Window").Fit(scored)), StringComparison.Ordinal);
        Assert.Contains("Features column 'Number': expected", Refusal(() => Windows("Number").GetOutputSchema(ShapeProbe.ShapeOf(scored.Schema))), StringComparison.Ordinal);
        Assert.Contains("Features column 'SelectorScore': expected Vector<Single, 96>", Refusal(() => Windows("SelectorScore").Fit(scored)), StringComparison.Ordinal);
        Assert.Contains("Folder must name", Refusal(() => _context.Transforms.DiTMoSDeploy(" ")), StringComparison.Ordinal);
        Assert.Contains("stm32f767zi", Assert.Throws<OptionException>(() => _context.Transforms.DiTMoSDeploy("x", "esp32")).Message, StringComparison.Ordinal);

        DiTMoSDeployEstimator Windows(string column) => _context.Transforms.DiTMoSDeploy(new DiTMoSDeployEstimator.Options { Folder = _folders.New(), FeatureColumnName = column });
    }

    [Fact]
    public void Fit_WhatIsRefusedWhateverTheModel_IsRefusedBeforeTraining()
    {
        string taken = _folders.New();
        Directory.CreateDirectory(taken);
        File.WriteAllText(Path.Combine(taken, "thesis.txt"), "");

        Assert.Throws<DeploymentException>(() => Untrained(new() { Folder = taken }));
        Assert.Throws<OptionException>(() => Untrained(new() { Folder = _folders.New(), RamLimitBytes = 0 }));
        Assert.Throws<OptionException>(() => Untrained(new() { Folder = _folders.New(), MaximumNumberOfWindows = 0 }));
        Assert.Throws<OptionException>(() => Untrained(new() { Folder = _folders.New(), Board = Board.Stm32F767ZI with { RamBytes = 0 } }));
        Assert.Throws<ArgumentException>(() => Untrained(new() { Folder = _folders.New(), FeatureColumnName = "Window" }));

        void Untrained(DiTMoSDeployEstimator.Options options) =>
            Pipeline(options, recipe => throw new InvalidOperationException("Training began.")).Fit(_data);
    }

    private EstimatorChain<DiTMoSDeployTransformer> Pipeline(DiTMoSDeployEstimator.Options options, Func<TrainingOptions, TrainingOptions>? engine = null) =>
        _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context, engine)).Append(_context.Transforms.DiTMoSDeploy(options));

    private IDataView Scored()
    {
        IDataView keyed = TestData.Keyed(_context, TestData.Rows());
        return TestData.Trainer(_context).Fit(keyed).Transform(keyed);
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
