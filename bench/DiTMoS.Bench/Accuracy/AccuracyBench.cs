namespace DiTMoS.Bench.Accuracy;

/// <summary>How right is the default recipe on recordings that it has not seen, beside the published recipe and beside simpler models?</summary>
internal static class AccuracyBench
{
    private const int Stopped = 130;

    /// <summary>Runs what is not there yet, then writes the page.</summary>
    /// <returns>0; 1 where a run failed; 130 where the user stopped.</returns>
    public static int Run(ReadOnlySpan<string> args)
    {
        AccuracyBenchOptions options = AccuracyBenchOptions.ParseAccuracy(args);
        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, e) =>
        {
            e.Cancel = true;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            int failures = new AccuracyQueue(options, cancellation.Token).Run();
            ResultsBench.Write(options);
            return failures == 0 ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. Finished runs are kept: the same command goes on with the others.");
            return Stopped;
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }
}
