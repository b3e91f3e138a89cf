using DiTMoS;
using DiTMoS.Bench;
using DiTMoS.Bench.Scoring;

try
{
    return args switch
    {
        ["training", .. string[] rest] => TrainingBench.Run(rest),
        ["published"] => PublishedRunBench.Run(),
        ["reading", .. string[] rest] => ReadingBench.Run(rest),
        ["scoring", .. string[] rest] => ScoringBench.Run(rest),
        _ => Usage(),
    };
}
catch (Exception problem) when (problem is BenchException or DiTMoSException)
{
    Console.Error.WriteLine($"error: {problem.Message}");
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage:
          bench/run training [--json FILE] [--threads T] [--repeats R] [--windows W] [--limit-batches M]
          bench/run published
          bench/run reading --data FOLDER [--repeats R] [--json FILE]
          bench/run scoring [--json FILE] [--repeats R] [--data FOLDER]
        """);
    return 2;
}
