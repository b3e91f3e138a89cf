namespace DiTMoS.Experiments.Running;

/// <summary>How far a piece of work is.</summary>
internal enum JobState
{
    /// <summary>It is not begun.</summary>
    Waiting,

    /// <summary>A thread of this runner does it.</summary>
    Running,

    /// <summary>Its result is there.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,
}
