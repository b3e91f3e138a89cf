namespace DiTMoS.Experiments.Running;

/// <summary>Hands out work: the most urgent whose strong model is there and that no other runner does.</summary>
/// <param name="jobs">All work.</param>
/// <param name="store">Where runs are kept.</param>
/// <param name="cache">Where strong models are kept.</param>
/// <param name="locks">The folder of locks, shared by all runners of the folder of runs.</param>
internal sealed class JobQueue(IReadOnlyList<Job> jobs, RunStore store, StrongCache cache, string locks)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Job[] _jobs = [.. jobs.OrderByDescending(job => job.Urgency)];
    private readonly object _gate = new();

    /// <summary>Takes work, and waits where all that is left is done by others or has to wait for it.</summary>
    /// <param name="found">Told of work whose result another runner left meanwhile.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The work and the lock on it; null where none is left.</returns>
    public (Job Job, RunLock Lock)? Take(Action<Job> found, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_gate)
            {
                foreach (Job job in _jobs.Where(job => job.State == JobState.Waiting))
                {
                    if (TryTake(job, found) is { } taken)
                    {
                        return (job, taken);
                    }
                }

                if (_jobs.All(job => job.State is JobState.Done or JobState.Failed || (job.State == JobState.Running && !_jobs.Any(other => other.Awaited == job && other.State == JobState.Waiting))))
                {
                    return null;
                }

                Monitor.Wait(_gate, Pause);     // another runner's locks give no sign
            }
        }
    }

    /// <summary>Says that work ended.</summary>
    /// <param name="job">The work.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    public void End(Job job, string? failure)
    {
        lock (_gate)
        {
            job.Failure = failure;
            job.State = failure is null ? JobState.Done : JobState.Failed;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Whether the result of work is there.</summary>
    public bool IsThere(Job job) => job.IsStrong ? cache.Has(job.Run.StrongKey!) : store.Find(job.Run.Dataset.Name, job.Run.Method.Name, job.Run.Variant.Name, job.Run.Run, job.Run.Key) is not null;

    private RunLock? TryTake(Job job, Action<Job> found)
    {
        if (job.Awaited is { State: JobState.Waiting or JobState.Running })
        {
            return null;
        }

        if (RunLock.TryTake(locks, job.LockName) is not { } taken)
        {
            return null;
        }

        if (IsThere(job))
        {
            taken.Dispose();
            job.State = JobState.Done;
            found(job);
            return null;
        }

        job.State = JobState.Running;
        return taken;
    }
}
