using DiTMoS;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Verification;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>A fitted or loaded pipeline as files for a microcontroller.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly TemporaryFolder _folders = new();
    private readonly MLContext _context = new(1);
    private readonly IDataView _data;
    private readonly ITransformer _fitted;

    public DeployTests()
    {
        _data = _context.Data.LoadFromEnumerable(TestData.Rows());
        _fitted = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel")).Fit(_data);
    }

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Deploy_FittedLoadedOrRestored_WritesTheBytesOfTheEngine()
    {
        string expected = _folders.New();
        Deployment.Write(_fitted.ToDiTMoSModel(), expected);
        ITransformer loaded = TestData.SaveAndLoad(_context, _fitted, _data.Schema);

        foreach (ITransformer model in new[] { _fitted, loaded, loaded.RestoreDiTMoS(), ((IEnumerable<ITransformer>)_fitted).ElementAt(1) })
        {
            string folder = _folders.New();
            DeploymentResult result = model.Deploy(folder);

            Assert.Equal(Content(expected), Content(folder));
            Assert.Equal(folder, result.Folder);
        }
    }

    [Fact]
    public void Deploy_WithoutWindows_IsVerifiedWithThoseThatTheModelKeeps()
    {
        string folder = _folders.New();

        DeploymentResult result = _fitted.Deploy(folder, Board.Stm32F767ZI);
        VerificationReport report = Verified(folder);

        Assert.InRange(result.VerificationWindows, 3, 12);
        Assert.Equal((result.VerificationWindows, result.VerificationWindows), (report.Windows, report.LabelsEqual));
        Assert.Equal(result.ArenaBytes, report.ArenaBytes);
    }

    [Theory]
    [InlineData(500, 15)]
    [InlineData(4, 4)]
    public void Deploy_Windows_AreThoseThatTheEngineWouldBeGiven(int most, int expected)
    {
        Row[] rows = TestData.Rows(perClass: 5, seed: 2);
        Row[] spoiled = [rows[0], Bad(rows[1], float.NaN), .. rows[1..], Bad(rows[2], float.NegativeInfinity)];
        var options = new DeploymentOptions { MaximumWindows = most };
        string folder = _folders.New();
        string byEngine = _folders.New();

        DeploymentResult result = _fitted.Deploy(folder, options, _context.Data.LoadFromEnumerable(spoiled));
        Deployment.Write(_fitted.ToDiTMoSModel(), byEngine, options, Windows(rows));

        Assert.Equal(expected, result.VerificationWindows);
        Assert.Equal(Content(byEngine), Content(folder));
        Assert.Equal(expected, Verified(folder).RoutesEqual);
    }

    [Fact]
    public void Deploy_ColumnThatAnEarlierStageMakes_IsFoundBehindIt()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.FeatureColumnName = "Scaled";
        TransformerChain<DiTMoSTransformer> model = _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Transforms.CopyColumns("Scaled", "Features"))
            .Append(_context.MulticlassClassification.Trainers.DiTMoS(options)).Fit(_data);

        string raw = Refusal(() => model.Deploy(_folders.New(), new DeploymentOptions(), _data));
        DeploymentResult result = model.Deploy(_folders.New(), new DeploymentOptions(), model.Transform(_data));

        Assert.Contains("Features column 'Scaled': not found", raw, StringComparison.Ordinal);
        Assert.Equal(36, result.VerificationWindows);
    }

    [Fact]
    public void Deploy_WindowsThatDoNotFit_SaysWhyAndWritesNothing()
    {
        string folder = _folders.New();
        IDataView bad = _context.Data.LoadFromEnumerable(TestData.Rows().Select(row => Bad(row, float.NaN)));
        IDataView shorter = _context.Transforms.SelectColumns("Features").Fit(bad).Transform(bad);
        shorter = _context.Transforms.Concatenate("Features", "Features", "Features").Fit(shorter).Transform(shorter);

        Assert.Contains("expected at least one window to verify with whose values are all finite. Got 36 rows", Refusal(() => _fitted.Deploy(folder, new(), bad)), StringComparison.Ordinal);
        Assert.Contains("Features column 'Features': expected Vector<Single, 96>", Refusal(() => _fitted.Deploy(folder, new(), shorter)), StringComparison.Ordinal);
        Assert.Contains("There must be a DiTMoS model in the transformer", Refusal(() => _context.Transforms.CopyColumns("Copy", "Number").Fit(_data).Deploy(folder)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Deploy_WhatTheEngineRefuses_PassesThrough()
    {
        string folder = _folders.New();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "thesis.txt"), "");
        IDataView unread = _context.Data.LoadFromEnumerable(Unreadable());
        Board tiny = Board.Stm32F767ZI with { Name = "tiny", RamBytes = 100 };

        Assert.Contains("thesis.txt", Assert.Throws<DeploymentException>(() => _fitted.Deploy(folder, new(), unread)).Message, StringComparison.Ordinal);
        Assert.Contains("MaximumWindows", Assert.Throws<OptionException>(() => _fitted.Deploy(_folders.New(), new DeploymentOptions { MaximumWindows = 0 }, unread)).Message, StringComparison.Ordinal);
        Assert.Throws<PlanException>(() => _fitted.Deploy(_folders.New(), tiny));
        Assert.Equal(["thesis.txt"], Content(folder).Select(file => file.Name));

        static IEnumerable<Row> Unreadable()
        {
            yield return TestData.Rows()[0];
            Assert.Fail("No row is read where folder or options are refused.");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public void KeptValidationWindows_OfTheTrainer_AreWhatADeploymentHas(int kept, int expected)
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options(TestData.Everything);
        options.KeptValidationWindows = kept;

        ITransformer model = _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(TestData.Keyed(_context, TestData.Rows()));

        Assert.Equal(expected * TestData.Channels * TestData.Length, model.ToDiTMoSModel().ValidationWindows.Count);
        Assert.Equal(expected, model.Deploy(_folders.New()).VerificationWindows);
    }

    [Fact]
    public void KeptValidationWindows_Options_HaveTheDefaultOfTheEngine()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        Assert.Equal(new global::DiTMoS.Training.TrainingOptions().KeptValidationWindows, options.KeptValidationWindows);
        options.KeptValidationWindows = -1;

        OptionException error = Assert.Throws<OptionException>(() => _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(TestData.Keyed(_context, TestData.Rows())));

        Assert.Contains("KeptValidationWindows", error.Message, StringComparison.Ordinal);
    }

    private static VerificationReport Verified(string folder)
    {
        VerificationReport report = DeploymentVerifier.Verify(folder, cancellation: TestContext.Current.CancellationToken);
        Assert.True(report.Valid, string.Join('\n', report.Checks));
        return report;
    }

    private WindowSet Windows(Row[] rows)
    {
        DiTMoSModel model = _fitted.ToDiTMoSModel();
        return new WindowSet
        {
            Samples = [.. rows.SelectMany(row => row.Features)],
            Channels = TestData.Channels,
            Length = TestData.Length,
            Labels = [.. rows.Select(_ => -1)],
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            Source = "rows of an IDataView",
        };
    }

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static Row Bad(Row row, float value) => new() { Features = [.. row.Features[..7], value, .. row.Features[8..]], Label = row.Label, Subject = row.Subject, Number = row.Number };

    private static (string Name, string Bytes)[] Content(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Path.GetRelativePath(folder, file), Convert.ToHexString(File.ReadAllBytes(file))))];
}
