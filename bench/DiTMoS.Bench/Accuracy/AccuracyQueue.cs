using System.Collections.Concurrent;
using System.Diagnostics;
using DiTMoS.Data;

namespace DiTMoS.Bench.Accuracy;

/// <summary>Runs that are not there yet: several at a time, each with one thread, the longest first.</summary>
internal sealed class AccuracyQueue
{
    private readonly AccuracyBenchOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly AccuracyStore _store;
    private readonly List<Job> _jobs = [];
    private readonly Lock _gate = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _costDone;
    private int _done;
    private int _failures;

    /// <summary>Finds out what is to be done.</summary>
    /// <exception cref="BenchException">A data set is missing, or a finished run cannot be read.</exception>
    public AccuracyQueue(AccuracyBenchOptions options, CancellationToken cancellation)
    {
        _options = options;
        _cancellation = cancellation;
        _store = new AccuracyStore(options.Folder);
        int there = 0;
        var loaded = new Dictionary<string, WindowSet>();
        foreach (AccuracyDataset dataset in options.Datasets)
        {
            foreach (AccuracyMethod method in options.Methods)
            {
                string hash = method.RecipeHash(dataset);
                int[] missing = [.. Enumerable.Range(0, method.RunsFor(dataset, options.Seeds)).Where(run => !method.Rows.All(row => _store.Has(dataset.Name, row.Name, run, hash)))];
                there += method.RunsFor(dataset, options.Seeds) - missing.Length;
                if (missing.Length > 0 && !loaded.ContainsKey(dataset.Source))
                {
                    loaded.Add(dataset.Source, dataset.Load(options.Data));
                }

                _jobs.AddRange(missing.Select(run => new Job(dataset, method, loaded[dataset.Source], run, method.Cost(dataset, loaded[dataset.Source]))));
            }
        }

        Console.Error.WriteLine(FormattableString.Invariant($"{_jobs.Count} runs to do, {there} there already."));
    }

    /// <summary>Does them all.</summary>
    /// <returns>How many failed; the reasons are on the standard error.</returns>
    /// <exception cref="OperationCanceledException">The user stopped.</exception>
    public int Run()
    {
        // No buffering: a worker takes one job at a time, in this order.
        Partitioner<Job> queue = Partitioner.Create(_jobs.OrderByDescending(job => job.Cost), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(queue, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = _cancellation }, Do);
        return _failures;
    }

    private void Do(Job job)
    {
        long start = Stopwatch.GetTimestamp();
        string? failure = null;
        try
        {
            var task = new AccuracyTask(job.Dataset, job.Windows, job.Run);
            foreach (AccuracyOutcome outcome in job.Method.Run(task, _cancellation))
            {
                _store.Save(AccuracyRun.From(task, job.Method, outcome, _options.Threads));
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            failure = problem is DiTMoSException ? problem.Message : problem.ToString();     // the other runs go on
        }

        Report(job, Stopwatch.GetElapsedTime(start), failure);
    }

    private void Report(Job job, TimeSpan took, string? failure)
    {
        lock (_gate)
        {
            _done++;
            _failures += failure == null ? 0 : 1;
            _costDone += job.Cost;
            TimeSpan left = Stopwatch.GetElapsedTime(_started) * (_jobs.Sum(j => j.Cost) / _costDone - 1);
            string how = failure == null ? Text(took) : $"error: {failure}";
            Console.Error.WriteLine(FormattableString.Invariant(
                $"[{_done}/{_jobs.Count}] {job.Dataset.Name} {job.Method.Name} run {job.Run}: {how}; about {Text(left)} left"));
        }
    }

    private static string Text(TimeSpan time) =>
        time.TotalMinutes < 2 ? FormattableString.Invariant($"{time.TotalSeconds:F0} s") : FormattableString.Invariant($"{time.TotalMinutes:F0} min");

    private sealed record Job(AccuracyDataset Dataset, AccuracyMethod Method, WindowSet Windows, int Run, double Cost);
}
