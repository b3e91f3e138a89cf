namespace DiTMoSExamples;

/// <summary>Runs the example that is named, or all of them.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Action> Examples = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LoadTimeSeries)] = LoadTimeSeries.Example,
        [nameof(TrainDiTMoS)] = TrainDiTMoS.Example,
        [nameof(TrainWithOptions)] = TrainWithOptions.Example,
        [nameof(DiTMoSSplit)] = DiTMoSSplit.Example,
        [nameof(DiTMoSAdversarial)] = DiTMoSAdversarial.Example,
        [nameof(DiTMoSAggregate)] = DiTMoSAggregate.Example,
        [nameof(DiTMoSBaseline)] = DiTMoSBaseline.Example,
        [nameof(EvaluateDiTMoS)] = EvaluateDiTMoS.Example,
        [nameof(CrossValidate)] = CrossValidate.Example,
        [nameof(SaveAndLoad)] = SaveAndLoad.Example,
        [nameof(RestoreDiTMoS)] = RestoreDiTMoS.Example,
        [nameof(ToDiTMoSModel)] = ToDiTMoSModel.Example,
        [nameof(Retrain)] = Retrain.Example,
        [nameof(Deploy)] = Deploy.Example,
        [nameof(DiTMoSDeploy)] = DiTMoSDeploy.Example,
    };

    private static int Main(string[] args)
    {
        string[] unknown = [.. args.Where(name => !Examples.ContainsKey(name))];
        if (unknown.Length > 0)
        {
            Console.Error.WriteLine($"There is no example '{unknown[0]}'. There are: {string.Join(", ", Examples.Keys)}.");
            return 1;
        }

        foreach (string name in args.Length > 0 ? args : [.. Examples.Keys])
        {
            if (args.Length != 1)
            {
                Console.WriteLine($"== {name}");
            }

            Examples[name]();
        }

        return 0;
    }
}
