namespace DiTMoS.Training;

/// <summary>A part of a run that goes by epochs; between two epochs a run can be interrupted and resumed.</summary>
/// <remarks>Whatever changes lies in arrays of <see cref="TrainingState"/>, registered when the phase is made. So a run resumes by filling them.</remarks>
internal abstract class TrainingPhase(string stage, int epochs)
{
    /// <summary>What it is called in progress reports, such as <c>joint training</c>.</summary>
    public string Stage { get; } = stage;

    /// <summary>Epochs, at least 0.</summary>
    public int Epochs { get; } = epochs;

    /// <summary>Multiplications of one epoch, roughly: for the share of work done.</summary>
    public abstract double CostPerEpoch { get; }

    /// <summary>What happens once before the first epoch.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Trains one epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <returns>The mean loss.</returns>
    public abstract float Train(int epoch);

    /// <summary>Measures on the rows that select, and keeps what is best so far.</summary>
    /// <returns>Accuracy and union accuracy, null where not measured.</returns>
    public virtual (float? Accuracy, float? Union) Evaluate() => (null, null);

    /// <summary>What happens once after the last epoch.</summary>
    public virtual void End()
    {
    }
}
