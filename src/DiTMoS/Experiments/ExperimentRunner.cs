using System.Diagnostics;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;
using DiTMoS.Experiments.Running;
using DiTMoS.Networks;

namespace DiTMoS.Experiments;

/// <summary>Runs experiments: several runs at a time, the longest first, each kept as soon as it is finished.</summary>
/// <remarks>
/// Runs that are there already are not repeated, so that the same experiment goes on where it was stopped. Several runners may work on one folder of runs: none does
/// what another does.
/// </remarks>
public sealed class ExperimentRunner
{
    private const string LocksFolder = ".locks";
    private const string CacheFolder = ".cache";

    private readonly ExperimentFile _file;
    private readonly ExperimentRunOptions _options;
    private readonly RunStore _store;
    private readonly StrongCache _cache;
    private readonly ExperimentPlan _plan;
    private readonly List<Job> _jobs = [];
    private readonly RunTimes _times = new();
    private readonly Lock _gate = new();
    private readonly List<ExperimentProgress> _failures = [];
    private readonly int _threads;
    private readonly int _kept;
    private int _ended;
    private int _finished;

    private ExperimentRunner(ExperimentFile file, ExperimentRunOptions options)
    {
        if ((options.Threads ?? file.Threads ?? Environment.ProcessorCount) is var threads && threads < 1)
        {
            throw new OptionException($"Threads must be at least 1. Got {threads}.");
        }

        _file = file;
        _options = options;
        _threads = threads;
        _store = new RunStore(options.ResultsFolder);
        _cache = new StrongCache(options.CacheFolder ?? Path.Combine(options.ResultsFolder, CacheFolder));
        _plan = ExperimentPlan.Create(file, options);
        _kept = Queue();
        _ended = _kept;
    }

    /// <summary>Runs an experiment.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="options">Where the data are, where runs are kept, and which of them are wanted.</param>
    /// <param name="progress">Told after each run, from the thread that ran it.</param>
    /// <param name="cancellationToken">Stops training between two steps; what is finished is kept.</param>
    /// <returns>What was done; runs that failed are among it, and did not stop the others.</returns>
    /// <exception cref="DiTMoSException">A data set cannot be read, the experiment does not fit it, or a run that is there cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The experiment was stopped.</exception>
    public static ExperimentOutcome Run(ExperimentFile file, ExperimentRunOptions options, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new ExperimentRunner(file, options).Run(progress, cancellationToken);
    }

    /// <summary>What an experiment will take; runs nothing.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="options">Where the data are, where runs are kept, and which of them are wanted.</param>
    /// <exception cref="DiTMoSException">A data set cannot be read, the experiment does not fit it, or a run that is there cannot be read.</exception>
    public static ExperimentEstimate Estimate(ExperimentFile file, ExperimentRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new ExperimentRunner(file, options).Estimate();
    }

    // Finds out what is there, and learns from it how long runs take.
    private int Queue()
    {
        int kept = 0;
        var strongs = new Dictionary<string, Job>();
        foreach (PlannedRun run in _plan.Runs)
        {
            if (_store.Find(run.Dataset.Name, run.Method.Name, run.Variant.Name, run.Run, run.Key) is { } there)
            {
                kept++;
                _times.Add(run.Method.Name, run.Cost + run.StrongCost, there.TrainSeconds);
                continue;
            }

            Job? strong = null;
            if (run.StrongKey is { } key && !strongs.TryGetValue(key, out strong) && !_cache.Has(key))
            {
                strong = strongs[key] = new Job(run, null, isStrong: true);
                _jobs.Add(strong);
            }

            _jobs.Add(new Job(run, strong, isStrong: false));
            if (strong is not null)
            {
                strong.Urgency = Math.Max(strong.Urgency, run.StrongCost + run.Cost);
            }
        }

        return kept;
    }

    private ExperimentOutcome Run(IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
    {
        string locks = Path.Combine(_options.ResultsFolder, LocksFolder);
        KeepFile(locks, cancellation);
        var queue = new JobQueue(_jobs, _store, _cache, locks);
        Task[] workers =
        [
            .. Enumerable.Range(0, Math.Min(_threads, Math.Max(1, _jobs.Count)))
                .Select(_ => Task.Factory.StartNew(() => Work(queue, progress, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException problems)
        {
            cancellation.ThrowIfCancellationRequested();
            throw problems.InnerExceptions[0];
        }

        return new ExperimentOutcome { Runs = _plan.Runs.Count, Kept = _kept, Finished = _finished, Failures = _failures };
    }

    private void Work(JobQueue queue, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
    {
        while (queue.Take(job => Report(job, RunOutcome.Elsewhere, TimeSpan.Zero, null, progress), cancellation) is var (job, taken))
        {
            long began = Stopwatch.GetTimestamp();
            string? failure;
            using (taken)
            {
                failure = Try(job, cancellation);
            }

            queue.End(job, failure);
            Report(job, failure is not null ? RunOutcome.Failed : job.IsStrong ? RunOutcome.Prepared : RunOutcome.Finished, Stopwatch.GetElapsedTime(began), failure, progress);
        }
    }

    // A run that fails says why, and the others go on.
    private string? Try(Job job, CancellationToken cancellation)
    {
        try
        {
            if (job.IsStrong)
            {
                _cache.Train(job.Run, cancellation);
                _times.Add(job.TimeName, job.Cost, _cache.Load(job.Run.StrongKey!).Notes.Seconds);
            }
            else
            {
                RunRecord record = Do(job, cancellation);
                _store.Save(record);
                _times.Add(job.TimeName, job.Run.Cost + job.Run.StrongCost, record.TrainSeconds);
            }

            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return problem is DiTMoSException ? problem.Message : problem.ToString();
        }
    }

    private RunRecord Do(Job job, CancellationToken cancellation)
    {
        if (job.Run.Problem is { } problem)
        {
            throw new OptionException(problem);
        }

        if (job.Awaited is { State: JobState.Failed } strong)
        {
            throw new OptionException($"The strong model that the run needs failed. {strong.Failure}");
        }

        PlannedRun run = job.Run;
        (NetworkFile? model, StrongNotes? notes) = run.StrongKey is { } key ? _cache.Load(key) : default;
        var curves = new CurveRecorder();
        long began = Stopwatch.GetTimestamp();
        TrainedMethod trained = run.Method.Train(new MethodTask { Windows = run.Windows, Split = run.Split, Recipe = run.Recipe, Strong = model }, curves, cancellation);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds + (notes?.Seconds ?? 0);
        IReadOnlyList<RunCurve>? all = curves.Curves is null && notes is null ? null : [.. notes?.Curves ?? [], .. curves.Curves ?? []];
        RunRecord record = RunReader.Read(run, trained, all, seconds, _threads, CommandOf(run));
        return _file.Deploys && run.Run == 0 ? record with { System = EmulatedFigures.Of(record.System!, trained, run, cancellation) } : record;
    }

    private string CommandOf(PlannedRun run) => _options.Command.Length == 0 ? "" : $"{_options.Command} --datasets {run.Dataset.Name} --methods {run.Method.Name}";

    private void Report(Job job, RunOutcome outcome, TimeSpan took, string? failure, IProgress<ExperimentProgress>? progress)
    {
        lock (_gate)
        {
            _ended += job.IsStrong ? 0 : 1;
            _finished += outcome == RunOutcome.Finished ? 1 : 0;
            PlannedRun run = job.Run;
            var report = new ExperimentProgress(run.Dataset.Name, job.IsStrong ? RunTimes.StrongModel : run.Method.Name, job.IsStrong ? "" : run.Variant.Name, run.Run, outcome, _ended, _plan.Runs.Count, took, Left(), failure);
            if (outcome == RunOutcome.Failed && !job.IsStrong)
            {
                _failures.Add(report);
            }

            progress?.Report(report);
        }
    }

    private TimeSpan Left()
    {
        double[] seconds = [.. _jobs.Where(job => job.State is JobState.Waiting or JobState.Running).Select(SecondsOf)];
        return TimeSpan.FromSeconds(seconds.Length == 0 ? 0 : Math.Max(seconds.Sum() / _threads, seconds.Max()));
    }

    private double SecondsOf(Job job) => _times.Of(job.TimeName, job.Cost);

    private ExperimentEstimate Estimate()
    {
        var counted = new HashSet<string>();
        var waiting = _jobs.Where(job => !job.IsStrong).Select(job => job.Run.Key).ToHashSet();
        double all = 0;
        double left = 0;
        var rows = new List<RowEstimate>();
        foreach (IGrouping<(string Dataset, string Method, string Variant), PlannedRun> row in _plan.Runs.GroupBy(run => (run.Dataset.Name, run.Method.Name, run.Variant.Name)))
        {
            double seconds = 0;
            foreach (PlannedRun run in row)
            {
                double own = _times.Of(run.Method.Name, run.Cost);
                double strong = run.StrongKey is { } key && counted.Add(key) ? _times.Of(RunTimes.StrongModel, run.StrongCost) : 0;
                seconds += own + strong;
                left += waiting.Contains(run.Key) ? own + (strong > 0 && !_cache.Has(run.StrongKey!) ? strong : 0) : 0;
            }

            all += seconds;
            rows.Add(new RowEstimate(row.Key.Dataset, row.Key.Method, row.Key.Variant, row.Count(), row.Count(run => !waiting.Contains(run.Key)), seconds / row.Count()));
        }

        return new ExperimentEstimate { Runs = _plan.Runs.Count, Kept = _kept, CoreHours = all / 3600, CoreHoursLeft = left / 3600, Basis = _times.Basis, Rows = rows };
    }

    // What was asked stands beside the runs; several runners may begin at once.
    private void KeepFile(string locks, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_options.ResultsFolder);
        string path = Path.Combine(_options.ResultsFolder, ExperimentFile.FileName);
        while (true)
        {
            using RunLock? taken = RunLock.TryTake(locks, "experiment");
            if (taken is not null)
            {
                if (!File.Exists(path) || File.ReadAllText(path) != _file.ToText())
                {
                    _file.Save(path);
                }

                return;
            }

            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
