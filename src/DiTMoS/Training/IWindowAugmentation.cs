namespace DiTMoS.Training;

/// <summary>Changes a window before it is trained on, without changing its label.</summary>
internal interface IWindowAugmentation
{
    /// <summary>Writes a changed copy of a window.</summary>
    /// <param name="window">The window, shape (C, L).</param>
    /// <param name="changed">Where to write, shape (C, L).</param>
    void Apply(ReadOnlySpan<float> window, Span<float> changed);
}
