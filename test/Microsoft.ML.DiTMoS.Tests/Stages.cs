using DiTMoS.Training;
using DiTMoS.Training.Baselines;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Every estimator of the package, by name, with the data that it needs: the contract tests run over all of them.</summary>
internal static class Stages
{
    private static readonly TemporaryFolder Folder = new();

    public static TheoryData<string> Names => [.. Training.Select(row => row.Data), "Transforms.DiTMoSDeploy"];

    /// <summary>Those that learn from labelled rows.</summary>
    public static TheoryData<string> Training => ["Trainers.DiTMoS", "Transforms.DiTMoSSplit", "Trainers.DiTMoSAdversarial", "Transforms.DiTMoSAggregate", "Trainers.DiTMoSBaseline"];

    public static TheoryData<string> Scoring => ["Trainers.DiTMoS", "Trainers.DiTMoSAdversarial", "Transforms.DiTMoSAggregate", "Trainers.DiTMoSBaseline"];

    /// <summary>The estimator; a change of options is for those that learn.</summary>
    public static IEstimator<ITransformer> Create(string name, MLContext context, Action<DiTMoSOptions>? change = null)
    {
        Func<TrainingOptions, TrainingOptions> engine = TestData.Everything;
        return name switch
        {
            "Transforms.DiTMoSSplit" => context.Transforms.DiTMoSSplit(Changed(TestData.Options(engine).CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 })), context),
            "Trainers.DiTMoSAdversarial" => context.MulticlassClassification.Trainers.DiTMoSAdversarial(Changed(TestData.Options(engine).CopyTo(new DiTMoSAdversarialTrainer.Options())), context),
            "Transforms.DiTMoSAggregate" => context.Transforms.DiTMoSAggregate(Changed(TestData.Options(engine).CopyTo(new DiTMoSAggregateEstimator.Options())), context),
            "Trainers.DiTMoSBaseline" => context.MulticlassClassification.Trainers.DiTMoSBaseline(Changed(TestData.Options().CopyTo(new DiTMoSBaselineTrainer.Options { Baseline = Baseline.Ensemble })), context),
            "Transforms.DiTMoSDeploy" => context.Transforms.DiTMoSDeploy(Folder.New(), mlContext: context),
            _ => context.MulticlassClassification.Trainers.DiTMoS(Changed(TestData.Options(engine)), context),
        };

        T Changed<T>(T options)
            where T : DiTMoSOptions
        {
            change?.Invoke(options);
            return options;
        }
    }

    /// <summary>What the estimator is fitted on: the rows, as the stages before it transform them.</summary>
    public static IDataView Prepare(string name, MLContext context, IDataView rows) => name switch
    {
        "Trainers.DiTMoSAdversarial" => Create("Transforms.DiTMoSSplit", context).Fit(rows).Transform(rows),
        "Transforms.DiTMoSAggregate" => Fitted("Trainers.DiTMoSAdversarial", context, Prepare("Trainers.DiTMoSAdversarial", context, rows)),
        "Transforms.DiTMoSDeploy" => Fitted("Trainers.DiTMoS", context, rows),
        _ => rows,
    };

    private static IDataView Fitted(string name, MLContext context, IDataView view) => Create(name, context).Fit(view).Transform(view);
}
