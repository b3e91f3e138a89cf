using DiTMoS.Bench;

return args switch
{
    ["training", .. string[] rest] => TrainingBench.Run(rest),
    ["published"] => PublishedRunBench.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: bench/run training [--json FILE] [--threads T] [--repeats R] [--windows W] [--limit-batches M]");
    return 2;
}
