namespace DiTMoS.Experiments.Running;

/// <summary>A piece of work of a runner: a run, or a strong model that runs wait for.</summary>
/// <param name="run">The run, or the first that needs the strong model.</param>
/// <param name="strong">For a run, the work that it waits for; null for none.</param>
/// <param name="isStrong">Whether it is a strong model.</param>
internal sealed class Job(PlannedRun run, Job? strong, bool isStrong)
{
    /// <summary>The run, or the first that needs the strong model.</summary>
    public PlannedRun Run => run;

    /// <summary>The work that it waits for; null for none.</summary>
    public Job? Awaited => strong;

    /// <summary>Whether it is a strong model.</summary>
    public bool IsStrong => isStrong;

    /// <summary>What it is called among times.</summary>
    public string TimeName => isStrong ? RunTimes.StrongModel : run.Method.Name;

    /// <summary>Its multiplications.</summary>
    public double Cost => isStrong ? run.StrongCost : run.Cost;

    /// <summary>By what it is chosen: its multiplications and those of the longest work that waits for it.</summary>
    public double Urgency { get; set; } = isStrong ? run.StrongCost : run.Cost;

    /// <summary>How far it is.</summary>
    public JobState State { get; set; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>What is locked while it is done.</summary>
    public string LockName => (isStrong ? run.StrongKey! : run.Key)[..32];
}
