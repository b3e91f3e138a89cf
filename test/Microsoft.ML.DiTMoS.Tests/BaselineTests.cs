using DiTMoS.Networks;
using DiTMoS.Training.Baselines;
using DiTMoS.Verification;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>What the baselines' trainer has beyond the contract of all estimators.</summary>
public sealed class BaselineTests
{
    [Theory]
    [InlineData(Baseline.SigCla, 1)]
    [InlineData(Baseline.SigClaKD, 1)]
    [InlineData(Baseline.AdaMoE, 3)]
    [InlineData(Baseline.Ensemble, 2)]
    [InlineData(Baseline.NaiveSelection, 3)]
    public void Fit_Baseline_ScoresAfterLoadingAndRestoringAsBefore(Baseline baseline, int networks)
    {
        var context = new MLContext(1);
        IDataView data = TestData.Keyed(context, TestData.Rows());

        DiTMoSBaselineTransformer model = Trainer(context, baseline).Fit(data);
        ITransformer loaded = TestData.SaveAndLoad(context, model, data.Schema);
        ITransformer restored = loaded.RestoreDiTMoS(context);

        Assert.Equal((networks, baseline.ToString()), (model.Model.Networks.Count, model.Model.Record.Preset));
        Assert.IsType<DiTMoSBaselineTransformer>(restored);
        string[] expected = TestData.Scores(context, model.Transform(data));
        Assert.Equal(expected, TestData.Scores(context, loaded.Transform(data)));
        Assert.Equal(expected, TestData.Scores(context, restored.Transform(data)));
        Assert.Equal(model.Model.Hash, loaded.ToWindowModel().Hash);
    }

    [Fact]
    public void ToDiTMoSModel_BaselineThatDoesNotRoute_SaysSo()
    {
        var context = new MLContext(1);
        ITransformer model = Trainer(context, Baseline.Tiny).Fit(TestData.Keyed(context, TestData.Rows()));

        Assert.Contains("does not route, 'Tiny'", Assert.Throws<ArgumentException>(() => model.ToDiTMoSModel()).Message, StringComparison.Ordinal);
        Assert.IsType<EnsembleModel>(model.ToWindowModel());
    }

    [Theory]
    [InlineData(Baseline.SigCla)]
    [InlineData(Baseline.Ensemble)]
    public void Deploy_BaselineThatDoesNotRoute_WritesWhatItsModelAnswers(Baseline baseline)
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext(1);
        string target = folder.New();

        Trainer(context, baseline).Fit(TestData.Keyed(context, TestData.Rows())).Deploy(target);

        Assert.True(DeploymentVerifier.Verify(target, cancellation: TestContext.Current.CancellationToken).Valid);
    }

    [Fact]
    public void Fit_Configure_ReachesTheTrainer()
    {
        var context = new MLContext(1);
        DiTMoSBaselineTrainer.Options options = Options(Baseline.Ensemble);
        options.Configure = o => o with { Members = 3 };

        DiTMoSBaselineTransformer model = context.MulticlassClassification.Trainers.DiTMoSBaseline(options).Fit(TestData.Keyed(context, TestData.Rows()));

        Assert.Equal(3, model.Model.Networks.Count);
    }

    [Fact]
    public void Fit_CheckpointFolder_IsRefused()
    {
        var context = new MLContext(1);
        DiTMoSBaselineTrainer.Options options = Options(Baseline.Tiny);
        options.CheckpointFolder = "checkpoints";

        Assert.Contains("keeps no checkpoints", Assert.Throws<ArgumentException>(() => context.MulticlassClassification.Trainers.DiTMoSBaseline(options).Fit(TestData.Keyed(context, TestData.Rows()))).Message, StringComparison.Ordinal);
    }

    private static DiTMoSBaselineTrainer Trainer(MLContext context, Baseline baseline) =>
        context.MulticlassClassification.Trainers.DiTMoSBaseline(Options(baseline), context);

    private static DiTMoSBaselineTrainer.Options Options(Baseline baseline)
    {
        DiTMoSBaselineTrainer.Options options = TestData.Options().CopyTo(new DiTMoSBaselineTrainer.Options { Baseline = baseline, NumberOfClassifiers = 2 });
        options.Configure = o => o with { StrongEpochs = 1 };
        return options;
    }
}
