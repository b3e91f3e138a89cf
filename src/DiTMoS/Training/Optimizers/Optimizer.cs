namespace DiTMoS.Training.Optimizers;

/// <summary>Moves a network's flat values against their gradients.</summary>
internal abstract class Optimizer
{
    /// <summary>What must be kept to go on after an interruption.</summary>
    public abstract IReadOnlyList<float[]> State { get; }

    /// <summary>Steps taken since the last <see cref="Reset"/>.</summary>
    public int Steps { get; set; }

    /// <summary>One step.</summary>
    /// <param name="values">Changed in place.</param>
    /// <param name="gradients">As long as <paramref name="values"/>.</param>
    /// <param name="learningRate">Over 0.</param>
    public abstract void Step(Span<float> values, ReadOnlySpan<float> gradients, float learningRate);

    /// <summary>Forgets all momentum.</summary>
    public void Reset()
    {
        Steps = 0;
        foreach (float[] state in State)
        {
            Array.Clear(state);
        }
    }
}
